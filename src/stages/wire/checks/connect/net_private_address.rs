//! The name leads to an address that only some networks have.

use crate::{
    findings::{Found, check, view::View},
    trace::is_private,
};
use std::net::{IpAddr, SocketAddr};

check! {
    /// The name resolves to a private address (`10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`, `fc00::/7`),
    /// and no connection to it comes about. Such an address means something inside one network: the
    /// company's, behind its VPN, or the cluster's. From here another machine has it, or none.
    ///
    /// Connect to that network. Or ask another resolver: with split DNS the same name has a public
    /// address outside, and a resolver of the wrong side was asked.
    "net-private-address", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|(last, _)| last.is_direct())?;
    let addresses = private(view)?;
    let host = view.server();
    let title =
        format!("{host} is {addresses} here, an address inside a network, and is not reached.");
    Some(
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("dig +short {host} && dig +short {host} @9.9.9.9   # inside and outside")),
    )
}

/// The addresses that were dialled in vain, where all of them are private.
pub(crate) fn private(view: &View<'_>) -> Option<String> {
    let (last, _) = view.unanswered().filter(|(last, _)| last.is_unconnected())?;
    // A path that names the address itself is not led there by a name.
    let named = last.resolved.is_some_and(|resolved| resolved.host.parse::<IpAddr>().is_err());
    let dialled = last.dialled.iter();
    let addresses: Option<Vec<SocketAddr>> = dialled.map(|it| it.address.parse().ok()).collect();
    let addresses = addresses.filter(|all| named && all.iter().all(|it| is_private(it.ip())))?;
    let texts: Vec<_> = addresses.iter().map(|address| address.ip().to_string()).collect();
    Some(texts.join(" and "))
}
