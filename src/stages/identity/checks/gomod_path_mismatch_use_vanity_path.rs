//! A module that wants to be imported by another path than where its repository lies.

use super::seen::{declared, is_address_of};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// You required the module by where its repository lies, and its go.mod declares the path by which it wants to be imported. go takes only
    /// the declared one.
    ///
    /// The path asked for is at a forge that go knows, the declared one at a host of its own, and the last elements of both are the same. If
    /// both are at a forge, it may be a fork (`gomod-path-mismatch-author-error`) or a module that moved (`gomod-path-mismatch-renamed`):
    /// `gomod-declares-other-path`.
    ///
    /// Take the declared path in go.mod and in the imports.
    "gomod-path-mismatch-use-vanity-path", Error, quiet in "goproxy-other-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (version, path) = declared(view)?;
    let go = view.trace.header.go;
    if !is_address_of(&version.module, path, go) {
        return None;
    }
    let named = format!("{}@{}", version.module, version.version);
    let title = format!("{} wants to be imported as {path}.", version.module);
    Some(
        Found::new(Step::Module, title)
            .seen(format!("go.mod of {named}: module {path}"))
            .fix(format!("go get {}", word(path))),
    )
}
