//! A proxy that has paths with their capitals, where go asks for them escaped.

use super::lacking::{as_written, lacking};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    stages::proxy::words::answer,
};

check! {
    /// The proxy has the module below its path as it is written, and go asks for it with each capital as an exclamation mark and the small
    /// letter: `example.com/!tool` for `example.com/Tool`, in paths and versions alike. On the wire the mark may be `%21`. A folder of files
    /// that was laid by hand, or a server that does not read the marks, has no such place.
    ///
    /// `goproxy-lacks-module` is a module that is at neither place. `goget-doctor proxy` tells such a proxy from one that does not read
    /// `%21`.
    ///
    /// In a folder, move the module to the escaped place: `mv example.com/Tool 'example.com/!tool'`. In a server, unescape the path.
    /// Ask the proxy's operator where it is not yours.
    "goproxy-capitals-not-escaped", Error, quiet in "goproxy-hosted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (refused, written) = (lacking(view)?, as_written(view)?);
    let (entry, module) = (&refused.met.entry, view.culprit()?);
    let title = format!("{entry} has {module} as it is written, and go asks with ! for a capital.");
    let found = refused.found(view, title);
    let found = found.seen(format!("{}: {}", written.url, answer(&written.answer)));
    Some(found.fix(format!("goget-doctor proxy {} {}", word(entry), word(module))))
}
