//! The certificate verifier inside the handshake: it asks [`Trust`] and notes the chain either way.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use rustls::{DigitallySignedStruct as Signed, Error, SignatureScheme};

use super::{Judge, Trust, fault, notes::Notes};
use crate::trace::{Blob, Failure, Judged};

/// Asks [`Trust`] about one connection.
pub(super) struct Verifier {
    pub(super) trust: Arc<dyn Trust>,
    pub(super) notes: Notes,
    pub(super) host: String,
    pub(super) verified: bool,
    pub(super) refusal: Arc<Mutex<Option<Failure>>>,
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

impl Verifier {
    fn refuse(&self, failure: Failure) -> Error {
        *self.refusal.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        Error::General("refused".into())
    }
}

impl Judge for Verifier {
    fn chain(&self, chain: Vec<Vec<u8>>) -> Result<(), Error> {
        let host = self.verified.then_some(self.host.as_str());
        let verdict = self.trust.judge(&chain, host);
        let error = verdict.as_ref().err().map(fault::text);
        let why = error.as_ref().and_then(|_| self.trust.reason(&chain, host));
        let (host, chain) = (self.host.clone(), chain.into_iter().map(Blob::from).collect());
        self.notes.judged(Judged { request: 0, host, chain, error, why });
        verdict.map_err(|failure| self.refuse(failure))
    }

    fn signature(&self, leaf: &[u8], message: &[u8], signed: &Signed) -> Result<(), Error> {
        let checked = self.trust.check_signature(leaf, signed.scheme, message, signed.signature());
        checked.map_err(|failure| self.refuse(failure))
    }

    fn schemes(&self) -> Vec<SignatureScheme> {
        let offered = |scheme: &SignatureScheme| self.schemes.contains(&(*scheme).into());
        SCHEMES.into_iter().filter(offered).collect()
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("host", &self.host).finish_non_exhaustive()
    }
}
