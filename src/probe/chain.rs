//! Chains that go never sees: of another host, and with the issuer that the server does not send.

use std::sync::{Arc, PoisonError};

use rustls::pki_types::ServerName;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::{
    LIMIT, Prober,
    http::Agent,
    verifier::{self, Shown},
};
use crate::{
    go::std::{crypto::x509::Certificate, encoding::pem, strconv::text::lossy},
    trace::{Blob, IssuerFetched, OtherChain},
};

impl Prober {
    /// The chain of `host`: the handshake is made and nothing is asked.
    pub(crate) async fn chain_of(&self, host: &str) -> OtherChain {
        self.chain(host, true).await
    }

    /// The chain that `host` shows to clients that do not name it.
    pub(crate) async fn default_chain_of(&self, host: &str) -> OtherChain {
        self.chain(host, false).await
    }

    async fn chain(&self, host: &str, named: bool) -> OtherChain {
        let shown =
            timeout(LIMIT, self.shake(host, named)).await.ok().flatten().unwrap_or_default();
        let chain = shown.chain.into_iter().map(Blob::from).collect();
        OtherChain { host: host.to_owned(), chain, accepted: shown.accepted }
    }

    async fn shake(&self, host: &str, named: bool) -> Option<Shown> {
        let (mut config, kept) = verifier::config(self.trust.clone(), host).ok()?;
        config.enable_sni = named;
        let name = ServerName::try_from(host.to_owned()).ok()?;
        let stream = self.connect(host).await?;
        // Refused or not: what counts is what was shown.
        drop(TlsConnector::from(Arc::new(config)).connect(name, stream).await);
        let shown = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Some(shown)
    }

    /// The issuer of the last certificate sent, from the URL in it, as browsers fetch it.
    pub(crate) async fn fetch_issuer(
        &self,
        chain: &[Vec<u8>],
        host: &str,
    ) -> Option<IssuerFetched> {
        let last = Certificate::parse(chain.last()?, self.version).ok()?;
        let urls = last.issuing_certificate_urls().iter().map(|url| lossy(url));
        let url = urls.into_iter().find(|url| url.starts_with("http://"))?;
        let bytes = self.bytes(&url, Agent::Go).await.unwrap_or_default();
        let issuer = self.certificate(&bytes);
        let cures = issuer.as_ref().is_some_and(|issuer| {
            let longer = [chain, &[issuer.der().to_vec()]].concat();
            self.trust.judge(&longer, Some(host)).is_ok()
        });
        let subject = issuer.map(|issuer| issuer.subject().to_string());
        Some(IssuerFetched { url, subject, cures })
    }

    /// A certificate, DER as the standard has it, or PEM as some have it.
    fn certificate(&self, bytes: &[u8]) -> Option<Certificate> {
        let read = |der: &[u8]| Certificate::parse(der, self.version).ok();
        read(bytes)
            .or_else(|| read(&pem::pieces(bytes).find_map(|piece| piece.content.ok())?.bytes))
    }
}
