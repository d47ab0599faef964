//! The name has IPv6 addresses only, and this machine has no way to them.

use crate::{
    findings::{Found, check, view::View},
    trace::Fault,
};
use std::net::SocketAddr;

check! {
    /// The name resolves to IPv6 addresses alone, and the machine has no route to any: a container
    /// or a network without IPv6, while the resolver hides or lacks the IPv4 addresses.
    ///
    /// Give the machine IPv6 (for docker `--ipv6`), or a resolver that answers with A records; a
    /// host that has none cannot be reached from here without a proxy. Ask the network's operator for either.
    "net-ipv6-only-answer-no-ipv6-route", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|(last, _)| last.is_unconnected())?;
    let v6 = |address: &str| address.parse::<SocketAddr>().is_ok_and(|it| it.is_ipv6());
    let all = last.dialled.iter().all(|it| v6(&it.address) && it.fault == Some(Fault::NoRoute));
    let host = view.server();
    let title =
        format!("{host} has only IPv6 addresses here, and this machine has no way to them.");
    all.then(|| {
        Found::new(last.step, title).seen(text).fix(format!(
            "getent ahostsv4 {host}; ip -6 route   # an address without IPv6? a route?"
        ))
    })
}
