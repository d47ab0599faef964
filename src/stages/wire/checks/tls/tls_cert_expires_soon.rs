//! A certificate is about to expire.

use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::x509::Certificate,
    shell::remark,
    trace::{Described, Judged, Step, Told as _},
};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use super::clocks::moment;

check! {
    /// go accepts the server's certificate today, and it ends within two weeks. A certificate that
    /// is renewed by a program has more days left than that: the renewal may have stopped.
    ///
    /// Renew it before go, the module proxy and everyone else refuse it.
    "tls-cert-expires-soon", Warning, quiet in "cert-expired"
}

const SOON: Duration = Duration::days(14);

fn find(view: &View<'_>) -> Option<Found> {
    let now = OffsetDateTime::parse(&view.trace.header.started, &Rfc3339).ok()?;
    let judged = view.trace.events.iter().filter(|event| !event.probe).told::<Judged>();
    let mut accepted = judged.filter(|it| it.error.is_none() && may_end(it, now + SOON));
    accepted.find_map(|judged| {
        let ending = first_to_end(view, judged)?;
        let left = ending.not_after() - now;
        (left < SOON).then(|| {
            let (host, days) = (&judged.host, left.whole_days());
            let title = format!("The certificate of {host} expires in {days} days.");
            Found::new(Step::Fetch, title)
                .seen(format!("{}: ends {}", ending.subject(), moment(ending.not_after())))
                .fix(format!(
                    "sudo certbot renew{}",
                    remark(&format!("on {host}; or renew it with your own CA"))
                ))
        })
    })
}

/// Whether a certificate may end by then: what the chain's certificates say is read once for all
/// requests.
fn may_end(judged: &Judged, then: OffsetDateTime) -> bool {
    judged.chain.described().iter().any(|described| match described {
        Described::Read(contents) => contents.not_after < then,
        Described::Unreadable { .. } => true,
    })
}

fn first_to_end(view: &View<'_>, judged: &Judged) -> Option<Certificate> {
    let all = (0..judged.chain.len()).filter_map(|at| view.certificate(judged, at));
    all.min_by_key(Certificate::not_after)
}
