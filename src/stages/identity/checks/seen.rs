//! What the checks of versions look at: the failure that go tells, the tags and lists that were seen.

use crate::{
    findings::view::View,
    go::{std::strconv::text::lossy, xmod::semver},
    trace::{CommandRan, EntryMet, Met, RevisionSought, Told as _},
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
    let full = semver::canonical(query).is_some_and(|canonical| canonical == *query);
    full.then_some((met, query))
}

/// The tag that is the version asked for without its `v`, and its commit.
pub(super) fn bare_tag<'a>(view: &View<'a>) -> Option<(&'a str, String)> {
    let (_, version) = missing(view)?;
    Some((version, tagged(view, version.strip_prefix('v')?)?))
}

/// The commit of a tag of the repository in which a version was sought, as `git ls-remote` has it.
pub(super) fn tagged(view: &View<'_>, tag: &str) -> Option<String> {
    let sought = view.failed().told::<RevisionSought>().find(|it| it.found.is_none())?;
    let ran = view.trace.all::<CommandRan>().map(|(_, ran)| ran);
    let listed = |ran: &&CommandRan| {
        ran.repo == sought.repo && ran.ran.argv.iter().any(|word| word == "ls-remote")
    };
    ran.filter(listed).find_map(|ran| {
        let refs = lossy(&ran.ran.stdout.0);
        let mut refs = refs.lines().filter_map(|line| line.split_once('\t'));
        let own = |name: &str| name.strip_prefix("refs/tags/") == Some(tag);
        refs.find(|(_, name)| own(name)).map(|(commit, _)| commit.to_owned())
    })
}
