//! The path breaks one of go's rules for paths.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::xmod::module::Fault,
    stages::path::cleaned,
    trace::Step,
};

check! {
    /// go refuses the path before it asks anyone: it holds a character, an element or an ending
    /// that a module path cannot have. The rules hold on every system, so that a module can be
    /// unpacked anywhere.
    ///
    /// Its elements are letters, digits and `- . _ ~`, with single slashes between them.
    ///
    /// `go list -m` takes the path as it is; `go get` cleans slashes first.
    ///
    /// Take out what does not belong there: an invisible character that came with a copied text shows as `\u200b`, capitals in the
    /// host are written small, a host with other letters as `xn--…`.
    "path-malformed", Error, quiet in "path-no-dot"
}

fn find(view: &View<'_>) -> Option<Found> {
    let error = view.path_error()?;
    let path = view.path();
    let first = path.split('/').next().unwrap_or_default();
    let has_port = first.split_once(':').is_some_and(|(_, port)| is_number(port));
    let has_own_finding = path.contains("://")
        || has_port
        || first.contains('@')
        || path.starts_with("http")
        || error.fault == Fault::MissingDot;
    if has_own_finding {
        return None;
    }
    let found =
        Found::new(Step::Path, format!("The path cannot be a module path: {}.", error.fault));
    let found = found.seen(error.to_string());
    Some(match (&error.fault, cleaned::argument(&path)) {
        (Fault::TrailingSlash, _) => {
            found.fix(format!("go get {}", word(path.trim_end_matches('/'))))
        }
        (_, Some(meant)) if meant != path => found.fix(format!("go get {}", word(&meant))),
        _ => found.fix("goget-doctor explain path-malformed"),
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
