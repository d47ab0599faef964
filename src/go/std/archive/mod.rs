//! Archives as go reads them.

pub mod zip;
