//! A machine with a port.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::login,
    trace::Passed,
};

check! {
    /// The netrc file has an entry for the host with a port, `machine git.example.com:443`. git's library compares
    /// hosts alone, so that the entry is for nobody.
    ///
    /// `netrc-machine-port` tells what go makes of such an entry.
    ///
    /// Take the port out.
    "git-netrc-machine-has-port", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let missed = login::missed(view, Passed::Port)?;
    let host = &asked.host;
    let title = format!(
        "The login for {host} in netrc is for a host with a port, which git does not match."
    );
    let found = login::found(asked, title).seen(format!("{}: machine {host}:…", missed.place));
    let script = format!("s/(machine[[:space:]]+{}):[0-9]+/\\1/", host.replace('.', "\\."));
    Some(found.fix(format!("sed -i -E {} {}", word(&script), word(&missed.place))))
}
