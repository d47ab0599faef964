//! The repository and the tools that read it.

pub(crate) mod alone;
pub(crate) mod login;
pub(crate) mod refs;
pub(crate) mod ssh;
pub(crate) mod tool;
pub(crate) mod way;
