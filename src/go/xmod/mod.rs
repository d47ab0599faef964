//! Module paths and patterns, zips and sums (`golang.org/x/mod`).

pub mod dirhash;
pub mod escape;
pub mod major;
pub mod module;
pub mod pattern;
pub mod pseudo;
pub mod semver;
pub mod sumdb;
pub mod version;
pub mod zip;
