//! Module paths and patterns, zips and sums (`golang.org/x/mod`).

pub mod dirhash;
pub mod major;
pub mod module;
pub mod pattern;
pub mod zip;
