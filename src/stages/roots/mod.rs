//! The root certificates that go reads.

pub(crate) mod checks;
pub(crate) mod errors;
