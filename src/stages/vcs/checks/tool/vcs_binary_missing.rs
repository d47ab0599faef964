//! The version control tool is not installed.

use crate::{
    findings::{Found, check, view::View},
    trace::{RanEnd, Step},
};

check! {
    /// go needs git (or hg, svn, fossil) for a module that it fetches directly, and there is none
    /// in PATH. `golang:alpine` and many slim images come without; it goes unseen as long as a
    /// module proxy has everything.
    ///
    /// Install it, or fetch by way of a proxy.
    "vcs-binary-missing", Error, quiet in "dot-git-nobody"
}

fn find(view: &View<'_>) -> Option<Found> {
    let pinged = view.pings().find(|(_, ran)| ran.end == RanEnd::Missing);
    let (step, url, ran) = match pinged {
        Some((url, ran)) => (Step::VcsSuffix, url.to_owned(), ran),
        None => view.missing_tool().map(|it| (Step::Repository, it.repo.to_string(), &it.ran))?,
    };
    let tool = ran.argv.first()?;
    Some(
        Found::new(step, format!("{tool} is not installed, and go needs it for this path."))
            .seen(format!("no {tool} in PATH, to ask {url}"))
            .fix(format!("sudo apt-get install -y {tool}   # alpine: apk add {tool}")),
    )
}
