//! Quotes became a part of GOPROXY.

use super::goproxy_value::{QUOTES, refused};
use crate::findings::{Found, check, view::View};

check! {
    /// GOPROXY holds quotation marks. A shell takes them away; a Dockerfile's `ENV`, an `.env`
    /// file, Windows' `set` and many CI systems keep them, and go takes them for a part of the URL.
    ///
    /// Write the value without quotes there.
    "goproxy-bad-value-quotes", Error, quiet in "goproxy-off"
}

fn find(view: &View<'_>) -> Option<Found> {
    let found = refused(view, "GOPROXY holds quotation marks, and go takes them as they are.")?;
    let value = view.value("GOPROXY");
    value.contains(QUOTES).then(|| found.fix(view.set("GOPROXY", &value.replace(QUOTES, ""))))
}
