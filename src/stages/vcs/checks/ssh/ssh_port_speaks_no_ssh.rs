//! What answers at the port is no ssh server.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// Something listens at the port of ssh and does not speak it: a web server, a proxy, a balancer. git says
    /// `kex_exchange_identification`, as of a server that closes the connection.
    ///
    /// A server that says nothing before it closes is `ssh-server-hangs-up`.
    ///
    /// Correct the port in the URL, or in the rule that made it; ask whoever runs the host which port is ssh's.
    "ssh-port-speaks-no-ssh", Error, quiet in "repo-ssh-closes"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::NoSsh)?;
    let (host, port) = trouble::server(view, spoke);
    let title = format!("What answers at port {port} of {host} is no ssh server.");
    let first = spoke.banner.first()?;
    let found = trouble::found(view, title).seen(format!("it says {first}"));
    Some(found.fix(trouble::login(view, spoke)))
}
