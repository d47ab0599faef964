//! The first element of the path is no host name.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::xmod::module,
    stages::path::cleaned,
    trace::Step,
};

check! {
    /// The first element of a module path that go is to download must hold a dot, because it is the
    /// host. Without one, go takes the path for a package of the standard library, or for one of
    /// this machine.
    ///
    /// Often `github.com/` is missing in front, or the package is one of the own module, whose
    /// import path begins with what `go.mod` says behind `module`.
    "path-missing-host", Error, quiet in "path-port"
}

fn find(view: &View<'_>) -> Option<Found> {
    let error = view.path_error().filter(|error| error.fault == module::Fault::MissingDot)?;
    let path = view.path();
    let first = path.split('/').next().unwrap_or_default();
    // An address has a page of its own.
    if first.contains(['@', ':']) || cleaned::argument(&path).is_some() {
        return None;
    }
    let title = format!("The path has no host: its first element, {first:?}, has no dot.");
    Some(
        Found::new(Step::Path, title)
            .seen(error.to_string())
            .fix(format!("go get {}", word(&format!("github.com/{path}")))),
    )
}
