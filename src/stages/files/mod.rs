//! Files that name paths: what is wrong with a line of theirs as it is.

pub mod rule;
pub mod rules;
pub mod sums;
