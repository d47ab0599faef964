//! Chains that go never sees: of another host, and with the issuer that the server does not send.

use std::{
    net::IpAddr,
    sync::{Arc, PoisonError},
};

use rustls::pki_types::ServerName;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::{
    LIMIT, Prober,
    http::{Agent, Target},
    verifier::{self, Shown},
    way::{Kind, addresses},
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

    /// The issuer of the last certificate sent, from the URL in it, as browsers fetch it: once, and only from where a
    /// stranger's certificate may send us.
    pub(crate) async fn fetch_issuer(
        &self,
        chain: &[Vec<u8>],
        host: &str,
    ) -> Option<IssuerFetched> {
        let last = Certificate::parse(chain.last()?, self.version).ok()?;
        let urls = last.issuing_certificate_urls().iter().map(|url| lossy(url));
        let url = urls.into_iter().find(|url| url.starts_with("http://"))?;
        let at = self.allowed(&url, host).await?;
        let bytes = self.bytes(&url, Agent::Go, at).await.unwrap_or_default();
        let issuer = self.certificate(&bytes);
        let cures = issuer.as_ref().is_some_and(|issuer| {
            let longer = [chain, &[issuer.der().to_vec()]].concat();
            self.trust.judge(&longer, Some(host)).is_ok()
        });
        let subject = issuer.map(|issuer| issuer.subject().to_string());
        Some(IssuerFetched { url, subject, cures })
    }

    /// The address for `url`, which is in a certificate of `host`: a public one, or one of the host's own kind, on a
    /// usual port. Nothing else is asked, since anybody can write a certificate.
    async fn allowed(&self, url: &str, host: &str) -> Option<IpAddr> {
        let target = Target::parse(url).ok()?;
        let own = addresses(&self.world, host).await.unwrap_or_default();
        let found = addresses(&self.world, &target.host).await.ok()?;
        let kind = Kind::of(*found.first()?);
        let is_open = kind == Kind::Public || own.iter().any(|ip| Kind::of(*ip) == kind);
        let is_one = found.iter().all(|ip| Kind::of(*ip) == kind);
        (is_open && is_one && matches!(target.port, 80 | 443)).then(|| found.first().copied())?
    }

    /// A certificate, DER as the standard has it, or PEM as some have it.
    fn certificate(&self, bytes: &[u8]) -> Option<Certificate> {
        let read = |der: &[u8]| Certificate::parse(der, self.version).ok();
        read(bytes)
            .or_else(|| read(&pem::pieces(bytes).find_map(|piece| piece.content.ok())?.bytes))
    }
}
