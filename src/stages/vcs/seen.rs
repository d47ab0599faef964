//! What checks of a repository share: its failed command, and what its server says.

use crate::{
    findings::{
        Found,
        view::{View, word},
    },
    go::std::strconv::text::lossy,
    trace::Step,
};

/// A repository whose server answers somebody without a login with such a status; `title` is told of
/// its URL.
pub(super) fn answered(
    view: &View<'_>,
    wanted: impl Fn(u16) -> bool,
    title: impl Fn(&str) -> String,
) -> Option<Found> {
    let (probed, seen) = view.without_login().filter(|(_, seen)| wanted(seen.status))?;
    let repo = view.failed_command()?.repo.without_login();
    let status = format!("{}: status {} without a login", probed.url, seen.status);
    let found = Found::new(Step::Repository, title(&repo)).seen(status);
    Some(said(view).into_iter().fold(found, Found::seen))
}

/// The last line of what the failed command said.
pub(super) fn said(view: &View<'_>) -> Option<String> {
    let ran = &view.failed_command()?.ran;
    let said = lossy(&ran.stderr.0);
    let line = said.lines().rfind(|line| !line.trim().is_empty())?;
    Some(format!("{}: {}", ran.argv.first()?, line.trim()))
}

/// The command that asks the repository again.
pub(super) fn list_again(view: &View<'_>) -> Option<String> {
    let repo = view.failed_command()?.repo.without_login();
    Some(format!("GIT_TERMINAL_PROMPT=0 git ls-remote {}", word(&repo)))
}
