//! The package in its repository, where GOPATH mode looks for it.

pub(crate) mod gopath;
pub(crate) mod look;
