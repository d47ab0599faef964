//! The server has another key than known hosts say.

use super::ssh::{self, Trouble};
use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// The server shows a key, and `known_hosts` has another one for it: ssh goes no further. The server's key was
    /// renewed; or only a key of another kind was written down (`ssh-keyscan -t rsa`, while the server shows ed25519); or
    /// somebody is in between.
    ///
    /// A server that `known_hosts` does not have at all is `ssh-host-key-unknown`, where git says nothing but `Host key
    /// verification failed`.
    ///
    /// Compare the fingerprint with the one that the forge publishes. If it is the same, take the old line out and write
    /// the new key down.
    "ssh-host-key-changed", Error, quiet in "repo-ssh-host-unknown"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = ssh::with(view, Trouble::HostKeyChanged)?;
    let key = spoke.host_key.as_ref()?;
    let (host, port) = ssh::server(view, spoke);
    let title = format!("The ssh server {host} shows another key than known_hosts has for it.");
    let found =
        ssh::found(view, title).seen(format!("{host} shows {} {}", key.kind, key.fingerprint));
    let place = key.place.as_ref().map(|place| format!("known_hosts has another one: {place}"));
    let name = if port == "22" { host.clone() } else { format!("[{host}]:{port}") };
    let found = place.into_iter().fold(found, Found::seen);
    Some(found.fix(format!("ssh-keygen -R {}", word(&name))).fix(ssh::scan(&host, &port)))
}
