//! Packages `encoding/…`.

pub mod pem;
pub mod xml;
