//! A run: one path, many paths, several releases, a server, a page, the settings alone.

pub(crate) mod across;
pub(crate) mod batch;
pub(crate) mod beside;
pub(crate) mod certs;
pub(crate) mod command;
pub(crate) mod environment;
pub(crate) mod listed;
pub(crate) mod netrc;
pub(crate) mod order;
pub(crate) mod page;
pub(crate) mod round;
pub(crate) mod server;
