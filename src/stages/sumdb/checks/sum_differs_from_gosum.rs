//! A download that is not what go.sum lists.

use super::seen::{differing, giver, side_by_side};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{Step, SumBy},
};

check! {
    /// What was downloaded has another hash than the line in go.sum, which was written when the module was fetched earlier. One of both
    /// fetches got other bytes. go ends at once; the check did what it is for.
    ///
    /// Ask a third party: the checksum database. If it has go.sum's hash, the download is wrong: a proxy or the origin serves other bytes
    /// now (`sum-tag-moved`, `sum-third-party-proxy-served-different-bits`). If it has the download's hash, go.sum is wrong: a bad merge,
    /// or it was written from a fetch that nobody checked. The hash of an empty file is `sum-bad-gomod-hash-empty-file`.
    ///
    /// Fetch anew from another proxy. Only if the database agrees with the download: delete that module's lines from go.sum and run
    /// `go mod tidy`.
    "sum-differs-from-gosum", Error, quiet in "sumdb-proxy-other-bits"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = differing(view).filter(|sum| sum.by == SumBy::GoSum && sum.malformed.is_none())?;
    let from = giver(view, sum).unwrap_or("GOPROXY");
    let named = format!("{}@{}", sum.module, sum.version);
    let title = format!("What came of {named} from {from} is not what go.sum lists.");
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    let other = if from == "direct" { "https://proxy.golang.org" } else { "direct" };
    Some(
        found
            .fix("go clean -modcache")
            .fix(format!("GOPROXY={other} go mod download {}", word(&named)))
            .not("GONOSUMDB, GONOSUMCHECK, GOSUMDB=off: go.sum is compared whatever they say"),
    )
}
