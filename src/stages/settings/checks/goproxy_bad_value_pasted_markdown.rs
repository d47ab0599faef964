//! GOPROXY was pasted from a page with its markup.

use super::goproxy_value::refused;
use crate::findings::{Found, check, view::View};

check! {
    /// GOPROXY holds the brackets of a Markdown link, `[https://…](https://…)`: it was pasted from
    /// a page or a chat that had made a link of it.
    ///
    /// Write the URL alone.
    "goproxy-bad-value-pasted-markdown", Error, quiet in "goproxy-off"
}

fn find(view: &View<'_>) -> Option<Found> {
    let found = refused(view, "GOPROXY holds a Markdown link in place of a URL.")?;
    let value = view.value("GOPROXY");
    let (_, link) = value.split_once('[')?;
    let url: String = link.chars().take_while(|c| !matches!(c, ']' | ',' | '|' | '(')).collect();
    Some(found.fix(view.set("GOPROXY", &format!("{url},direct"))))
}
