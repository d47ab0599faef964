//! No file of known hosts has the server.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// The server shows its key, and no `known_hosts` that ssh reads has the server: since nobody can be asked, ssh goes no
    /// further, and says only `Host key verification failed`. The host was never written down, or under another name, port
    /// or address, or in a file that ssh does not read: ssh takes `~` from the user database, not from HOME.
    ///
    /// Another key in the file is `ssh-host-key-changed`, where ssh names the file and the line.
    ///
    /// Write the server's key down, and compare it with the fingerprint that the forge publishes before you trust it.
    "ssh-host-key-unknown", Error, quiet in "repo-ssh-host-changed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::HostKeyUnknown)?;
    let key = spoke.host_key.as_ref()?;
    let (host, port) = trouble::server(view, spoke);
    let title = format!("No known_hosts file that ssh reads has the key of {host}.");
    let found =
        trouble::found(view, title).seen(format!("{host} shows {} {}", key.kind, key.fingerprint));
    let read = trouble::host(view).into_iter().flat_map(|host| &host.known);
    let read = read.map(|file| {
        format!("{}: {}", file.path, file.fault.as_deref().unwrap_or("has no key of it"))
    });
    Some(read.fold(found, Found::seen).fix(trouble::scan(view, &host, &port)))
}
