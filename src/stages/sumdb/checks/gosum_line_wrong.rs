//! A line of go.sum that is wrong.

use super::odd::{Odd, odd};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// The line in go.sum is wrong: what was downloaded has the hash that the checksum database recorded, and go.sum alone has another one.
    /// A merge mixed lines up, or the line was written from a fetch that nobody checked.
    ///
    /// The database was asked, which go does not do where go.sum has a line. If it has go.sum's hash, the download is wrong: see
    /// `sum-proxy-served-different-bits`, `sum-tag-moved`. If it could not be asked, it is `sum-differs-from-gosum`.
    ///
    /// Delete that line. go writes the right one, and asks the database about it.
    "gosum-line-wrong", Error, quiet in "gosum-wrong"
}

fn find(view: &View<'_>) -> Option<Found> {
    let seen = odd(view, Odd::GoSum)?;
    let listed = seen.sum.go_sum.as_ref()?;
    let wrong: Vec<String> = listed.lines.iter().map(|line| format!("{}d", line.line)).collect();
    let title = format!(
        "go.sum has a wrong line for {}: {} has what was downloaded.",
        seen.named(),
        seen.database()?
    );
    let found = seen.found(view, title);
    let delete = format!("sed -i {} {}", word(&wrong.join(";")), word(&listed.file));
    Some(found.fix(delete).not("go clean -modcache: what is fetched anew is the same"))
}
