//! Package `crypto/tls`: what go offers, says and hears in a handshake.

pub mod alert;
pub mod flight;
pub mod names;
pub mod offer;
