//! A module that wants to be imported by another path than where its repository lies.

use super::named::Named;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
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
    let named = Named::of(view).filter(|named| named.is_address() && !named.is_renamed())?;
    let title = format!("{} wants to be imported as {}.", named.version.module, named.path);
    Some(named.found(title).fix(format!("go get {}", word(named.path))))
}
