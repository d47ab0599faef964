//! TLS for questions of our own: go's verdict on the chain, which is kept either way.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use crate::net::Trust;

/// A chain as it was sent, and whether go accepts it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) chain: Vec<Vec<u8>>,
    pub(super) accepted: bool,
}

/// Where the chain of a handshake is kept.
pub(super) type Kept = Arc<Mutex<Shown>>;

/// A configuration that believes whom `trust` believes for `host`.
pub(super) fn config(trust: Arc<dyn Trust>, host: &str) -> Result<(ClientConfig, Kept), Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let kept = Kept::default();
    let host = host.to_owned();
    let judge = Judge { trust, host, kept: kept.clone(), provider: provider.clone() };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(judge))
        .with_no_client_auth();
    Ok((config, kept))
}

struct Judge {
    trust: Arc<dyn Trust>,
    host: String,
    kept: Kept,
    provider: Arc<CryptoProvider>,
}

impl Judge {
    fn signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.trust
            .check_signature(leaf, signed.scheme, message, signed.signature())
            .map(|()| HandshakeSignatureValid::assertion())
            .map_err(|failure| Error::General(failure.to_string()))
    }
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(leaf).chain(others);
        let chain: Vec<_> = chain.map(|certificate| certificate.to_vec()).collect();
        let verdict = self.trust.judge(&chain, Some(&self.host));
        let shown = Shown { accepted: verdict.is_ok(), chain };
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = shown;
        verdict
            .map(|()| ServerCertVerified::assertion())
            .map_err(|failure| Error::General(failure.to_string()))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.signature(message, leaf, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.signature(message, leaf, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Judge").field("host", &self.host).finish_non_exhaustive()
    }
}
