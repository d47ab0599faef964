//! A download that is not what go.sum lists.

use super::{
    odd::is_open,
    seen::{differing, giver, side_by_side},
};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{Step, SumBy},
};

check! {
    /// What was downloaded has another hash than the line in go.sum, which was written when the module was fetched earlier. One of both
    /// fetches got other bytes. go ends at once; the check did what it is for.
    ///
    /// Nobody who may be asked tells which of them is odd. Where the checksum database or another entry of GOPROXY does, it is
    /// `gosum-line-wrong`, `sum-proxy-served-different-bits` or `sum-tag-moved`. The hash of an empty file is
    /// `sum-bad-gomod-hash-empty-file`.
    ///
    /// Fetch anew from another proxy. Only if the database agrees with the download: delete that module's lines from go.sum and run
    /// `go mod tidy`. Ask the module's author which of the two was released.
    "sum-differs-from-gosum", Error, quiet in "sumdb-proxy-other-bits"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = differing(view).filter(|sum| sum.by == SumBy::GoSum && sum.malformed.is_none())?;
    if !is_open(view) {
        return None;
    }
    let from = giver(view, sum).unwrap_or("GOPROXY");
    let named = format!("{}@{}", sum.module, sum.version);
    let title = format!("What came of {named} from {from} is not what go.sum lists.");
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    let fix = if from == "direct" {
        format!("GOPROXY=https://proxy.golang.org go mod download {}", word(&named))
    } else {
        format!("goget-doctor resolve --direct {}", word(&named))
    };
    Some(
        found
            .fix(fix)
            .not("GONOSUMDB, GONOSUMCHECK, GOSUMDB=off: go.sum is compared whatever they say"),
    )
}
