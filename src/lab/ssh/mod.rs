//! ssh in a scenario: the server of a host, which is the machine's own sshd, and the files of those who log in.

mod client;
mod keys;
mod server;
mod told;

pub(super) use client::{Client, Way};
pub use keys::SshKey;
pub(super) use server::{Places, serve};
pub(super) use told::lacks;
pub use told::{KeyFile, Shape, Ssh};
