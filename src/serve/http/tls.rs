//! The certificate and its key, from their files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

use crate::world::World;

/// The files of a certificate and its key, in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, those between it and the root behind it.
    pub certificate: PathBuf,
    /// The key.
    pub key: PathBuf,
}

/// How TLS begins with these files; why they cannot be used otherwise.
pub(super) fn read(world: &World, files: &TlsFiles) -> Result<Arc<ServerConfig>, String> {
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_slice_iter(&pem(world, &files.certificate)?).collect();
    let chain = chain.map_err(|error| told(&files.certificate, &error))?;
    if chain.is_empty() {
        return Err(told(&files.certificate, &"there is no certificate in it"));
    }
    let key = PrivateKeyDer::from_pem_slice(&pem(world, &files.key)?);
    let key = key.map_err(|error| told(&files.key, &error))?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let versions =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map(|it| it.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.and_then(|config| config).map_err(|error| told(&files.key, &error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn pem(world: &World, file: &Path) -> Result<Vec<u8>, String> {
    world.read(file, MOST).map_err(|error| told(file, &error))
}

fn told(file: &Path, why: &impl ToString) -> String {
    format!("{}: {}", file.display(), why.to_string())
}

/// How large a file of certificates may be, in bytes.
const MOST: u64 = 1 << 20;
