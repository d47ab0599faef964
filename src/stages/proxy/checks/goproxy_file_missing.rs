//! A folder of modules that lacks a file.

use super::{entries::then_direct, seen::refused};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// GOPROXY has a `file://` entry, and the file that go wants is not there. Such a folder is laid out as a proxy answers:
    /// `MODULE/@v/VERSION.info`, `.mod`, `.zip`, and `@v/list`. Capitals in the module's path are written `!` and the small letter.
    ///
    /// A missing file counts as not found, so that go goes on to the next entry; this one is the last. `goproxy-bad-value-path-not-file-url`
    /// is a path without `file://`.
    ///
    /// Fill the folder on a machine that has a network, from the `cache/download` of its GOMODCACHE; or name another entry behind it.
    "goproxy-file-missing", Error, quiet in "goproxy-404-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view)?;
    refused.status().filter(|_| refused.is_file())?;
    let entry = &refused.met.entry;
    let title = format!("{entry} has no {} of the module.", refused.asked.endpoint);
    let found = refused.found(view, title);
    let found = match then_direct(view) {
        Some(value) => found.fix(view.set("GOPROXY", &value)),
        None => found,
    };
    Some(found.fix(format!("ls {}", word(entry.trim_start_matches("file://")))))
}
