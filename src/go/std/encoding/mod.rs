//! Packages `encoding/…`.

pub mod json;
pub mod pem;
pub mod xml;
