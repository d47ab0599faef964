//! A URL is where an import path is due.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// An import path has no scheme: it begins with the host. go finds out by itself how to reach
    /// it.
    ///
    /// Leave `https://` out. For a repository on a host that go knows (`github.com/…`) the rest of
    /// the URL is the path already; elsewhere ask the module's `go.mod` for its name.
    "path-has-scheme", Error, quiet in "path-trailing-slash"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.path();
    let (scheme, rest) = path.split_once("://").filter(|_| view.fails())?;
    let rest = rest.trim_end_matches(".git").trim_end_matches('/');
    let title = format!("The path begins with {scheme}://, and an import path has no scheme.");
    Some(Found::new(Step::Path, title).seen(path.clone()).fix(format!("go get {}", word(rest))))
}
