//! Pasted logs: what is found in them, how well, how fast, and how it is shown.

#![allow(clippy::allow_attributes, reason = "see below")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod disguise;
mod errors;
mod log;
mod texts;
