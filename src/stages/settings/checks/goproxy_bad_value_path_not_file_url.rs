//! GOPROXY names a directory as a path.

use super::goproxy_value::refused;
use crate::findings::{Found, check, view::View};

check! {
    /// A directory can be a module proxy, and GOPROXY names it by a `file` URL, not by its path.
    ///
    /// Write `file://` in front of the absolute path, three slashes together.
    "goproxy-bad-value-path-not-file-url", Error, quiet in "goproxy-off"
}

fn find(view: &View<'_>) -> Option<Found> {
    let found = refused(view, "GOPROXY names a directory by its path; go takes a file URL.")?;
    let value = view.value("GOPROXY");
    let path = value.split([',', '|']).map(str::trim).find(|element| element.starts_with('/'))?;
    Some(found.fix(view.set("GOPROXY", &value.replace(path, &format!("file://{path}")))))
}
