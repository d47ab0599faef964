//! No address of one kind is reached.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{Dialled, Exchange},
};
use std::net::{IpAddr, SocketAddr};

check! {
    /// The name has IPv6 and IPv4 addresses, and those of the kind that go dials first do not
    /// answer. go waits 300 ms for them, then dials the other kind beside them and goes on with what
    /// answers first: it works, a little later for every new connection. git, and programs that
    /// dial one address after the other, wait until the first has failed, which may take minutes.
    ///
    /// Mend the way (a route, a firewall rule), or take the dead addresses out of the DNS.
    /// Ask the server's owner where the addresses are not yours.
    "net-address-family-dead", Warning, aside, quiet in "ipv6-only"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.own().find_map(|attempt| dead(attempt, &view.host()))
}

fn dead(attempt: &Exchange<'_>, host: &str) -> Option<Found> {
    let resolved = attempt.resolved.filter(|_| attempt.is_direct())?;
    let addresses: Vec<IpAddr> =
        resolved.addresses.iter().filter_map(|text| text.parse().ok()).collect();
    let first = addresses.first()?;
    let ip = |dialled: &Dialled| dialled.address.parse::<SocketAddr>().ok().map(|it| it.ip());
    let alive = attempt.dialled.iter().find(|it| it.error.is_none()).and_then(|it| ip(it))?;
    if alive.is_ipv6() == first.is_ipv6() {
        return None;
    }
    let (kind, option) = if first.is_ipv6() { ("IPv6", "-6") } else { ("IPv4", "-4") };
    let title = format!("{} does not answer over {kind}; go got through beside it.", resolved.host);
    let mut found = Found::new(attempt.step, title);
    for address in addresses.iter().filter(|it| it.is_ipv6() == first.is_ipv6()) {
        let dialled = attempt.dialled.iter().find(|it| ip(it) == Some(*address));
        let error = dialled.and_then(|dialled| dialled.error.as_deref());
        found = found.seen(format!("{address}: {}", error.unwrap_or("no answer in 300 ms")));
    }
    let found = found.seen(format!("{alive}: connected"));
    Some(
        found
            .fix(format!("curl {option} -sSo /dev/null -m 5 https://{}/   # says why", word(host))),
    )
}
