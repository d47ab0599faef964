//! The name has an address that only some networks have.

use super::private::private;
use crate::findings::{Found, check, view::View};

check! {
    /// The name resolves to a private address (`10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`, `fc00::/7`),
    /// and no connection to it comes about. Such an address means something inside one network: the
    /// company's, behind its VPN, or the cluster's. From here another machine has it, or none.
    ///
    /// Connect to that network. Or ask another resolver: with split DNS the same name has a public
    /// address outside, and a resolver of the wrong side was asked. Ask the network's operator which side you are on.
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
