//! Packages `compress/…`.

pub mod flate;
pub mod gzip;
