//! A placeholder version in the go.mod of a release.

use super::replaced::{PLACEHOLDER, required};
use crate::findings::{Found, check, view::View};

check! {
    /// A go.mod was released that requires `v0.0.0-00010101000000-000000000000`. go writes that version itself for a module that is found by a
    /// `replace` line only; outside of that module nothing answers to it.
    ///
    /// `dependency-relies-on-replace` is any other version that exists nowhere. The placeholder is known by its date, the first second of the
    /// year 1, and its twelve zeros.
    ///
    /// The author requires a real version before the release. Everybody else takes a version of the module without it, or a replacement of
    /// their own: `go mod edit -replace example.com/lib=example.com/lib@v1.4.0`. Ask the module's author for such a version.
    "replace-placeholder-leaked-into-release", Error, quiet in "version-relies-on-replace"
}

fn find(view: &View<'_>) -> Option<Found> {
    required(view, PLACEHOLDER)
}
