//! TLS for questions of our own: go's verdict on the chain, which is kept either way.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::{
    ClientConfig, DigitallySignedStruct as Signed, Error, SignatureScheme,
    crypto::{CryptoProvider, aws_lc_rs},
};

use crate::net::{Judge, Trust, Verifying};

/// A chain as it was sent, and whether go accepts it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub(crate) chain: Vec<Vec<u8>>,
    pub(crate) accepted: bool,
}

/// Where the chain of a handshake is kept.
pub(crate) type Kept = Arc<Mutex<Shown>>;

/// A configuration that believes whom `trust` believes for `host`.
pub(crate) fn config(trust: Arc<dyn Trust>, host: &str) -> Result<(ClientConfig, Kept), Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let kept = Kept::default();
    let host = host.to_owned();
    let keeper = Keeper { trust, host, kept: kept.clone(), provider: provider.clone() };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Verifying(keeper)))
        .with_no_client_auth();
    Ok((config, kept))
}

/// Judges as go does, and keeps the chain.
struct Keeper {
    trust: Arc<dyn Trust>,
    host: String,
    kept: Kept,
    provider: Arc<CryptoProvider>,
}

impl Judge for Keeper {
    fn chain(&self, chain: Vec<Vec<u8>>) -> Result<(), Error> {
        let verdict = self.trust.judge(&chain, Some(&self.host));
        let shown = Shown { accepted: verdict.is_ok(), chain };
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = shown;
        verdict.map_err(|failure| Error::General(failure.to_string()))
    }

    fn signature(&self, leaf: &[u8], message: &[u8], signed: &Signed) -> Result<(), Error> {
        let checked = self.trust.check_signature(leaf, signed.scheme, message, signed.signature());
        checked.map_err(|failure| Error::General(failure.to_string()))
    }

    fn schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keeper").field("host", &self.host).finish_non_exhaustive()
    }
}
