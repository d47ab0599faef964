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

/// The project of Bitbucket Server that `url` names in the place of a repository: `/scm/PROJECT` and nothing behind it.
pub(super) fn scm_project(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?.1.split_once("/scm/")?;
    let project = rest.trim_end_matches('/').trim_end_matches(".git");
    (!project.is_empty() && !project.contains('/')).then_some(project)
}

#[cfg(test)]
mod tests {
    use super::scm_project;

    #[test]
    fn projects_and_repositories() {
        assert_eq!(scm_project("https://a.test/scm/prj"), Some("prj"));
        assert_eq!(scm_project("https://a.test/scm/prj.git/"), Some("prj"));
        for url in ["https://a.test/scm/prj/repo.git", "https://a.test/scm/", "https://a.test/x"] {
            assert_eq!(scm_project(url), None, "{url}");
        }
    }
}
