//! Packages `crypto/…`.

pub mod roots;
pub mod tls;
pub mod x509;
