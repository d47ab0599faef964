//! One HTTP request as go's net/http makes it, each phase an event.
//!
//! Names, connections, tunnels, TLS, HTTP/1 and HTTP/2; no policy: redirects, the fallback to
//! http, credentials and the choice of a proxy are the caller's. HTTP/1 is read by go's own rules
//! ([`crate::go::std::net::http::head`]), which no HTTP library shares.

mod body;
mod clock;
mod connect;
mod dial;
mod fault;
mod hello;
mod http1;
mod http2;
mod judge;
mod lookup;
mod notes;
mod p521;
mod pool;
mod proxy;
mod request;
mod socket;
mod socks;
mod tls;
mod verifier;
mod wanted;

use std::{sync::Arc, time::Duration};

pub use body::Body;
pub(crate) use hello::first_flight;
pub(crate) use judge::{Judge, Verifying};
pub use request::{Agent, Header, Method, Mode, Request, Scheme, Via};
pub(crate) use socket::Stream;

use crate::{
    go::{std::crypto::tls::offer::Offer, version::Version},
    trace::{Failure, Phase, Recorder, Step},
    world::{Waiting, World},
};
use clock::Clock;
use notes::Notes;
use pool::Pool;

/// Judges the certificates that a server shows.
pub trait Trust: Send + Sync {
    /// Judges `chain` (DER, in the order sent) for `host`, or, where verification is off (`None`),
    /// only what go checks even then: that the certificates can be read.
    ///
    /// `Err` carries go's text (`tls: failed to verify certificate: x509: ...`) and the refusal in
    /// kind ([`crate::trace::Fault::Chain`]).
    fn judge(&self, chain: &[Vec<u8>], host: Option<&str>) -> Result<(), Failure>;

    /// Says that a chain is about to come: the server is at work, and so may be who judges it.
    fn prepare(&self) {}

    /// What go offers in the handshake.
    fn offer(&self) -> Offer {
        Offer::of(Version::NEWEST)
    }

    /// The release by whose rules heads are read.
    fn release(&self) -> Version {
        Version::NEWEST
    }

    /// Checks the handshake's signature with the key of the DER certificate `leaf`.
    fn check_signature(
        &self,
        leaf: &[u8],
        scheme: rustls::SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Failure>;
}

/// What a request may cost. Only `page`, `body`, `zip` and `request` are the doctor's own; the others are go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a page, as sent and as decoded.
    pub page: u64,
    /// The most bytes of an answer of a module proxy or a checksum database that is no zip, as sent and as decoded.
    pub body: u64,
    /// The most bytes that a repository may bring.
    pub fetch: u64,
    /// The most bytes of a module's zip. go's own limit is 500 MiB.
    pub zip: u64,
    /// How long the whole request may take, and how long a command may bring nothing.
    pub request: Duration,
    /// How long dialling may take, all addresses together.
    pub dial: Duration,
    /// How long a TLS handshake may take.
    pub handshake: Duration,
    /// How long the first address family is tried alone (RFC 6555).
    pub fallback: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page: 256 << 20,
            body: 256 << 20,
            fetch: 2 << 30,
            zip: 500 << 20,
            request: Duration::from_mins(1),
            dial: Duration::from_secs(30),
            handshake: Duration::from_secs(10),
            fallback: Duration::from_millis(300),
        }
    }
}

/// Sends requests and keeps the connections for the next ones. Clones share the connections.
#[derive(Clone)]
pub struct Wire {
    world: Arc<World>,
    trust: Arc<dyn Trust>,
    limits: Limits,
    pool: Arc<Pool>,
}

/// The answer to a request.
#[derive(Debug)]
pub struct Answer {
    /// `HTTP/1.1` or `HTTP/2.0`.
    pub protocol: String,
    /// The status code.
    pub status: u16,
    /// Code and reason as go writes them.
    pub status_text: String,
    /// The fields as sent, in order, one U+FFFD for each byte that is not UTF-8.
    pub headers: Vec<(String, String)>,
    /// The body, decoded.
    pub body: Body,
}

impl Answer {
    /// The first value of a field, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl Wire {
    /// A wire in `world` that believes whom `trust` believes.
    pub fn new(world: Arc<World>, trust: Arc<dyn Trust>, limits: Limits) -> Self {
        Self { world, trust, limits, pool: Arc::default() }
    }

    /// Makes one request: no redirects, no second try but net/http's own on a stale connection.
    ///
    /// Every phase goes to `recorder`; reading the body is the caller's to note.
    pub async fn send(
        &self,
        request: &Request,
        recorder: &Recorder,
        step: Step,
    ) -> Result<Answer, Failure> {
        let notes = Notes::new(recorder.clone(), step, request.id);
        notes.asked(request, self.pool.speaks_http2(request));
        let clock = Clock::start(&self.limits, &request.mode);
        let waiting = self.wait(request, step, clock);
        let answer = clock.bound(Phase::Head, self.exchange(request, &notes, clock)).await;
        match answer {
            Ok(answer) => Ok(Answer { body: answer.body.awaited(waiting), ..answer }),
            Err(failure) => {
                notes.failed(&failure);
                Err(failure)
            }
        }
    }

    /// Begins to wait for what `request` asks.
    fn wait(&self, request: &Request, step: Step, clock: Clock) -> Waiting {
        let through = request.via.as_ref().map(|via| format!(" through {}", via.shown()));
        let through = through.unwrap_or_default();
        let what = format!("{}: waiting for {}{through}", step.name(), request.authority());
        self.world.waits().begin(what, Some(clock.end()))
    }

    /// Makes the handshake that `request` would begin with, on a connection of its own, and ends
    /// it: not one byte of the request is sent.
    pub async fn shake(
        &self,
        request: &Request,
        recorder: &Recorder,
        step: Step,
    ) -> Result<(), Failure> {
        let notes = Notes::new(recorder.clone(), step, request.id);
        notes.shaking(request);
        let clock = Clock::start(&self.limits, &request.mode);
        let _waiting = self.wait(request, step, clock);
        let shaken = async {
            let mut secured = self.secure(request, &notes).await?;
            if secured.wants_certificate {
                wanted::complaint(&mut secured.stream).await?;
            }
            Ok(())
        };
        let shaken = clock.bound(Phase::Head, shaken).await;
        shaken.inspect_err(|failure| notes.failed(failure))
    }
}
