//! The known key of the server is of another kind.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// `known_hosts` has a key of the server, of another kind than the one that it shows: the file was made by
    /// `ssh-keyscan -t rsa`, say, and the server shows ed25519 now. ssh says the same as of a key that changed:
    /// `REMOTE HOST IDENTIFICATION HAS CHANGED`.
    ///
    /// Another key of the same kind is `ssh-host-key-changed`: the server's key was renewed, or somebody is in
    /// between.
    ///
    /// Write the keys of all kinds down, and compare them with the fingerprints that the forge publishes.
    "ssh-host-key-of-another-kind", Error, quiet in "repo-ssh-host-changed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::HostKeyOfAnotherKind)?;
    let key = spoke.host_key.as_ref()?;
    let (host, port) = trouble::server(view, spoke);
    let title = format!("The known key of {host} is of another kind than the one that it shows.");
    let found =
        trouble::found(view, title).seen(format!("{host} shows {} {}", key.kind, key.fingerprint));
    let files = trouble::host(view)?.known.iter().filter(|file| !file.keys.is_empty());
    let known = files.map(|file| format!("{} has {}", file.path, file.keys.join(", ")));
    Some(known.fold(found, Found::seen).fix(trouble::scan(view, &host, &port)))
}
