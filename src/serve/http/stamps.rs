//! The states of all files of a server, by which a change is known.

use std::path::Path;

use super::TlsFiles;
use crate::{serve::load::Stamp, world::World};

/// The stamps of all files.
#[derive(Clone, Copy)]
pub(super) struct Stamps {
    pub(super) config: Stamp,
    pub(super) certificate: Option<(Stamp, Stamp)>,
}

impl Stamps {
    /// Those of the configuration in `file`, and of the certificate and its key.
    pub(super) fn of(world: &World, file: &Path, tls: Option<&TlsFiles>) -> Self {
        let certificate =
            |files: &TlsFiles| (Stamp::of(world, &files.certificate), Stamp::of(world, &files.key));
        Self { config: Stamp::of(world, file), certificate: tls.map(certificate) }
    }
}
