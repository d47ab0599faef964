//! A go.mod that names another module.

use super::seen::{declared, is_address_of, without_major};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// The go.mod of what was fetched names another module in its `module` line, and go refuses it under the path that was asked for.
    ///
    /// Ask for the declared path. If it leads to the same repository since some version on, the module was renamed
    /// (`gomod-path-mismatch-renamed`). If it leads to another project, this is a fork whose go.mod was left as it was, or a slip of its
    /// author (`gomod-path-mismatch-author-error`). If only the end `/vN` differs, see `major-version-suffix-missing`.
    ///
    /// Import the declared path. A fork is used under the name of the original, by a `replace` line in your own go.mod.
    "gomod-declares-other-path", Error, quiet in "gomod-vanity-path"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (version, path) = declared(view)?;
    let same = without_major(path) == without_major(&version.module);
    if same || is_address_of(&version.module, path, view.trace.header.go) {
        return None;
    }
    let named = format!("{}@{}", version.module, version.version);
    let title = format!("The go.mod of {} is that of {path}.", version.module);
    let replaced = format!("{path}={named}");
    Some(
        Found::new(Step::Module, title)
            .seen(format!("go.mod of {named}: module {path}"))
            .fix(format!("go get {}", word(path)))
            .fix(format!(
                "go mod edit -require {} -replace {}   # where it is a fork",
                word(&format!("{path}@{}", version.version)),
                word(&replaced)
            )),
    )
}
