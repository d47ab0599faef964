//! `serve` and `export`: every form of configuration as go reads it, limits, reload, and the commands around them.
#![cfg(all(feature = "lab", feature = "serve", unix))]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files, and ends where its ground is missing"
)]

mod command;
mod hostile;
mod pages;
mod running;
mod servers;
mod table;
mod wrong_proxies;
