//! A tag that belongs to a module in another folder of the repository.

use super::seen::missing;
use crate::{
    findings::{
        Found, check,
        view::{Refs, View},
    },
    shell::word,
    trace::{RevisionSought, Step, Told as _},
};

check! {
    /// Tags of a module in a folder begin with the folder: `tools/v1.2.0` is v1.2.0 of the module in `tools`, and `v1.2.0` that of the module at
    /// the root. The repository has the version with another folder in front, or without one.
    ///
    /// If there is no tag with that version at all, it is `version-not-found`; a tag without its v is `version-tag-without-v-prefix`.
    ///
    /// The author adds the tag that go looks for: `git tag tools/v1.2.0 v1.2.0 && git push origin tools/v1.2.0`. Everybody else names the commit.
    "version-tag-of-another-folder", Error, quiet in "version-tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (_, version) = missing(view)?;
    let (wanted, refs) = (wanted(view, version)?, view.refs()?);
    let (tag, commit) = other(&refs, version, &wanted)?;
    let short = commit.get(..12)?;
    let module = view.culprit()?;
    let title = format!("The tag is {tag}, and {module} needs {wanted}.");
    let seen = format!("git ls-remote: {commit} refs/tags/{tag}; no refs/tags/{wanted}");
    let fix = format!("go get {}", word(&format!("{module}@{short}")));
    Some(Found::new(Step::Version, title).seen(seen).fix(fix))
}

/// The tag that go looked for: the version behind the folder of the module, as go names it.
fn wanted(view: &View<'_>, version: &str) -> Option<String> {
    let sought = view.failed().told::<RevisionSought>().filter(|it| it.asked == version).last()?;
    let (_, wanted) = sought.error.as_deref()?.rsplit_once("unknown revision ")?;
    wanted.ends_with(version).then(|| wanted.to_owned())
}

/// A tag of the version for another folder, and its commit.
fn other<'a>(refs: &'a Refs<'_>, version: &str, wanted: &str) -> Option<(&'a str, &'a str)> {
    let is_of = |tag: &str| tag == version || tag.ends_with(&format!("/{version}"));
    if refs.tags().any(|(tag, _)| tag == wanted) {
        return None;
    }
    refs.tags().find(|(tag, _)| is_of(tag))
}
