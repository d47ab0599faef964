//! A rule of GOVCS forbids the VCS.

use super::denied::denied;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
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
