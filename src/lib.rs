//! Replays the go command's module discovery, shows what each step saw, and says what to change.

pub mod go;
pub mod secret;
