//! A required version that exists nowhere.

use super::replaced::required;
use crate::findings::{Found, check, view::View};

check! {
    /// A dependency requires `v0.0.0`, which exists nowhere, and builds at home only because its own go.mod replaces it. go ignores `replace`
    /// lines of dependencies: they hold in the main module alone.
    ///
    /// The lines `requires` lead to the module that asks for the version: its go.mod has a `replace` for it. An all-zero time in the version
    /// (`v0.0.0-00010101000000-000000000000`) is a placeholder that go wrote itself (`replace-placeholder-leaked-into-release`). If you ask for
    /// the version yourself, see `version-tag-without-v-prefix`.
    ///
    /// Copy the replacement that the dependency uses into your own go.mod, and report it to its authors, who have to require a real version.
    "dependency-relies-on-replace", Error, quiet in "version-placeholder"
}

fn find(view: &View<'_>) -> Option<Found> {
    required(view, "v0.0.0")
}
