//! The TLS handshake, with go's offer as far as rustls can make it, and go's words where it fails.

use std::{future::poll_fn, io, pin::pin, sync::Arc, task::Poll, time::Instant};

use rustls::{
    ALL_VERSIONS, CipherSuite, ClientConfig, NamedGroup, SupportedProtocolVersion,
    client::Resumption,
    crypto::{CryptoProvider, SupportedKxGroup, aws_lc_rs},
    pki_types::ServerName,
    version::TLS12,
};
use tokio::time::{error::Elapsed, timeout};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{
    Limits, Trust, Verifying, fault, hello,
    notes::{Notes, micros},
    p521::P521,
    socket::{Ear, Stream, Tap},
    verifier::Verifier,
    wanted::Wanted,
};
use crate::{
    go::std::crypto::tls::{
        flight,
        flight::{Asked, Flight, Peer},
        offer::{Offer, TLS_1_3},
    },
    trace::{Chosen, Failure, Fault, Handshaken, Phase},
};

/// A handshake that is to be made.
pub(super) struct Handshake<'a> {
    pub(super) trust: &'a Arc<dyn Trust>,
    pub(super) limits: &'a Limits,
    pub(super) notes: &'a Notes,
    pub(super) host: &'a str,
    pub(super) verified: bool,
    pub(super) peer: Peer,
}

/// A connection after its handshake.
pub(super) struct Secured {
    pub(super) stream: Stream,
    pub(super) http2: bool,
    /// Whether the server asked for a certificate of the client; go shows none.
    pub(super) wants_certificate: bool,
}

/// A handshake that failed.
pub(super) struct Broken {
    pub(super) failure: Failure,
    /// Whether the server might have accepted go's own offer, which is larger.
    pub(super) worth_a_probe: bool,
}

/// What rustls can do of `offer`.
fn provider(offer: &Offer) -> CryptoProvider {
    use aws_lc_rs::kx_group::{SECP256R1, SECP256R1MLKEM768, SECP384R1, X25519, X25519MLKEM768};
    let mut kx_groups: Vec<&'static dyn SupportedKxGroup> =
        vec![X25519MLKEM768, SECP256R1MLKEM768, X25519, SECP256R1, SECP384R1, &P521];
    kx_groups.retain(|group| offer.groups.contains(&group.name().into()));
    let mut provider = CryptoProvider { kx_groups, ..aws_lc_rs::default_provider() };
    provider.cipher_suites.retain(|suite| offer.suites.contains(&suite.suite().into()));
    provider
}

fn versions(offer: &Offer) -> &'static [&'static SupportedProtocolVersion] {
    static OLD: [&SupportedProtocolVersion; 1] = [&TLS12];
    if offer.versions.contains(&TLS_1_3) { ALL_VERSIONS } else { &OLD }
}

