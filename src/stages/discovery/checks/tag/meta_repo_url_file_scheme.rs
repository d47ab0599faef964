//! The repo root of the tag is a directory.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::{meta::Import, select::Fault},
    trace::Step,
};

check! {
    /// The third field of the go-import tag is a `file` URL. A page from the network may not lead
    /// go to this machine's files.
    ///
    /// Serve the repository over https or ssh. For a module on this machine clone it, and let
    /// `replace` in go.mod name the clone: the repository itself is often a bare one.
    "meta-repo-url-file-scheme", Error, quiet in "repo-no-scheme"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Fault::RepoRoot { url, repo, .. } = view.fault()? else { return None };
    let Import { prefix, subdir, .. } = view.chosen()?;
    let clone = word(prefix.rsplit('/').next()?);
    let dir = if subdir.is_empty() { String::new() } else { format!("/{}", word(subdir)) };
    (view.scheme(repo).as_deref() == Some("file")).then(|| {
        Found::new(
            Step::Validate,
            "The tag's repo root is a directory of the machine, which go does \
             not allow.",
        )
        .seen(format!("{url} names the repo root {repo}"))
        .fix(format!(
            "git clone {} ../{clone} && go mod edit -replace {}=../{clone}{dir} && {}",
            word(&repo.to_string()),
            word(prefix),
            view.again()
        ))
    })
}
