//! No answer from an entry of GOPROXY, and a comma behind it.

use super::{
    entries::barred,
    seen::{Refused, refused},
};
use crate::findings::{Found, check, view::View};

check! {
    /// A proxy of GOPROXY gave no answer (refused, timed out, a certificate that go does not trust), and behind a comma go goes on only
    /// after 404 and 410. So the next entry was never asked.
    ///
    /// `goproxy-5xx` is a proxy that answers with a failure; the rule is the same. If nothing is behind the entry, it is
    /// `goproxy-unreachable`. If the proxy is the public one and your network blocks it, see `goproxy-blocked-region`.
    ///
    /// Mend the entry or take it out. A `|` in place of the comma goes on after every failure.
    /// Ask the proxy's operator why it gives no answer.
    "goproxy-unreachable-comma-no-fallback", Error, quiet in "goproxy-closed-port"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(Refused::is_silent)?;
    let (_, next) = barred(view, refused.met)?;
    let title = format!("{} gives no answer, so {next} is never asked.", refused.met.entry);
    Some(refused.found(view, title))
}
