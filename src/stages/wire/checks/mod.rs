//! What is wrong on the wire.

pub(crate) mod connect;
pub(crate) mod http;
pub(crate) mod proxy;
pub(crate) mod tls;
