//! A new version that a proxy says is not there.

use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use super::seen::error;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{CommandEnded, EntryMet, Met, ProxyAnswer, ProxyAsked, Sought, Step, Told as _},
};

check! {
    /// The version is new, a later entry of GOPROXY has it, and a module proxy says that it is not there: it was asked before the tag could be
    /// seen, and remembers that for some minutes to half an hour, failures to fetch included.
    ///
    /// If it has been there for hours, the fetch fails for another reason: the body of the 404 says which
    /// (`goproxy-404-upstream-failure-hidden`). A private module will never be there (`private-module-asked-of-public-proxy`). A tag that lacks
    /// its v is `version-tag-without-v-prefix`.
    ///
    /// Wait, or fetch this one directly. The checksum database is asked all the same, and may need the same wait.
    "proxy-negative-cache-new-tag", Note, aside, quiet in "goproxy-404-direct"
}

/// How long a version is new.
const NEW: Duration = Duration::hours(2);

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>().filter(|_| !view.fails())?;
    let found = ended.version.as_ref().filter(|it| it.query == it.version)?;
    let file = format!("@v/{}.info", found.version);
    let asked = view.decided().told::<ProxyAsked>().find(|it| {
        let gone = matches!(it.answer, ProxyAnswer::Status { code: 404 | 410, .. });
        gone && it.endpoint == file && it.url.starts_with("http")
    })?;
    let met = view.decided().told::<EntryMet>().find(|met| {
        let missed = matches!(met.met, Met::NotFound { .. });
        missed && met.entry == asked.entry && met.asked.sought == Sought::Version
    })?;
    let time = |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok();
    let made = found.time.as_deref()?;
    let age = time(&view.trace.header.started)? - time(made)?;
    if age < Duration::ZERO || age > NEW || found.from == asked.entry {
        return None;
    }
    let title = format!("{} does not have {} yet.", asked.entry, found.version);
    Some(
        Found::new(Step::Version, title)
            .seen(error(met)?.replace("\n\t", "; "))
            .seen(format!("{} has it, of {made}", found.from))
            .fix(format!("GOPROXY={} {}", word(&found.from), view.again())),
    )
}
