//! Something on the way answers in the place of every server.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{Probed, Step},
};

check! {
    /// Two hosts that have nothing to do with each other lead to the same place: plain http to both
    /// is redirected to one page, or both names have the same address inside a network. Something on
    /// the way answers for them: a portal that wants a sign-in (hotel, train, guest network), a
    /// provider that blocks, or name servers that lie. What go met was not the server.
    ///
    /// Open the portal's page in a browser and sign in, or use another network; where the names are
    /// wrong, another resolver. No setting of go's helps, and GOINSECURE would take the portal's page
    /// for the server's. Ask the network's operator for a way out.
    "http-intercepted-portal-or-dns-hijack", Error, quiet in "cert-default"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (own, other) = view.intercepted()?;
    let place = place(own);
    let title = format!("Something on the way answers for every host: they lead to {place}.");
    let fix = match own.leads_to() {
        Some(_) => {
            let url = word(&other.url);
            format!("curl -sI {url}   # leads to the page to sign in to, with a browser")
        }
        None => format!("dig +short {0} && dig +short {0} @9.9.9.9", word(other.host())),
    };
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("{} leads to {place}", own.url))
            .seen(format!("{} leads there too", other.url))
            .fix(fix)
            .not("GOINSECURE, GOFLAGS=-insecure: go would read the page of whoever answers"),
    )
}

/// Where a host is sent: the URL of a redirect, or an address.
fn place(probed: &Probed) -> String {
    let location = probed.seen.as_ref().and_then(|seen| seen.location.clone());
    let address = || probed.private_addresses().map(|all| all.join(" and "));
    location.filter(|_| probed.leads_to().is_some()).or_else(address).unwrap_or_default()
}
