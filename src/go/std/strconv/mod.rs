//! Quoting and strings of bytes.

pub mod byte_string;
pub mod printable;
pub mod quoted;
pub mod text;
pub mod unquote;
