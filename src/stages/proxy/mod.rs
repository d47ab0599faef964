//! Module proxies.

pub(crate) mod errors;
pub(crate) mod words;
