//! Packages `net/…`.

pub mod http;
pub mod netip;
pub mod url;
