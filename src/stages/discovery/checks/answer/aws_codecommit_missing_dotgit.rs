//! AWS CodeCommit has no go-import tags.

use crate::{
    findings::{
        Found, check,
        view::{View, is_codecommit, word},
    },
    trace::Step,
};

check! {
    /// AWS CodeCommit serves repositories at `git-codecommit.REGION.amazonaws.com/v1/repos/NAME` and
    /// no go-import tags. go needs a path in which the repository ends in `.git`; then it asks git
    /// right away, for the repository without the ending.
    ///
    /// The module's own `go.mod` must name that path. Set GOPRIVATE, and let git log in by the
    /// credential helper of the AWS command, which needs the path
    /// (`credential.UseHttpPath`).
    "aws-codecommit-missing-dotgit", Error, quiet in "status-404"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page().filter(|_| is_codecommit(view))?;
    let path = view.path();
    let root: Vec<&str> = path.split('/').take(4).collect();
    let helper = "git config --global credential.helper '!aws codecommit credential-helper $@' && \
                  git config --global credential.UseHttpPath true";
    Some(
        Found::new(
            Step::Meta,
            "CodeCommit serves no go-import tags; the path needs .git at its end.",
        )
        .seen(format!("{}: {}", page.url, page.status))
        .fix(format!(
            "{helper} && {} && go get {}",
            view.add_to("GOPRIVATE", &view.host()),
            word(&format!("{}.git", root.join("/")))
        )),
    )
}
