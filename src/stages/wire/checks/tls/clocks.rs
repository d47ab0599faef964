//! Clocks: that of this machine and those of the hosts that were asked.

use crate::{
    findings::{Found, view::View},
    trace::Refusal,
};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

/// The clock of this machine against those of the hosts that were asked.
pub(crate) fn clocks(view: &View<'_>, found: Found) -> Found {
    let started = &view.trace.header.started;
    let asked = view.clocks();
    if asked.is_empty() {
        return found.seen(format!("this machine's clock says {started}"));
    }
    asked.into_iter().fold(found, |found, (url, ahead)| {
        found.seen(match ahead {
            -60..=60 => format!("this machine's clock says {started}, and {url} agrees"),
            _ => format!("this machine's clock says {started}; that of {url} differs by {ahead} s"),
        })
    })
}

/// Whether the certificate that has expired would be good by the clocks of others.
pub(crate) fn is_ahead(view: &View<'_>) -> bool {
    let good = || {
        let (judged, Refusal::Expired { at }) = view.refused()? else { return None };
        let certificate = view.certificate(judged, (*at)?)?;
        let now = OffsetDateTime::parse(&view.trace.header.started, &Rfc3339).ok()?;
        let theirs = now.checked_add(Duration::seconds(view.behind()?))?;
        Some((certificate.not_before()..=certificate.not_after()).contains(&theirs))
    };
    good() == Some(true)
}

/// A moment as certificates have it, to the second.
pub(crate) fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}
