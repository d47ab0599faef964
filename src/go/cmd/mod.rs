//! What the go command itself decides (`cmd/go`).

pub mod argument;
pub mod auth;
pub mod candidate;
pub mod clean;
pub(crate) mod credential;
pub mod detail;
pub mod env;
pub mod fault;
pub mod fetched;
pub mod govcs;
pub mod gover;
pub mod hosts;
pub mod meta;
pub mod outer;
pub mod package;
pub mod prefix;
pub mod proxy_list;
pub mod query;
pub mod select;
pub mod std;
pub mod suffix;
pub mod sums;
pub mod toolchain;
pub mod vcs;
pub mod walk;
pub mod winner;
