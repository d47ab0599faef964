//! Module proxies.

pub(crate) mod errors;
