//! The clock of this machine is ahead, so certificates seem to have expired.

use super::clocks::{clocks, is_ahead, moment};
use crate::{
    findings::{Found, check, view::View},
    trace::{Refusal, Step},
};

check! {
    /// A certificate has expired by this machine's clock, and every host that was asked for the
    /// time says that the clock is ahead: by their clocks the certificate is good.
    ///
    /// Set the clock.
    "tls-clock-ahead", Error, quiet in "cert-expired"
}

fn find(view: &View<'_>) -> Option<Found> {
    is_ahead(view).then_some(())?;
    let (judged, Refusal::Expired { at }) = view.refused()? else { return None };
    let certificate = view.certificate(judged, (*at)?)?;
    let title = "This machine's clock is ahead, so the certificate seems to have expired.";
    let found = Found::new(Step::Fetch, title).seen(format!(
        "{}: ends {}",
        certificate.subject(),
        moment(certificate.not_after())
    ));
    Some(clocks(view, found).fix("sudo timedatectl set-ntp true"))
}
