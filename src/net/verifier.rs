//! The certificate verifier inside the handshake: it asks [`Trust`] and notes the chain either way.

use std::sync::Arc;

use rustls::{Error, OtherError, SignatureScheme};

use super::{Judge, Trust, fault, notes::Notes};
use crate::trace::{Blob, Failure, Judged};

/// Asks [`Trust`] about one connection.
pub(super) struct Verifier {
    pub(super) trust: Arc<dyn Trust>,
    pub(super) notes: Notes,
    pub(super) host: String,
    pub(super) verified: bool,
    /// What go offers.
    pub(super) schemes: Vec<u16>,
}

/// The schemes that go offers and that can be checked here: not SHA-1, not ML-DSA.
const SCHEMES: [SignatureScheme; 10] = [
    SignatureScheme::RSA_PSS_SHA256,
    SignatureScheme::ECDSA_NISTP256_SHA256,
    SignatureScheme::ED25519,
    SignatureScheme::RSA_PSS_SHA384,
    SignatureScheme::RSA_PSS_SHA512,
    SignatureScheme::RSA_PKCS1_SHA256,
    SignatureScheme::RSA_PKCS1_SHA384,
    SignatureScheme::RSA_PKCS1_SHA512,
    SignatureScheme::ECDSA_NISTP384_SHA384,
    SignatureScheme::ECDSA_NISTP521_SHA512,
];

impl Judge for Verifier {
    fn trust(&self) -> &dyn Trust {
        &*self.trust
    }

    fn chain(&self, chain: Vec<Vec<u8>>) -> Result<(), Failure> {
        let host = self.verified.then_some(self.host.as_str());
        let verdict = self.trust.judge(&chain, host);
        let failure = verdict.as_ref().err();
        let (error, why) = (failure.map(fault::text), failure.and_then(Failure::refusal).cloned());
        let (host, chain) = (self.host.clone(), chain.into_iter().map(Blob::from).collect());
        self.notes.keep(Judged { host, chain, error, why });
        verdict
    }

    fn refuse(&self, failure: Failure) -> Error {
        Error::Other(OtherError(Arc::new(failure)))
    }

    fn schemes(&self) -> Vec<SignatureScheme> {
        let offered = |scheme: &SignatureScheme| self.schemes.contains(&(*scheme).into());
        SCHEMES.into_iter().filter(offered).collect()
    }
}
