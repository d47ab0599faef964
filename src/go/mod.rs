//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod text;
pub mod version;

pub(crate) mod printable;
