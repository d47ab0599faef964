//! The walk for a release of go that nobody had.

use crate::{
    findings::view::View,
    go::cmd::gover::{TOOLCHAIN, query::Line},
    trace::{EntryMet, Met, Sought},
};

/// What a walk for a release of go failed on.
pub(super) struct Missed<'a> {
    /// The entry of GOPROXY.
    pub(super) entry: &'a str,
    /// The query; empty for a list.
    pub(super) query: String,
    /// go's text.
    pub(super) error: &'a str,
}

/// The entry at which go ended its walk for a release: for what something requires, or what was asked for.
pub(super) fn sought<'a>(view: &View<'a>) -> Option<Missed<'a>> {
    if !view.fails() {
        return None;
    }
    let mut mets = view.trace.all::<EntryMet>().filter_map(|(event, met)| {
        let module = event.path.as_deref()?;
        let list = module == TOOLCHAIN && met.asked.sought == Sought::Releases;
        let named = Line::of(module).is_some() && met.asked.sought == Sought::Version;
        if !(list || named) {
            return None;
        }
        let (Met::NotFound { error } | Met::Skipped { error }) = &met.met else { return None };
        let query = format!("{module}@{}", met.asked.query);
        Some(Missed { entry: &met.entry, query, error })
    });
    { mets.by_ref() }.last()
}

/// GOPROXY with the public proxy at its end; none where it is there.
pub(super) fn with_public(view: &View<'_>) -> Option<String> {
    let value = view.value("GOPROXY");
    if value.contains("proxy.golang.org") {
        return None;
    }
    let own = value.trim_end_matches("direct").trim_end_matches("off");
    let own = own.trim_end_matches([',', '|']);
    let separator = if own.is_empty() { "" } else { "," };
    Some(format!("{own}{separator}https://proxy.golang.org,direct"))
}
