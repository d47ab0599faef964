//! Dynamic discovery: from a module path to its repository root.

pub(crate) mod bitbucket;
pub(crate) mod discover;
pub(crate) mod fetch;
pub(crate) mod suffix;
pub(crate) mod verify;
