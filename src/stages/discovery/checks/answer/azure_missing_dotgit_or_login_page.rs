//! Azure DevOps has no go-import tags.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// Azure DevOps answers `?go-get=1` with its sign-in page, often with the status 203, and never
    /// with a go-import tag. go needs a path in which the repository ends in `.git`; then it asks
    /// git right away.
    ///
    /// The module's own `go.mod` must name that path. Set GOPRIVATE, and lead git to ssh or to a
    /// token with `url.….insteadOf`.
    "azure-missing-dotgit-or-login-page", Error, quiet in "redirect-to-login"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let host = view.host();
    let path = view.path();
    let is_azure = host == "dev.azure.com" || host.ends_with(".visualstudio.com");
    let root: Vec<&str> =
        path.split('/').take(if host == "dev.azure.com" { 4 } else { 3 }).collect();
    is_azure.then(|| {
        Found::new(
            Step::Meta,
            "Azure DevOps serves no go-import tags; the path needs .git behind \
             the repository.",
        )
        .seen(format!("{}: {}", page.url, page.status))
        .fix(format!(
            "{} && go get {}",
            view.add_to("GOPRIVATE", &host),
            word(&format!("{}.git", root.join("/")))
        ))
    })
}
