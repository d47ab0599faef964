//! A list of versions in which none fits.

use super::seen::{error, failed, lists_no_head};
use crate::{
    findings::{Found, check, view::View},
    go::{std::strconv::text::lossy, xmod::semver},
    shell::word,
    trace::{Met, ProxyAnswer, ProxyAsked, RevisionSought, Step, Told as _, VersionsListed},
};

check! {
    /// The module is there, and no version of it fits what was asked for: the list is empty, or none of its versions is of the kind.
    ///
    /// Tags without v do not count (`version-tag-without-v-prefix`); tags of v2 and later belong to the path with `/v2`
    /// (`major-version-suffix-missing`); tags of a module in a folder are `folder/v1.2.3`. A full version that is missing is
    /// `version-not-found`.
    ///
    /// Ask for a version of the list, or for a branch or commit.
    "no-version-at-path", Error, quiet in "goproxy-version-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let met = failed(view)?;
    if lists_no_head(view) || view.failed_command().is_some() {
        return None;
    }
    let query = &met.asked.query;
    let full = semver::canonical(query).is_some_and(|canonical| canonical == *query);
    let no_match = matches!(met.met, Met::Failed { .. } | Met::NotFound { .. }) && !full;
    let (whom, listed) = listed(view).filter(|_| no_match)?;
    let module = view.culprit()?;
    let title = format!("None of the versions of {module} fits {query}.");
    let shown = if listed.is_empty() { "no version".to_owned() } else { listed.join(", ") };
    let found = Found::new(Step::Version, title).seen(format!("{whom} lists {shown}"));
    let found = found.seen(error(met)?.replace("\n\t", "; "));
    let fix = match listed.last() {
        Some(last) => format!("go get {}", word(&format!("{module}@{last}"))),
        None => format!("go list -m -versions {}", word(module)),
    };
    Some(found.fix(fix))
}

/// Who listed versions as the last thing before go failed, and the highest of them, lowest first.
fn listed(view: &View<'_>) -> Option<(String, Vec<String>)> {
    const MOST: usize = 5;
    let last = |mut versions: Vec<String>| {
        semver::sort(&mut versions);
        versions.split_off(versions.len().saturating_sub(MOST))
    };
    let mut sought = view.failed().told::<RevisionSought>();
    if sought.any(|it| it.found.is_some()) {
        return None;
    }
    let told = view.failed().told::<VersionsListed>().filter(|it| it.error.is_none()).last();
    if let Some(told) = told {
        return Some((told.repo.to_string(), last(told.versions.clone())));
    }
    let asked = view.failed().told::<ProxyAsked>().last()?;
    let body = matches!(asked.answer, ProxyAnswer::Body { .. });
    if asked.endpoint != "@v/list" || !body {
        return None;
    }
    let page = view.own().rfind(|it| it.asked.url.ends_with("/@v/list"))?.body?;
    let text = lossy(&page.page.0);
    let words = text.lines().filter_map(|line| line.split_whitespace().next());
    let versions = words.filter(|word| semver::is_valid(word)).map(str::to_owned).collect();
    Some((asked.entry.clone(), last(versions)))
}
