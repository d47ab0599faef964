//! A go.mod that names another module.

use super::named::Named;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// The go.mod of what was fetched names another module in its `module` line, and go refuses it under the path that was asked for.
    ///
    /// If earlier versions declare the path that was asked for, the module was renamed (`gomod-path-mismatch-renamed`). If there is nothing
    /// under the declared path, or a project without this version, it is a fork or a slip of its author (`gomod-path-mismatch-author-error`).
    /// If only the end `/vN` differs, see `major-version-suffix-missing`.
    ///
    /// Import the declared path.
    "gomod-declares-other-path", Error, quiet in "gomod-vanity-path"
}

fn find(view: &View<'_>) -> Option<Found> {
    let named = Named::of(view)?;
    let told = named.is_of_major() || named.is_address() || named.is_renamed() || named.is_slip();
    if told {
        return None;
    }
    let title = format!("The go.mod of {} is that of {}.", named.named(), named.path);
    let argument = named.answering().map_or(named.path, |tried| &tried.argument);
    Some(named.found(title).fix(format!("go get {}", word(argument))))
}
