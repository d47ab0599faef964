//! The git server itself fails.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::seen,
};

check! {
    /// The git server itself fails: it answers 500, 502, 503 or 504 to the first thing that git asks. Neither the path nor the login is
    /// at fault.
    ///
    /// `vanity-host-5xx` is the same status for the page with the tag, before git is started. A failure only with large repositories
    /// (`early EOF`, `expected 'packfile'`) is a proxy on the way that cuts long answers.
    ///
    /// Wait and repeat, then ask whoever runs the server, whose log has the reason; a module proxy that has the version helps meanwhile.
    "git-http-500", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let found = seen::answered(
        view,
        |status| status >= 500,
        |repo| format!("The server of {repo} itself fails."),
    )?;
    Some(found.fix(seen::list_again(view)?))
}
