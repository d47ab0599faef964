//! Module zips as go's golang.org/x/mod/zip sees them: what may be in one, and what of a tree goes into one.
//!
//! Source: modules.md §12; repositories.md; answers of go 1.21.13, 1.24.11 and 1.27.3 (testdata/golden/modzip.jsonl).

mod check;
mod collisions;
mod fault;
mod names;
mod tree;
mod vendored;

pub use self::{
    check::{Checked, check, unexpected_file},
    fault::{Faulty, FileFault, TooLarge},
    tree::{File, Listed, list},
    vendored::VendorRule,
};

/// The most bytes that go takes of a zip, and of all that is in it.
pub const MAX_ZIP: u64 = 500 << 20;
/// The most bytes of a go.mod at the root.
pub const MAX_GO_MOD: u64 = 16 << 20;
/// The most bytes of a LICENSE at the root.
pub const MAX_LICENSE: u64 = 16 << 20;
