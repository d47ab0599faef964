//! A tag that is another commit than it was.

use super::odd::{Odd, odd};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// The author moved the tag after the version had been recorded: the bytes that git gives today are not those that the checksum database
    /// has seen, and your go.sum or another proxy. It is the check that go.sum exists for; that the author meant well changes nothing for it.
    ///
    /// The repository was asked, also without the settings that git has on this machine, and has what came. Were only this machine's git
    /// odd, it would be `sum-git-changes-files`; were only a proxy, `sum-proxy-served-different-bits`. If the database alone has other bytes
    /// and is not the public one, see `sumdb-differs-from-all`.
    ///
    /// Take the recorded bytes from a module proxy that still has them, or a version that was released after; ask the author for a new
    /// number.
    "sum-tag-moved", Error, quiet in "sumdb-tag-moved"
}

fn find(view: &View<'_>) -> Option<Found> {
    let seen = odd(view, Odd::Tag)?;
    let named = seen.named();
    let title =
        format!("The tag of {named} was moved: the repository has other bytes than it had.");
    let found = seen.found(view, title);
    let found = match seen.commit(view) {
        Some(commit) => found.seen(format!("{} is commit {commit} now", seen.sum.version)),
        None => found,
    };
    let from = seen.taken_from_holder(view);
    let kept = || format!("GOPROXY=https://proxy.golang.org go mod download {}", word(&named));
    let found = found.fix(from.unwrap_or_else(kept));
    let found = found.fix(format!("go list -m -versions {}", word(&seen.sum.module)));
    Some(found.not("GOSUMDB=off: everybody else who has the version fails in the same place"))
}
