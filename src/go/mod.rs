//! What the go command decides, as pure functions by release: no network, files, clock or printing.

pub mod meta;
pub mod select;
pub mod text;
pub mod version;
pub mod xml;

mod printable;
