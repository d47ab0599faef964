//! Addresses that only some networks have.

use crate::{findings::view::View, trace::is_private};
use std::net::{IpAddr, SocketAddr};

/// The addresses that were dialled in vain, where all of them are private.
pub(crate) fn private(view: &View<'_>) -> Option<String> {
    let (last, _) = view.unanswered().filter(|(last, _)| last.is_unconnected())?;
    // A path that names the address itself is not sent there by a name.
    let named = last.resolved.is_some_and(|resolved| resolved.host.parse::<IpAddr>().is_err());
    let dialled = last.dialled.iter();
    let addresses: Option<Vec<SocketAddr>> = dialled.map(|it| it.address.parse().ok()).collect();
    let addresses = addresses.filter(|all| named && all.iter().all(|it| is_private(it.ip())))?;
    let texts: Vec<_> = addresses.iter().map(|address| address.ip().to_string()).collect();
    Some(texts.join(" and "))
}
