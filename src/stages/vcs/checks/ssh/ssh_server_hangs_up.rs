//! The server closes the connection at once.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// The connection came about, and was closed before the server said who it is: it has too many connections (`MaxStartups`), a rule
    /// refuses the address, or a balancer has no server behind it. ssh says `kex_exchange_identification`.
    ///
    /// Where something else than ssh answers, it is `ssh-port-speaks-no-ssh`; where nothing listens, `ssh-server-unreachable`.
    ///
    /// Try again from another address, then ask whoever runs the server, who sees the reason in its log.
    "ssh-server-hangs-up", Error, quiet in "repo-ssh-port-closed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::HangsUp)?;
    let title =
        format!("The ssh server {} closes the connection before it says who it is.", spoke.host);
    let found = spoke.said.iter().fold(trouble::found(view, title), Found::seen);
    Some(found.fix(trouble::login(view, spoke)))
}
