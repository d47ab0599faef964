//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod byte_string;
pub mod netip;
pub mod text;
pub mod url;
pub mod version;

mod printable;
