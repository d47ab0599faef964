//! A path without its major version.

use super::{
    named::Named,
    seen::{error, failed, tagged},
};
use crate::{
    findings::{Found, check, view::View},
    go::xmod::{major::split_version, semver},
    shell::word,
    trace::Step,
};

check! {
    /// From version 2 on a module's path ends in `/v2`, `/v3` and so on, in its go.mod as well as in imports. Either you asked for v2 or later
    /// by the path without the end, or the path has another end than the go.mod.
    ///
    /// If the path with the end exists, it was only left out. If it does not, the author tagged v2 without changing go.mod, and go can use
    /// it as v0 or v1 only. `+incompatible` versions are those of a time without go.mod. A version that does not exist at all is
    /// `version-not-found`.
    ///
    /// Ask for the path with its end; where the author has no such path, for a commit or an older version.
    "major-version-suffix-missing", Error, quiet in "goproxy-other-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    by_go_mod(view).or_else(|| by_query(view))
}

/// The go.mod declares the path with another end.
fn by_go_mod(view: &View<'_>) -> Option<Found> {
    let named = Named::of(view).filter(Named::is_of_major)?;
    let title = format!("The go.mod of {} says {}.", named.version.module, named.path);
    Some(named.found(title).fix(format!("go get {}", word(named.path))))
}

/// A version from v2 on of a path without an end, for which there is a tag.
fn by_query(view: &View<'_>) -> Option<Found> {
    let met = failed(view)?;
    let version = &met.asked.query;
    let module = view.culprit()?;
    let major = semver::major(version).filter(|major| !matches!(*major, "v0" | "v1"))?;
    let has_end = split_version(module).is_none_or(|(_, end)| !end.is_empty());
    if has_end || !semver::build(version).is_empty() {
        return None;
    }
    let commit = tagged(view, version)?;
    let title = format!("{version} of {module} has the path {module}/{major}.");
    Some(
        Found::new(Step::Version, title)
            .seen(format!("git ls-remote: {commit} refs/tags/{version}"))
            .seen(error(met)?.replace("\n\t", "; "))
            .fix(format!("go get {}", word(&format!("{module}/{major}@{version}")))),
    )
}
