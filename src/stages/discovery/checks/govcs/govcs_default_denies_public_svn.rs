//! go's own rule forbids the VCS for public paths.

use super::denied::denied;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// Without GOVCS go takes git and Mercurial for public paths, and everything for private ones:
    /// Subversion and Fossil run code that nobody has looked at for a long time.
    ///
    /// Allow it for this path, or declare the path private with GOPRIVATE.
    "govcs-default-denies-public-svn", Error, quiet in "govcs-denied"
}

fn find(view: &View<'_>) -> Option<Found> {
    let denied = denied(view).filter(|denied| denied.builtin)?;
    let (vcs, root) = (&denied.vcs, &denied.root);
    Some(
        Found::new(
            Step::Govcs,
            format!("go uses {vcs} for private paths only, unless GOVCS says otherwise."),
        )
        .seen(format!("the rule that decides is go's own: {}", denied.rule))
        .fix(view.set("GOVCS", &format!("{root}:{vcs}")))
        .fix(view.add_to("GOPRIVATE", root)),
    )
}
