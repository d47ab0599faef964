//! No answer from an entry of GOPROXY.

use super::{
    entries::barred,
    seen::{Refused, refused},
};
use crate::findings::{Found, check, view::View};

check! {
    /// The proxy that GOPROXY names gave no answer: nobody listens there, its name is not known, time ran out, or go does not trust its
    /// certificate. No other entry was left to ask.
    ///
    /// Another finding names what went wrong on the way, where that is known. If another entry is behind a comma, it is
    /// `goproxy-unreachable-comma-no-fallback`. An answer that says no is `goproxy-5xx` or `goproxy-403-policy-block`.
    ///
    /// See that the address and the port are right, and that the proxy runs. `GOPROXY=direct` for one command asks the module's own host.
    "goproxy-unreachable", Error, quiet in "goproxy-closed-port-comma"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(Refused::is_silent)?;
    if barred(view, refused.met).is_some() {
        return None;
    }
    let title = format!("{}, a proxy of GOPROXY, gives no answer.", refused.met.entry);
    let found = refused.found(view, title).fix(format!("GOPROXY=direct {}", view.again()));
    Some(found.fix(refused.curl()))
}
