//! A perimeter of Google Cloud that forbids the storage of the module mirror.

use super::seen::{Refused, is_of_perimeter, refused};
use crate::findings::{Found, check, view::View};

check! {
    /// The build runs inside a Google Cloud perimeter (VPC Service Controls), and the storage project behind the public module mirror is
    /// outside of it. The perimeter forbids the archives; `.info` and `.mod` may pass.
    ///
    /// The refusal itself speaks of VPC Service Controls; that tells it from a firewall (`goproxy-403-after-redirect-to-storage`) and from a
    /// proxy that curates (`goproxy-403-policy-block`). From outside the perimeter the same request succeeds.
    ///
    /// Ask the owners of the perimeter for an egress rule to the mirror's project, with the number that the refusal names; or use a module
    /// proxy inside.
    "goproxy-403-gcp-vpc-service-controls", Error, quiet in "goproxy-403-storage"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(is_of_perimeter)?;
    let host = refused.storage().unwrap_or(refused.authority());
    let title = format!("A perimeter of Google Cloud forbids {host}.");
    Some(refused.found(view, title).seen(said(&refused)).fix(refused.curl()))
}

fn said(refused: &Refused<'_>) -> String {
    let text = String::from_utf8_lossy(refused.page());
    let text: Vec<&str> = text.split_whitespace().collect();
    text.join(" ").chars().take(300).collect()
}
