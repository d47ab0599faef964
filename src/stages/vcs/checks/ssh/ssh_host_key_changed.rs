//! The server shows another key than the known one.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
    trace::HostTrust,
};

check! {
    /// The server shows its key, and `known_hosts` has another one for it: ssh goes no further. The server's key was
    /// renewed, or somebody is in between.
    ///
    /// A known key of another kind is `ssh-host-key-of-another-kind`, with the same text. A server that `known_hosts`
    /// does not have at all is `ssh-host-key-unknown`, where git says nothing but `Host key verification failed`.
    ///
    /// Compare the fingerprint with the one that the forge publishes. If it is the same, take the old line out and
    /// write the new key down.
    "ssh-host-key-changed", Error, quiet in "repo-ssh-host-unknown"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::HostKeyChanged)?;
    let key = spoke.host_key.as_ref()?;
    let (host, port) = trouble::server(view, spoke);
    if key.trust == HostTrust::Revoked {
        let title = format!("known_hosts calls the key revoked that the ssh server {host} shows.");
        let found = trouble::found(view, title).seen(format!("{} {}", key.kind, key.fingerprint));
        return Some(found.fix(trouble::login(view, spoke)));
    }
    let title = format!("The ssh server {host} shows another key than known_hosts has for it.");
    let shown = format!("{host} shows {} {}", key.kind, key.fingerprint);
    let found = trouble::found(view, title).seen(shown);
    let place = key.place.as_ref().map(|place| format!("known_hosts has another one: {place}"));
    let found = place.into_iter().fold(found, Found::seen);
    let name = if port == "22" { host.clone() } else { format!("[{host}]:{port}") };
    let file = key.place.as_ref().and_then(|place| Some(place.rsplit_once(':')?.0));
    let file = file.map_or_else(|| trouble::known_hosts(view), word);
    let removed = format!("ssh-keygen -R {} -f {file}", word(&name));
    Some(found.fix(format!("{removed} && {}", trouble::scan(view, &host, &port))))
}
