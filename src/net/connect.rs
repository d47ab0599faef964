//! Opening a connection: dialling, the proxy, TLS.

use super::{
    Request, Scheme, Via, Wire,
    dial::Dialler,
    fault,
    hello::Question,
    http1::Http1,
    http2::Http2,
    notes::Notes,
    pool::Line,
    proxy, request,
    socket::Stream,
    socks,
    tls::{Broken, Handshake, Secured},
};
use crate::{
    go::std::crypto::tls::flight::Peer,
    trace::{Failure, Recorder, Step},
};

impl Wire {
    /// A fresh connection for `request`.
    pub(super) async fn open(&self, request: &Request, notes: &Notes) -> Result<Line, Failure> {
        if !request.https {
            let stream = self.transport(request, notes).await?;
            return Ok(Line::One(Http1::new(stream, notes.facts(), self.trust.release())));
        }
        let Secured { stream, http2, .. } = self.secure(request, notes).await?;
        Ok(if http2 {
            Line::Two(Http2::start(stream, notes).await?)
        } else {
            Line::One(Http1::new(stream, notes.facts(), self.trust.release()))
        })
    }

    /// A fresh connection to the server of `request` after its handshake; nothing is asked yet.
    pub(super) async fn secure(
        &self,
        request: &Request,
        notes: &Notes,
    ) -> Result<Secured, Failure> {
        let stream = self.transport(request, notes).await?;
        let handshake = self.handshake(&request.host, request, notes, Peer::Server);
        match handshake.make(stream).await {
            Ok(secured) => Ok(secured),
            Err(Broken { failure, worth_a_probe: false }) => Err(failure),
            Err(Broken { failure, .. }) => Err(self.probe(request, notes, failure).await),
        }
    }

    /// A connection to the server of `request`, through the proxy where there is one. Nothing is
    /// asked of the server, and nothing noted.
    pub(crate) async fn way(&self, request: &Request) -> Result<Stream, Failure> {
        let recorder = Recorder::new(self.world.clone(), None);
        self.transport(request, &Notes::new(recorder, Step::Fetch, request.id)).await
    }

    /// The bytes' way to the server, through the proxy where there is one.
    async fn transport(&self, request: &Request, notes: &Notes) -> Result<Stream, Failure> {
        let dialler = Dialler { world: &self.world, limits: &self.limits, notes };
        let Some(via) = &request.via else {
            let socket = dialler.dial(&request.host, request.port()).await?;
            return Ok(Box::new(socket));
        };
        let of_proxy = |failure| fault::prefixed("proxyconnect tcp: ", failure);
        let mut socket = dialler.dial(&via.host, via.port).await.map_err(of_proxy)?;
        let mut stream: Stream = match via.scheme {
            Scheme::Socks5 => {
                socks::connect(&mut socket, via, &request.host, request.port()).await?;
                return Ok(Box::new(socket));
            }
            Scheme::Http => Box::new(socket),
            Scheme::Https => {
                let secured = self.secure_proxy(Box::new(socket), via, request, notes).await;
                secured.map_err(of_proxy)?
            }
        };
        if request.https {
            let target = request::join(&request.host, request.port());
            proxy::connect(&mut stream, via, &target, self.trust.release(), notes).await?;
        }
        Ok(stream)
    }

    async fn secure_proxy(
        &self,
        stream: Stream,
        via: &Via,
        request: &Request,
        notes: &Notes,
    ) -> Result<Stream, Failure> {
        let handshake = self.handshake(&via.host, request, notes, Peer::Proxy);
        let secured = handshake.make(stream).await.map_err(|broken| broken.failure)?;
        Ok(secured.stream)
    }

    fn handshake<'a>(
        &'a self,
        host: &'a str,
        request: &Request,
        notes: &'a Notes,
        peer: Peer,
    ) -> Handshake<'a> {
        let verified = request.mode.is_verified();
        Handshake { trust: &self.trust, limits: &self.limits, notes, host, verified, peer }
    }

    /// Asks the server that refused rustls's offer what it says to go's.
    async fn probe(&self, request: &Request, notes: &Notes, first: Failure) -> Failure {
        let Ok(stream) = self.transport(request, &notes.of_probe()).await else { return first };
        let (verified, offer) = (request.mode.is_verified(), &self.trust.offer());
        let question = Question { host: &request.host, verified, offer };
        let asked = question.ask(stream, first.clone());
        tokio::time::timeout(self.limits.handshake, asked).await.unwrap_or(first)
    }
}
