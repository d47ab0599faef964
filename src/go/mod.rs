//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod argument;
pub mod candidate;
pub mod clean;
pub mod detail;
pub mod govcs;
pub mod hosts;
pub mod major;
pub mod meta;
pub mod path;
pub mod pattern;
pub mod select;
pub mod std;
pub mod suffix;
pub mod text;
pub mod vcs;
pub mod version;
pub mod winner;
pub mod xml;

mod printable;
