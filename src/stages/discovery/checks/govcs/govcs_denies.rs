//! A rule of GOVCS forbids the VCS.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::govcs::Govcs,
    trace::{Fact, Step},
};

check! {
    /// GOVCS has a rule that matches the path and does not name its version control system. The
    /// first rule that matches decides.
    ///
    /// Put a rule for the path in front of it.
    "govcs-denies", Error, quiet in "govcs-svn"
}

fn find(view: &View<'_>) -> Option<Found> {
    let denied = denied(view).filter(|denied| !denied.builtin)?;
    let (vcs, root, setting) = (&denied.vcs, &denied.root, view.setting("GOVCS")?);
    Some(
        Found::new(Step::Govcs, format!("GOVCS does not allow {vcs} for {root}."))
            .seen(format!("GOVCS={}, from {}", setting.value.redacted(), setting.origin))
            .seen(format!("the rule that decides: {}", denied.rule))
            .fix(view.set("GOVCS", &format!("{root}:{vcs},{}", setting.value.expose()))),
    )
}

/// A version control system that GOVCS does not allow.
pub(crate) struct Denied {
    pub(crate) vcs: String,
    pub(crate) root: String,
    pub(crate) rule: String,
    pub(crate) builtin: bool,
}

/// What GOVCS refused, and by which rule.
pub(crate) fn denied(view: &View<'_>) -> Option<Denied> {
    let (vcs, root, private) = view.failed().find_map(|event| match &event.fact {
        Fact::GovcsJudged { vcs, root, private, error: Some(_), .. } => Some((vcs, root, *private)),
        _ => None,
    })?;
    let govcs = Govcs::parse(view.value("GOVCS")).ok()?;
    let rule = govcs.decide(root, private, vcs).rule;
    Some(Denied {
        vcs: vcs.clone(),
        root: root.clone(),
        rule: format!("{}:{}", rule.pattern, rule.allowed.join("|")),
        builtin: rule.builtin,
    })
}
