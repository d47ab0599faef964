//! A tag without the `v` of versions.

use super::seen::bare_tag;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// go's versions are `v1.2.3`, with a v, three numbers, and nothing left out. The repository has the tag without the v: for go that is a
    /// revision like a branch, and no version.
    ///
    /// If the tag with v is there and go does not see it, a proxy remembers that it was missing (`proxy-negative-cache-new-tag`). A tag of a
    /// module in a folder needs the folder in front (`tools/v1.2.3`).
    ///
    /// The author adds a tag that go takes: `git tag v2.0.1 2.0.1 && git push origin v2.0.1`. Everybody else names the commit.
    "version-tag-without-v-prefix", Error, quiet in "version-tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (version, commit) = bare_tag(view)?;
    let tag = version.trim_start_matches('v');
    let short = commit.get(..12)?;
    let module = view.culprit()?;
    Some(
        Found::new(Step::Version, format!("The tag is {tag}, and go looks for {version}."))
            .seen(format!("git ls-remote: {commit} refs/tags/{tag}; no refs/tags/{version}"))
            .fix(format!("go get {}", word(&format!("{module}@{short}")))),
    )
}
