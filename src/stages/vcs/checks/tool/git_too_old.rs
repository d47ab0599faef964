//! This git is too old.

use crate::{
    findings::{Found, check, view::View},
    trace::{RanEnd, Step},
};

check! {
    /// go calls git with options that this git does not know: it ends with status 129, that of a wrong use. go expects a git of the last
    /// years; the git 1.8 of old enterprise systems fails.
    ///
    /// The same comes where `git` in PATH is a wrapper that passes options on wrongly. `git-safe-directory` has status 128 and says whose
    /// the folder is.
    ///
    /// Install a current git, or ask whoever makes the image for one, and see that it comes first in PATH; or let a module proxy fetch,
    /// so that git is not needed.
    "git-too-old", Error, quiet in "repo-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let failed = view.failed_command()?;
    if failed.ran.end != (RanEnd::Exited { status: Some(129) }) {
        return None;
    }
    let version = view.access().and_then(|seen| seen.git.clone()).unwrap_or_default();
    let title = format!("This git {version} does not know an option that go uses.");
    let found = Found::new(Step::Repository, title)
        .seen(format!("{}: status 129", failed.ran.argv.join(" ")));
    Some(found.fix("command -v git && git --version"))
}
