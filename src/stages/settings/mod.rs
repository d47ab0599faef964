//! The settings in force.

pub(crate) mod checks;
pub(crate) mod effect;
pub(crate) mod errors;
