//! There is no connection to the ssh server.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// ssh could not connect to the server of the repository: nothing listens at the port, the name is unknown, or the way is closed.
    /// Many networks let https out and ssh not.
    ///
    /// `Host key verification failed` and `Permission denied` are said by ssh after it had a connection (`ssh-host-key-unknown`,
    /// `ssh-no-key-offered`).
    ///
    /// Where https works, take out the `insteadOf` rule that leads to ssh; some forges answer ssh at port 443 of another host. Else ask
    /// whoever runs the network to open the port.
    "ssh-server-unreachable", Error, quiet in "repo-ssh-no-key-offered"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::Unreached)?;
    let said = trouble::line(spoke, "ssh: ")?;
    let title = format!("The ssh server {} cannot be reached.", spoke.host);
    let found = trouble::found(view, title).seen(said);
    let (host, port) = trouble::server(view, spoke);
    Some(found.fix(format!("ssh -v -T -p {} {}", word(&port), word(&host))))
}
