//! Whether what was fetched is the module that was asked for.

pub(crate) mod errors;
