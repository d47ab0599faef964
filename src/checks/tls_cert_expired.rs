//! A certificate of the chain is past its end.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Case, Found};
use crate::event::{Probed, Question, Refusal, Step};

check! {
    /// A certificate that the server sent is past its last day, by the clock of this machine. go
    /// checks every certificate of the chain, the root too.
    ///
    /// The server's owner renews it. Where the server's own clock agrees with the certificate, this
    /// machine's clock is ahead, and that is what to correct.
    "tls-cert-expired", Error, quiet in "cert-not-yet-valid"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (judged, Refusal::Expired { at }) = case.refused()? else { return None };
    let now = OffsetDateTime::parse(&case.trace.header.started, &Rfc3339).ok()?;
    let expired = case.certificate(judged, (*at)?)?;
    let which = if *at == Some(0) { "The server's certificate" } else { "An issuer's certificate" };
    let days = (now - expired.not_after()).whole_days();
    let title = format!("{which} expired {days} days ago, by this machine's clock.");
    let found = Found::new(Step::Fetch, title)
        .seen(format!("{}: ended {}", expired.subject(), moment(expired.not_after())))
        .seen(clocks(case));
    Some(
        found.fix(format!(
            "sudo certbot renew   # on {}; or renew it with your own CA",
            judged.host
        )),
    )
}

/// This machine's clock beside the server's.
pub(super) fn clocks(case: &Case<'_>) -> String {
    let started = &case.trace.header.started;
    let ahead =
        case.probed(&Question::Clock).and_then(|probed: &Probed| probed.seen.as_ref()?.ahead);
    match ahead {
        Some(seconds) if seconds.abs() > 60 => {
            format!("this machine's clock says {started}, the server's differs by {seconds} s")
        }
        Some(_) => format!("this machine's clock says {started}, and the server's agrees"),
        None => format!("this machine's clock says {started}"),
    }
}

/// A moment as certificates have it, to the second.
pub(super) fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}
