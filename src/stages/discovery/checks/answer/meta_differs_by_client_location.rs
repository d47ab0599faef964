//! The host's addresses do not give the same page.

use crate::findings::{
    Found, check,
    view::{View, named_at, tag},
};

check! {
    /// The host has several addresses, and they do not answer alike: at the one that go came to the
    /// page has no tag for the path, at another one it has. The edges of a content delivery network
    /// that was not cleared, a server that was left out of the last deploy, or a rule by region.
    ///
    /// One machine sees what its own addresses answer. Where the name leads each region to addresses
    /// of its own, ask from there: `goget-doctor resolve --connect-to HOST:443:ADDRESS:443 PATH` asks
    /// any of them from anywhere.
    ///
    /// Whoever runs the host serves the page at every address. Until then a line in `/etc/hosts`
    /// leads go to the address that has it.
    "meta-differs-by-client-location", Error, quiet in "tag-other-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (address, import) = view.elsewhere()?;
    let last = view.last().filter(|last| last.answered.is_some())?;
    let host = view.server_name();
    let reached = last.dialled.iter().find(|dialled| dialled.error.is_none());
    let here = reached.map_or("the one that go took", |dialled| dialled.address.as_str());
    let status = last.answered.map_or("", |answered| answered.status_text.as_str());
    let title = format!("The addresses of {host} do not give the same page.");
    Some(
        Found::new(last.step, title)
            .seen(format!("{here}: {status}, no tag for the path"))
            .seen(format!("{address}: {}", tag(import)))
            .fix(named_at(&host, address)),
    )
}
