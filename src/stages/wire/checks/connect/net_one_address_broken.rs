//! Another address of the host works.

use crate::findings::{
    Found, check,
    view::{View, named_at},
};
use std::net::{IpAddr, SocketAddr};

check! {
    /// The host has several addresses. The connection to the one that go took opens and goes no
    /// further, and at another one the page is there. go tries the next address only where no
    /// connection comes about, not where TLS or the answer fails behind it. Often one of the two is
    /// IPv6, and a tunnel or a firewall lets small packets through and drops the large ones.
    ///
    /// Whoever runs the host, or the network in front of it, mends the address or takes it out of
    /// the DNS. Until then a line in `/etc/hosts` leads go to the one that works.
    "net-one-address-broken", Error, quiet in "tls-closed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (address, _) = view.elsewhere()?;
    let last = view.last().filter(|last| last.answered.is_none())?;
    let reached = last.dialled.iter().find(|dialled| dialled.error.is_none())?;
    let host = view.server_name();
    let family = |address: IpAddr| if address.is_ipv6() { "IPv6" } else { "IPv4" };
    let broken = family(reached.address.parse::<SocketAddr>().ok()?.ip());
    let works = family(address.parse().ok()?);
    let title = if broken == works {
        format!("{host} has an address that does not work, and go came to that one.")
    } else {
        format!("{host} works over {works} and not over {broken}, which go took.")
    };
    Some(
        Found::new(last.step, title)
            .seen(format!("{}: {}", reached.address, last.go_text()?))
            .seen(format!("{address}: the page, with the tag"))
            .fix(named_at(&host, address)),
    )
}
