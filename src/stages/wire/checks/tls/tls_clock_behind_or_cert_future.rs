//! A certificate has not begun, or the clock is behind.

use super::clocks::{clocks, moment};
use crate::{
    findings::{Found, check, view::View},
    shell::remark,
    trace::{Refusal, Step},
};

check! {
    /// A certificate begins later than this machine's clock says it is. Usually the clock is behind
    /// (a virtual machine that slept, a board without a battery); rarely a certificate was made
    /// with a later beginning.
    ///
    /// Where the hosts that were asked for the time over http agree that this clock is behind, set
    /// it. Where they agree with it, the certificate is what has to be made again.
    "tls-clock-behind-or-cert-future", Error, quiet in "cert-expired"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::NotYetValid { at }) = view.refused()? else { return None };
    let certificate = view.certificate(judged, (*at)?)?;
    let behind = view.behind().is_some_and(|seconds| seconds > 0);
    let title = match (behind, view.clocks().first()) {
        (true, _) => {
            "This machine's clock is behind, so the certificate seems to lie \
             in the future."
        }
        (false, Some(_)) => "The certificate begins in the future.",
        (false, None) => "The certificate begins in the future, or this machine's clock is behind.",
    };
    let found = Found::new(Step::Fetch, title).seen(format!(
        "{}: begins {}",
        certificate.subject(),
        moment(certificate.not_before())
    ));
    let found = clocks(view, found);
    if behind {
        return Some(found.fix("sudo timedatectl set-ntp true"));
    }
    let found = found.fix(format!(
        "give the server a certificate that is valid now{}",
        remark(&format!("on {}", judged.host))
    ));
    Some(if view.clocks().is_empty() {
        found.fix("date -u   # compare it with the time of another machine")
    } else {
        found
    })
}
