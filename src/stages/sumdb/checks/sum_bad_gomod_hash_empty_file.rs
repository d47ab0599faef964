//! A go.mod that came without a byte.

use super::seen::{giver, is_of_nothing, refused, side_by_side};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// What was downloaded as go.mod is an empty file: `h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=` is the hash of nothing. A mirror
    /// or a cache answered 200 without a body, and go believes a 200. Nobody attacked anything.
    ///
    /// The hash alone decides. Any other hash is a matter of real bytes: `sum-differs-from-gosum`, `sum-proxy-served-different-bits`.
    ///
    /// Throw away what was fetched, and fetch from another proxy; the line in go.sum is right and stays.
    "sum-bad-gomod-hash-empty-file", Error, quiet in "gosum-wrong"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = refused(view).filter(|sum| is_of_nothing(sum))?;
    let from = giver(view, sum).unwrap_or("the module proxy");
    let title = format!("{from} sent an empty go.mod for {}@{}.", sum.module, sum.version);
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    Some(found.fix("go clean -modcache").fix(format!(
        "GOPROXY=https://proxy.golang.org,direct go mod download {}",
        word(&format!("{}@{}", sum.module, sum.version))
    )))
}
