//! The decision of GOVCS against a version control system.

use crate::{
    findings::view::View,
    go::cmd::govcs::Govcs,
    trace::{GovcsJudged, Told as _},
};

/// A version control system that GOVCS does not allow.
pub(crate) struct Denied {
    pub(crate) vcs: String,
    pub(crate) root: String,
    pub(crate) rule: String,
    pub(crate) builtin: bool,
}

/// What GOVCS refused, and by which rule.
pub(crate) fn denied(view: &View<'_>) -> Option<Denied> {
    let GovcsJudged { vcs, root, private, .. } =
        view.failed().told::<GovcsJudged>().find(|judged| judged.error.is_some())?;
    let govcs = Govcs::parse(view.value("GOVCS")).ok()?;
    let rule = govcs.decide(root, *private, vcs).rule;
    Some(Denied {
        vcs: vcs.clone(),
        root: root.clone(),
        rule: format!("{}:{}", rule.pattern, rule.allowed.join("|")),
        builtin: rule.builtin,
    })
}
