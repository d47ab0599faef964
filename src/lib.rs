//! Replays the go command's module discovery, shows what each step saw, and says what to change.

pub mod check;
pub mod findings;
pub mod problem;
pub mod second;
pub mod stages;

#[cfg(feature = "cli")]
pub mod cli;
pub mod explain;
pub mod go;
#[cfg(feature = "lab")]
pub mod lab;
pub mod net;
pub mod pipeline;
mod probe;
pub mod render;
pub mod report;
pub mod secret;
pub mod trace;
pub mod vcs;
pub mod world;

/// The example of the README, which has to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
