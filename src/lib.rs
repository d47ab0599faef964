//! Replays the go command's module discovery, shows what each step saw, and says what to change.

#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod event;
pub mod go;
pub mod render;
pub mod report;
pub mod trace;
pub mod world;
