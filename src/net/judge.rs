//! Who judges a handshake, in few words; rustls's trait has more.

use std::fmt;

use rustls::{
    DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use super::Trust;
use crate::trace::Failure;

/// Judges what a server shows in its handshake. A failure ends it.
pub(crate) trait Judge: Send + Sync {
    /// Who checks the signature of the handshake.
    fn trust(&self) -> &dyn Trust;

    /// Judges the certificates (DER, in the order sent).
    fn chain(&self, chain: Vec<Vec<u8>>) -> Result<(), Failure>;

    /// The error with which the handshake ends in `failure`.
    fn refuse(&self, failure: Failure) -> Error;

    /// The signature schemes that can be judged.
    fn schemes(&self) -> Vec<SignatureScheme>;
}

/// A judge as rustls asks for it.
pub(crate) struct Verifying<J>(pub(crate) J);

impl<J> fmt::Debug for Verifying<J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifying")
    }
}

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
        let judged = self.0.chain(chain).map(|()| ServerCertVerified::assertion());
        judged.map_err(|failure| self.0.refuse(failure))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let (scheme, signature) = (signed.scheme, signed.signature());
        let checked = self.0.trust().check_signature(leaf, scheme, message, signature);
        let checked = checked.map(|()| HandshakeSignatureValid::assertion());
        checked.map_err(|failure| self.0.refuse(failure))
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
