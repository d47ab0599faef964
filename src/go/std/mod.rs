//! The standard library as go's commands use it, under its import paths.

pub mod archive;
pub mod compress;
pub mod crypto;
pub mod encoding;
pub mod net;
pub mod path;
pub mod strconv;
pub mod time;
pub mod unicode;
