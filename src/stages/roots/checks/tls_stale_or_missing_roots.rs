//! A root of this machine is past its end.

use crate::{
    findings::{Found, check, view::View},
    trace::{Refusal, Step},
};

check! {
    /// The chain ends in a root that stands in this machine's bundle and has expired. Usually the
    /// bundle is old: an image of years ago, a system without updates. go looks at the dates of
    /// roots too.
    ///
    /// Update the bundle. Where the root is a CA of your own, its certificate has to be issued
    /// again and spread again.
    "tls-stale-or-missing-roots", Error, quiet in "cert-expired"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::Expired { at: None }) = view.refused()? else { return None };
    let last = view.certificate(judged, judged.chain.len().checked_sub(1)?)?;
    let title = format!("The root certificate {} on this machine has expired.", last.issuer());
    Some(
        Found::new(Step::Fetch, title)
            .seen(judged.error.clone()?)
            .seen(format!("no certificate that {} sent has expired", judged.host))
            .fix("sudo apt-get update && sudo apt-get install -y ca-certificates")
            .not("asking the server's owner: what has expired stands on this machine"),
    )
}
