//! go.sum and the checksum database.

pub(crate) mod errors;
