//! Module paths and patterns (`golang.org/x/mod`).

pub mod major;
pub mod module;
pub mod pattern;
