//! A GOPROXY that ends with `off`.

use super::seen::{error, failed};
use crate::{
    findings::{Found, check, view::View},
    trace::{EntryMet, Met, Step, Told as _},
};

check! {
    /// No entry of GOPROXY has what is asked for, and `off` at its end forbids to ask anybody else. go then tells of `off` alone, and not what
    /// the entries before it said.
    ///
    /// `goproxy-off` is a GOPROXY that is `off` and nothing else. With no `off` and no `direct` the last entry has the last word
    /// (`goproxy-lacks-module`).
    ///
    /// Where the module's own host may be asked, put `direct` in the place of `off`. Else have the owner of the proxy add the module.
    "goproxy-list-ends-with-off", Error, quiet in "goproxy-off-package"
}

fn find(view: &View<'_>) -> Option<Found> {
    let off = failed(view).filter(|met| met.entry == "off" && met.place > 0)?;
    let before = view.failed().told::<EntryMet>();
    let before = before.filter(|met| met.place < off.place && met.asked == off.asked);
    let mut before = before.filter(|met| matches!(met.met, Met::NotFound { .. })).peekable();
    before.peek()?;
    let value = view.env().get("GOPROXY").to_owned();
    let direct = format!("{}direct", value.trim().strip_suffix("off")?);
    let title = "No entry of GOPROXY has it, and off forbids to ask anybody else.";
    let found = Found::new(Step::Version, title);
    let found =
        before.filter_map(error).fold(found, |found, text| found.seen(text.replace("\n\t", "; ")));
    Some(found.seen("behind it: off").fix(view.set("GOPROXY", &direct)))
}
