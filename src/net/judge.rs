//! Who judges a handshake, in few words; rustls's trait has more.

use std::fmt::Debug;

use rustls::{
    DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

/// Judges what a server shows in its handshake. An `Err` ends it.
pub(crate) trait Judge: Debug + Send + Sync {
    /// Judges the certificates (DER, in the order sent).
    fn chain(&self, chain: Vec<Vec<u8>>) -> Result<(), Error>;

    /// Judges the handshake's signature of `message`, made with the key of `leaf` (DER).
    fn signature(
        &self,
        leaf: &[u8],
        message: &[u8],
        signed: &DigitallySignedStruct,
    ) -> Result<(), Error>;

    /// The signature schemes that can be judged.
    fn schemes(&self) -> Vec<SignatureScheme>;
}

/// A judge as rustls asks for it.
#[derive(Debug)]
pub(crate) struct Verifying<J>(pub(crate) J);

impl<J: Judge> ServerCertVerifier for Verifying<J> {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(leaf).chain(others);
        let chain = chain.map(|certificate| certificate.to_vec()).collect();
        self.0.chain(chain).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.signature(leaf, message, signed).map(|()| HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verify_tls12_signature(message, leaf, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.schemes()
    }
}
