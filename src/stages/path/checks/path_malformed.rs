//! The path breaks one of go's rules for paths.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::xmod::module::Fault,
    trace::Step,
};

check! {
    /// go refuses the path before it asks anyone: it holds a character, an element or an ending
    /// that a module path cannot have. The rules hold on every system, so that a module can be
    /// unpacked anywhere.
    ///
    /// `go list -m` takes the path as it is; `go get` cleans slashes first.
    "path-malformed", Error, quiet in "path-no-dot"
}

fn find(view: &View<'_>) -> Option<Found> {
    let error = view.path_error()?;
    let path = view.path();
    let has_own_finding = path.contains("://")
        || path.split('/').next().is_some_and(|host| host.contains(':'))
        || error.fault == Fault::MissingDot;
    if has_own_finding {
        return None;
    }
    let found =
        Found::new(Step::Path, format!("The path cannot be a module path: {}.", error.fault));
    let found = found.seen(error.to_string());
    Some(match error.fault {
        Fault::TrailingSlash => found.fix(format!("go get {}", word(path.trim_end_matches('/')))),
        _ => found.fix(
            "go get HOST/PATH, in letters, digits and - . _ ~ with single \
             slashes between",
        ),
    })
}
