//! A module proxy that refuses.

use super::seen::{is_of_perimeter, refused};
use crate::findings::{Found, check, view::View};

check! {
    /// The module proxy, or a gateway before it, refuses this module by policy: a version that is curated away, a licence, an unscanned
    /// upload, or the network and region that asks. After 403 go tries nothing else behind a comma.
    ///
    /// Other modules from the same proxy pass: then it is a rule for this one. If none passes, it is the login
    /// (`goproxy-401-credentials-missing`) or this address. If only archives are refused, see `goproxy-403-after-redirect-to-storage`. The
    /// words behind `server response` are the proxy's own reason.
    ///
    /// Read the reason, then ask the proxy's owner to allow the version, or take one that is allowed.
    "goproxy-403-policy-block", Error, quiet in "goproxy-404-direct"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|refused| !is_of_perimeter(refused))?;
    let status = refused.status().filter(|code| matches!(code, 403 | 451))?;
    if refused.storage().is_some() || refused.is_file() {
        return None;
    }
    let title = format!("{} refuses with {status}.", refused.met.entry);
    Some(refused.found(view, title).fix(refused.curl()))
}
