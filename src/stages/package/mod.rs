//! The package in its repository or zip, as GOPATH mode looks for it.

pub(crate) mod words;
