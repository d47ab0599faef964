//! The account prints something.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// The server let ssh in, and something was printed in front of the repository: a start-up file of the account
    /// (`.bashrc`) greets everybody, or the account has no shell. git takes the first four characters for a length:
    /// `bad line length character: Welc`.
    ///
    /// A server that says something on standard error and gives no repository is `ssh-repository-refused`.
    ///
    /// Ask the owner of the account on the server to silence it for logins without a terminal.
    "ssh-server-prints-first", Error, quiet in "repo-ssh-refused-github"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::PrintsFirst)?;
    let printed = spoke.printed.as_ref()?;
    let title =
        format!("The account on {} prints in front of the repository: {printed}", spoke.host);
    let found = trouble::found(view, title).seen(format!("it prints: {printed}"));
    Some(found.fix(format!("ssh {} true   # has to print nothing", trouble::at(view, spoke))))
}
