//! What the go command itself decides (`cmd/go`).

pub mod argument;
pub mod auth;
pub mod candidate;
pub mod clean;
pub(crate) mod credential;
pub mod detail;
pub mod env;
pub mod govcs;
pub mod hosts;
pub mod meta;
pub mod package;
pub mod proxy_list;
pub mod select;
pub mod std;
pub mod suffix;
pub mod toolchain;
pub mod vcs;
pub mod winner;
