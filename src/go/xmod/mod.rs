//! Module paths, versions, patterns, go.mod, zips and sums (`golang.org/x/mod`).

pub mod dirhash;
pub mod escape;
pub mod gosum;
pub mod major;
pub mod modfile;
pub mod module;
pub mod pattern;
pub mod pseudo;
pub mod semver;
pub mod version;
pub mod zip;
