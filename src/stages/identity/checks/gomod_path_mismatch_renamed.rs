//! A module that moved to another path.

use super::named::Named;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// The module moved: its go.mod declares a new path, under which it answers. Earlier versions declare the old one, so that the old path
    /// worked until a newer version was asked for. A line `restoring …@v0.7.2` of go says that it goes back to one of those.
    ///
    /// With `gomod-path-mismatch-use-vanity-path` no version ever declared the path that you required. With
    /// `gomod-path-mismatch-author-error` the declared path belongs to somebody else, or to nobody.
    ///
    /// Import the new path everywhere; or stay at the last version of the old one. Where a dependency still requires the old path, hold it
    /// there: `go mod edit -require example.com/old@v0.7.2`.
    "gomod-path-mismatch-renamed", Error, quiet in "gomod-fork"
}

fn find(view: &View<'_>) -> Option<Found> {
    let named = Named::of(view).filter(Named::is_renamed)?;
    let (answering, kept) = (named.answering()?, named.kept()?);
    let (old, last) = (&named.version.module, kept.version.as_deref()?);
    let path = kept.argument.split('@').next()?;
    let title = format!("{old} moved to {}; {last} is still {old}.", named.path);
    let found = named.found(title);
    Some(
        found
            .fix(format!("go get {}", word(&answering.argument)))
            .fix(format!("go get {}", word(&format!("{path}@{last}")))),
    )
}
