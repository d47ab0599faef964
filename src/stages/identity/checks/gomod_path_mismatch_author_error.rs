//! A go.mod whose module line is that of another module.

use super::named::Named;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// The go.mod of what was fetched names another module in its `module` line, and that module is not this one under a better name: under
    /// the declared path there is nothing, or a project that does not have this version. It is a fork whose go.mod was left as it was, or
    /// a slip of its author. go refuses it under the path that was asked for.
    ///
    /// If the declared path has the same version, use it (`gomod-path-mismatch-use-vanity-path`, `gomod-declares-other-path`); if earlier
    /// versions declare the path that was asked for, the module was renamed (`gomod-path-mismatch-renamed`).
    ///
    /// A fork is used under the name of the original, by a replacement in your own go.mod; imports then name the original. Its author
    /// mends the `module` line.
    "gomod-path-mismatch-author-error", Error, quiet in "gomod-renamed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let named = Named::of(view).filter(|named| !named.is_renamed() && named.is_slip())?;
    let own = format!("The go.mod of {} is that of {}", named.named(), named.path);
    let title = if named.is_nowhere() {
        format!("{own}, and there is no such module.")
    } else {
        format!("{own}, a project that has no {}.", named.version.version)
    };
    let found = named.found(title);
    let kept = named.kept().and_then(|kept| Some((kept, kept.version.as_deref()?)));
    let found = match kept {
        Some((kept, version)) => {
            let path = kept.argument.split('@').next()?;
            found.fix(format!("go get {}", word(&format!("{path}@{version}"))))
        }
        None => found,
    };
    Some(found.fix(named.replaced()))
}
