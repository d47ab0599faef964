//! Replays the go command's module discovery, shows what each step saw, and says what to change.

pub mod browser;
pub mod catalogue;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod curl;
pub mod ending;
pub mod error;
pub mod event;
pub mod explain;
pub mod go;
pub mod inputs;
#[cfg(feature = "lab")]
pub mod lab;
pub mod net;
pub mod pipeline;
pub mod preflight;
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
