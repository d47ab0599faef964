//! A requirement that only a `replace` line of another go.mod satisfied.

use super::seen::error;
use crate::{
    findings::{Found, view::View},
    shell::word,
    trace::{CommandEnded, EntryMet, Met, Sought, Step},
};

/// The version that go writes where a module is found by a `replace` line only.
pub(super) const PLACEHOLDER: &str = "v0.0.0-00010101000000-000000000000";

/// The finding of a required `version` of some module, which is nowhere and on which go fails.
pub(super) fn required(view: &View<'_>, version: &str) -> Option<Found> {
    let told = view.ending.verdict.error()?;
    let ended = view.trace.first::<CommandEnded>()?.version.as_ref()?;
    let (module, met) = view.trace.all::<EntryMet>().find_map(|(event, met)| {
        let module = event.path.as_deref().filter(|path| *path != ended.module)?;
        let wanted = met.asked.sought == Sought::GoMod && met.asked.query == version;
        let told = error(met).is_some_and(|error| told.contains(error));
        (wanted && told && matches!(met.met, Met::NotFound { .. })).then_some((module, met))
    })?;
    let by = format!("{}@{}", ended.module, ended.version);
    let title = format!("{by} leads to {module} {version}, which is nowhere.");
    let found = Found::new(Step::Module, title);
    let found = found.seen(error(met)?.replace("\n\t", "; "));
    Some(
        found
            .fix(format!("go list -m -versions {}", word(&ended.module)))
            .not("the replace line of that go.mod: go heeds those of the main module alone"),
    )
}
