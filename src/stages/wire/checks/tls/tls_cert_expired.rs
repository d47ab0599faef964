//! A certificate of the chain is past its end.

use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::x509::verify_host,
    shell::remark,
    trace::{Refusal, Step},
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::clocks::{clocks, is_ahead, moment};

check! {
    /// A certificate that the server sent is past its last day: its own, or that of an intermediate
    /// CA. The clocks of the hosts that answered over http agree with this machine's.
    ///
    /// The server's owner renews it; for an intermediate CA, the owner fetches the CA's new
    /// certificate and sends that. A root that has expired on this machine, and a clock that is
    /// wrong, have pages of their own.
    "tls-cert-expired", Error, quiet in "cert-not-yet-valid"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, &Refusal::Expired { at: Some(at) }) = view.refused()? else { return None };
    if is_ahead(view) {
        return None;
    }
    let host = &judged.host;
    let now = OffsetDateTime::parse(&view.trace.header.started, &Rfc3339).ok()?;
    let expired = view.certificate(judged, at)?;
    let which = if at == 0 { "The server's certificate" } else { "An issuer's certificate" };
    let days = (now - expired.not_after()).whole_days();
    let title = format!("{which} expired {days} days ago, by this machine's clock.");
    let found = Found::new(Step::Fetch, title)
        .seen(format!("{}: ended {}", expired.subject(), moment(expired.not_after())))
        .seen(format!("certificate {} of the {} that {host} sent", at + 1, judged.chain.len()));
    let found = clocks(view, found);
    let leaf = view.certificate(judged, 0)?;
    let issued = leaf.is_self_issued();
    let is_own = verify_host(&leaf.into(), host, view.trace.header.go).is_ok();
    let found = if is_own { found } else { found.seen(format!("and then: it is not for {host}")) };
    let found = if issued {
        found.seen("and then: it signs itself, and no root vouches for it")
    } else {
        found
    };
    Some(if at == 0 {
        let place = remark(&format!("on {host}; or renew it with your own CA"));
        found.fix(format!("sudo certbot renew{place}"))
    } else {
        let place = remark(&format!("in nginx on {host}, with the issuer's new certificate"));
        found.fix(format!("ssl_certificate fullchain.pem;{place}"))
    })
}
