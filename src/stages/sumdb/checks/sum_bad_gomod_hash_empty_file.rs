//! A go.mod that came without a byte.

use super::seen::{giver, is_of_nothing, refused, side_by_side};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{Step, SumCompared, Trial},
};

check! {
    /// What was downloaded as go.mod is an empty file: `h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=` is the hash of nothing. A mirror
    /// or a cache answered 200 without a body, and go believes a 200. Nobody attacked anything.
    ///
    /// The hash alone decides. Any other hash is a matter of real bytes: `sum-differs-from-gosum`, `sum-proxy-served-different-bits`.
    ///
    /// Fetch from another proxy; the line in go.sum is right and stays.
    "sum-bad-gomod-hash-empty-file", Error, quiet in "gosum-wrong"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = refused(view).filter(|sum| is_of_nothing(sum))?;
    let from = giver(view, sum).unwrap_or("the module proxy");
    let title = format!("{from} sent an empty go.mod for {}@{}.", sum.module, sum.version);
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    let named = format!("{}@{}", sum.module, sum.version);
    let mut others = view.tried(Trial::Files);
    let other = others.find(|tried| tried.go_mod.as_ref().is_some_and(|hash| is_listed(sum, hash)));
    let (found, other) = match other {
        Some(tried) => {
            (found.seen(format!("{}: the go.mod that go.sum lists", tried.entry)), &*tried.entry)
        }
        None => (found, "https://proxy.golang.org,direct"),
    };
    Some(found.fix(format!("GOPROXY={} go mod download {}", word(other), word(&named))))
}

/// Whether go.sum or the database has this sum.
fn is_listed(sum: &SumCompared, hash: &str) -> bool {
    let listed = sum.go_sum.iter().flat_map(|listed| &listed.lines).map(|line| &line.hash);
    let recorded = sum.database.iter().flat_map(|recorded| &recorded.hashes);
    listed.chain(recorded).any(|known| known == hash)
}
