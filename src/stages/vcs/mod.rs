//! The repository and the tools that read it.

pub(crate) mod checks;
pub(crate) mod errors;
pub(crate) mod words;
