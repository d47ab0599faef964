//! An entry of GOPROXY that failed, while the next one answered.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::{proxy_list::FallsThrough, walk::Next},
    trace::{EntryLeft, EntryMet, Met, Sought, Step, Told as _},
};

check! {
    /// A proxy of GOPROXY failed, and because of the `|` behind it go took the answer of the next entry. That works, and may be another
    /// answer: a query such as `latest` comes to what the next entry knows, which may be an older version.
    ///
    /// A 404 makes go go on as well, and is no failure. With a comma in place of the `|` go would have stopped (`goproxy-5xx`,
    /// `goproxy-unreachable-comma-no-fallback`).
    ///
    /// Mend the entry or take it out; name a version where builds are to agree. Ask the proxy's operator what failed.
    "goproxy-fell-through", Warning, aside, quiet in "goproxy-404-direct"
}

fn find(view: &View<'_>) -> Option<Found> {
    if view.fails() {
        return None;
    }
    let mut left = view.trace.all::<EntryLeft>().map(|(_, left)| left);
    let passed = |left: &&EntryLeft| {
        let version = left.asked.sought == Sought::Version && left.next == Next::Entry;
        version && left.falls_through == FallsThrough::Any
    };
    let left = left.find(passed)?;
    let mut mets = view.decided().told::<EntryMet>();
    let error = mets.find_map(|met| match &met.met {
        Met::Failed { error } if met.place == left.place => Some(error),
        _ => None,
    })?;
    let mut mets = view.decided().told::<EntryMet>().filter(|met| met.place > left.place);
    let (next, version) = mets.find_map(|met| match &met.met {
        Met::Found { version } => Some((&met.entry, version)),
        _ => None,
    })?;
    let title = format!("{} fails; what go takes is the answer of {next}.", left.entry);
    let found = Found::new(Step::Proxy, title).seen(error.replace("\n\t", "; "));
    Some(found.seen(format!("{next}: {version} answers {}", left.asked.query)))
}
