//! A certificate of the chain is past its end.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Case, Found};
use crate::{
    event::{Judged, Step},
    go::{version::Version, x509::Certificate},
};

check! {
    /// A certificate that the server sent is past its last day, by the clock of this machine. go
    /// checks every certificate of the chain, the root too.
    ///
    /// The server's owner renews it. If the dates look right to you, this machine's clock is wrong.
    "tls-cert-expired", Error
}

fn find(case: &Case<'_>) -> Option<Found> {
    let judged = case.refused_chain()?;
    let error = judged.error.as_ref().filter(|error| {
        error.contains("has expired or is not yet valid") && error.contains(" is after ")
    })?;
    let now = OffsetDateTime::parse(&case.trace.header.started, &Rfc3339).ok()?;
    let (index, expired) = expired(judged, now)?;
    let which = if index == 0 { "The server's certificate" } else { "An issuer's certificate" };
    let days = (now - expired.not_after()).whole_days();
    Some(
        Found::new(Step::Fetch, format!("{which} expired {days} days ago."))
            .seen(format!("certificate {index}, {}, ended {}", expired.subject(), expired.not_after()))
            .seen(error.clone())
            .fix(format!("renew the certificate of {} (certbot renew, or your CA)", judged.host)),
    )
}

fn expired(judged: &Judged, now: OffsetDateTime) -> Option<(usize, Certificate)> {
    let certificates = judged.chain.iter().map(|der| Certificate::parse(&der.0, Version::NEWEST));
    certificates.enumerate().find_map(|(index, certificate)| {
        certificate.ok().filter(|c| c.not_after() < now).map(|c| (index, c))
    })
}
