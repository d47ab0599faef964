//! A certificate has not begun, or the clock is behind.

use super::{
    Case, Found,
    tls_cert_expired::{clocks, moment},
};
use crate::event::{Refusal, Step};

check! {
    /// A certificate begins later than this machine's clock says it is. Usually the clock is behind
    /// (a virtual machine that slept, a board without a battery); rarely a certificate was made
    /// with a later beginning.
    ///
    /// Set the clock. The server's own clock, where it answered over http, is shown for comparison.
    "tls-clock-behind-or-cert-future", Error, quiet in "cert-expired"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (judged, Refusal::NotYetValid { at }) = case.refused()? else { return None };
    let certificate = case.certificate(judged, (*at)?)?;
    let behind = case.behind().is_some_and(|seconds| seconds > 0);
    let title = match (behind, case.clocks().first()) {
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
    Some(clocks(case, found).fix("sudo timedatectl set-ntp true"))
}
