//! The host of the path does not exist.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Fault,
};

check! {
    /// The first element of the path is a host name without an address: a typo, a domain that was
    /// given up, or a name that only the company's name servers know.
    ///
    /// Check the spelling. For an internal host check the VPN, and in a container its resolver.
    /// Ask whoever gave you the path where the name is nowhere.
    "dns-no-such-host", Error, quiet in "proxy-name-unknown"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, _) = view.unanswered().filter(|(last, _)| last.is_direct())?;
    let resolved = last.resolved?;
    let error = resolved.error.as_deref().filter(|_| last.fault() == Some(&Fault::NoSuchHost))?;
    let host = word(&resolved.host);
    Some(
        Found::new(
            last.step,
            format!("The host {host} does not exist, as far as this machine can tell."),
        )
        .seen(error)
        .fix(format!("getent hosts {host} || cat /etc/resolv.conf")),
    )
}
