//! Whether a server wants to see a certificate, which go never shows.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rustls::{SignatureScheme, client::ResolvesClientCert, sign::CertifiedKey};
use tokio::{io::AsyncReadExt as _, time::timeout};

use super::{fault, socket::Stream};
use crate::trace::Failure;

/// How long a server has for saying that it cannot do without.
const PATIENCE: Duration = Duration::from_secs(2);

/// Notes whether a certificate was asked for. Clones note in the same place.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl ResolvesClientCert for Wanted {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.store(true, Ordering::Relaxed);
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// What the server says to no certificate: in TLS 1.3 it does so behind the handshake.
pub(super) async fn complaint(stream: &mut Stream) -> Result<(), Failure> {
    match timeout(PATIENCE, stream.read_u8()).await {
        Ok(Err(error)) => match fault::of_io(&error) {
            failure @ Failure::Go { .. } if !fault::is_end(&error) => Err(failure),
            _ => Ok(()),
        },
        Ok(Ok(_)) | Err(_) => Ok(()),
    }
}
