//! The path itself, and whom go asks for it.

pub(crate) mod checks;
pub(crate) mod words;