impl Handshake<'_> {
    /// Makes the handshake on `stream`.
    pub(super) async fn make(&self, stream: Stream) -> Result<Secured, Broken> {
        let start = Instant::now();
        let offer = self.trust.offer();
        if let Some(text) = offer.broken {
            return Err(Broken::plain(fault::go(Fault::Other, text)));
        }
        let wanted = Wanted::default();
        let config = self.config(&offer, &wanted).map_err(Broken::plain)?;
        let name = server_name(self.host).map_err(Broken::plain)?;
        let (tap, ear) = Tap::new(stream);
        let connecting = TlsConnector::from(Arc::new(config)).connect(name, tap);
        let done =
            if self.verified { self.in_time(connecting).await } else { Ok(connecting.await) };
        match done {
            Ok(Ok(stream)) => {
                drop(ear.stop());
                Ok(self.secured(stream, wanted.is_asked(), micros(start)))
            }
            Ok(Err(error)) => {
                let flight = self.flight(&error, &ear, &offer);
                self.note_choice(&flight, wanted.is_asked(), micros(start));
                Err(fault::refusal(&error)
                    .map_or_else(|| explain(&error, &flight, &offer), Broken::plain))
            }
            Err(_) => {
                let kind = Fault::Timeout(Phase::Handshake);
                Err(Broken::plain(fault::go(kind, "net/http: TLS handshake timeout")))
            }
        }
    }

    /// Waits as long as go does; who will judge the server gets ready meanwhile.
    async fn in_time<F: Future>(&self, connecting: F) -> Result<F::Output, Elapsed> {
        let mut connecting = pin!(connecting);
        // The first turn sends the ClientHello.
        let begun = poll_fn(|cx| Poll::Ready(connecting.as_mut().poll(cx))).await;
        if let Poll::Ready(done) = begun {
            return Ok(done);
        }
        self.trust.prepare();
        timeout(self.limits.handshake, connecting).await
    }

    fn config(&self, offer: &Offer, wanted: &Wanted) -> Result<ClientConfig, Failure> {
        let verifier = Verifier {
            trust: self.trust.clone(),
            notes: self.notes.clone(),
            host: self.host.to_owned(),
            verified: self.verified,
            schemes: offer.schemes.clone(),
        };
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider(offer)))
            .with_protocol_versions(versions(offer))
            .map_err(|error| fault::undetermined(format!("TLS: {error}")))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Verifying(verifier)))
            .with_client_cert_resolver(Arc::new(wanted.clone()));
        config.resumption = Resumption::disabled();
        if self.verified && offer.http2 {
            config.alpn_protocols = hello::PROTOCOLS.map(<[u8]>::to_vec).to_vec();
        }
        Ok(config)
    }

    fn secured(&self, stream: TlsStream<Tap>, wants_certificate: bool, micros: u64) -> Secured {
        let tls = stream.get_ref().1;
        let alpn = tls.alpn_protocol().map(|name| String::from_utf8_lossy(name).into_owned());
        let http2 = alpn.as_deref() == Some("h2");
        let version = match tls.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "1.3",
            _ => "1.2",
        };
        let suite = tls.negotiated_cipher_suite().map(|suite| suite_name(suite.suite()));
        let group = tls.negotiated_key_exchange_group().and_then(|group| group.name().as_str());
        self.notes.keep(Handshaken {
            version: version.into(),
            suite: suite.unwrap_or_default(),
            group: group.map(str::to_owned),
            alpn,
            wants_certificate,
            micros,
        });
        Secured { stream: Box::new(stream), http2, wants_certificate }
    }

    /// What the server said in the clear before the handshake failed.
    fn flight(&self, error: &io::Error, ear: &Ear, offer: &Offer) -> Flight {
        let heard = ear.stop();
        let asked = Asked { offer, session: hello::session_id(&heard.written) };
        flight::read(&heard.read, fault::is_end(error), self.peer, asked)
    }

    fn note_choice(&self, flight: &Flight, wants_certificate: bool, micros: u64) {
        let Some(hello) = &flight.hello else { return };
        let group = hello.group.or(flight.curve).map(NamedGroup::from);
        self.notes.note(Chosen {
            version: if hello.version == TLS_1_3 { "1.3" } else { "1.2" }.into(),
            suite: suite_name(hello.suite.into()),
            group: group.and_then(|group| group.as_str().map(str::to_owned)),
            wants_certificate,
            micros,
        });
    }
}

/// What go says: what the server's bytes show, else the error.
fn explain(error: &io::Error, flight: &Flight, offer: &Offer) -> Broken {
    let failure = flight.error.as_ref().map_or_else(|| fault::of_io(error), fault::of_flight);
    let worth_a_probe = hello::is_refusal(&failure, flight.hello.as_ref(), offer);
    Broken { failure, worth_a_probe }
}

/// The IANA name of a suite; rustls has one of its own for those of TLS 1.3.
fn suite_name(suite: CipherSuite) -> String {
    suite.as_str().unwrap_or_default().replacen("TLS13_", "TLS_", 1)
}

impl Broken {
    fn plain(failure: Failure) -> Self {
        Self { failure, worth_a_probe: false }
    }
}

/// The name for SNI; an address has none. go sends it without the dot at the end.
fn server_name(host: &str) -> Result<ServerName<'static>, Failure> {
    let name = host.strip_suffix('.').unwrap_or(host).to_owned();
    let bad = |_| fault::undetermined(format!("TLS: a server name that go sends: {host}"));
    ServerName::try_from(name).map_err(bad)
}
