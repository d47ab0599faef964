//! What the checks of versions look at: the failure that go tells, the tags and lists that were seen.

use crate::{
    findings::view::View,
    go::xmod::version::canonical_version,
    secret::UrlText,
    trace::{EntryMet, Met, RevisionSought, Told as _},
};

/// What an entry of GOPROXY came to, where go fails on that.
pub(super) fn failed<'a>(view: &View<'a>) -> Option<&'a EntryMet> {
    let told = view.ending.verdict.error()?.to_owned();
    view.failed().told::<EntryMet>().find(|met| error(met).is_some_and(|text| told.contains(text)))
}

/// go's text for the failure of an entry.
pub(super) fn error(met: &EntryMet) -> Option<&str> {
    match &met.met {
        Met::NotFound { error } | Met::Failed { error } | Met::Skipped { error } => Some(error),
        _ => None,
    }
}

/// The full version that was asked for and is not there.
pub(super) fn missing<'a>(view: &View<'a>) -> Option<(&'a EntryMet, &'a str)> {
    let met = failed(view).filter(|met| matches!(met.met, Met::NotFound { .. }))?;
    let query = &met.asked.query;
    let full = canonical_version(query).as_ref() == Some(query);
    full.then_some((met, query))
}

/// The revision that was sought in a repository and is not there, where that is why go fails.
pub(super) fn sought_in_vain<'a>(view: &View<'a>) -> Option<&'a RevisionSought> {
    let told = view.ending.verdict.error()?;
    let sought = view.failed().told::<RevisionSought>();
    sought.filter(|it| it.error.as_deref().is_some_and(|error| told.contains(error))).last()
}

/// The tag that is the version asked for without its `v`, and its commit.
pub(super) fn bare_tag<'a>(view: &View<'a>) -> Option<(&'a str, String)> {
    let (_, version) = missing(view)?;
    Some((version, tagged(view, version.strip_prefix('v')?)?))
}

/// Whether what git lists of the repository is the trouble: nothing, as far as somebody looked why, or no HEAD for the newest commit.
pub(super) fn lists_no_head(view: &View<'_>) -> bool {
    let looked = view.curl().is_some();
    view.refs().is_some_and(|refs| {
        refs.hash("HEAD").is_none() && (looked || !refs.all.is_empty() || !is_over_http(refs.repo))
    })
}

fn is_over_http(repo: &UrlText) -> bool {
    repo.without_login().starts_with("http")
}

/// Whether a tag of another folder, or of the module's own, has the version.
pub(super) fn has_folder_tag(view: &View<'_>, version: &str) -> bool {
    let end = format!("/{version}");
    view.refs().is_some_and(|refs| refs.tags().any(|(tag, _)| tag.ends_with(&end)))
}

/// The commit of a tag of the repository in which a version was sought, as `git ls-remote` has it.
pub(super) fn tagged(view: &View<'_>, tag: &str) -> Option<String> {
    view.refs()?.hash(&format!("refs/tags/{tag}")).map(str::to_owned)
}
