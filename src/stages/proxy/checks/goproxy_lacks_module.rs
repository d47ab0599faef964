//! A module that no entry of GOPROXY has.

use super::{
    entries::then_direct,
    lacking::{as_written, lacking, well_known},
};
use crate::findings::{Found, check, view::View};

check! {
    /// The last proxy of GOPROXY does not have the module at all, and nobody else is asked: the list has no `direct`. The module's own host
    /// was never asked.
    ///
    /// A proxy that says why its own fetch failed is `goproxy-404-upstream-failure-hidden`. A repository that serves only what was pushed to
    /// it, and so lacks well-known modules too, is `goproxy-hosted-repo-not-a-proxy`. If the module is there and a version is not, see
    /// `version-not-found`.
    ///
    /// Put `direct` at the end of the list, where the module's own host may be asked from here; or have the proxy's owner add the module.
    "goproxy-lacks-module", Error, quiet in "goproxy-version-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = lacking(view)?;
    let whole = matches!(&*refused.asked.endpoint, "@v/list" | "@latest");
    let told = as_written(view).is_some() || well_known(view).is_some();
    let value = then_direct(view).filter(|_| whole && !told)?;
    let module = view.culprit()?;
    let title = format!("{} does not have {module}.", refused.met.entry);
    let found = refused.found(view, title);
    let found = found.seen(format!("behind {} go asks nobody", refused.met.entry));
    Some(found.fix(view.set("GOPROXY", &value)).fix(refused.curl()))
}
