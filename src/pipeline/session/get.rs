//! One GET as go's HTTP client makes it, through its redirects.

use std::time::Duration;

use crate::{
    go::{
        godebug::{self, Network},
        std::{
            net::{
                http::{
                    proxy,
                    redirect::{Hops, is_followed},
                },
                url::{ParseError, Url},
            },
            strconv::text::{get_error, lossy, quote, url_error},
        },
        version::Change,
    },
    net::{Agent, Answer, Header, Method, Mode, Request, Via},
    pipeline::{Halt, Session},
    secret::redact_url,
    trace::{Failure, Redirected, RequestId, Retried, Step},
};

use super::{credentials, lookup::Lookup};

/// The limit of go's client for https with GOINSECURE, from the first request to the body's end.
const UNVERIFIED_LIMIT: Duration = Duration::from_secs(5);

/// How many redirects we follow for a release that follows them without an end.
pub(crate) const MAX_HOPS: usize = 100;

/// Which of go's HTTP clients makes the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// Certificates are verified, https is not left.
    Verified,
    /// Certificates are not verified, 5 seconds for it all (GOINSECURE).
    Unverified,
}

impl Client {
    /// How it verifies, from now on.
    pub(crate) fn mode(self) -> Mode {
        match self {
            Self::Verified => Mode::Verified,
            Self::Unverified => {
                Mode::Unverified { deadline: tokio::time::Instant::now() + UNVERIFIED_LIMIT }
            }
        }
    }
}

/// The answer at the end of the redirects.
pub(crate) struct Got {
    /// The last request.
    pub request: RequestId,
    /// Its answer.
    pub answer: Answer,
}

impl Session {
    /// GETs `url`, and since 1.24 once more after a 4xx over https, with credentials where GOAUTH has some by then.
    ///
    /// An `Err` of go's is the whole `Get "URL": …`. The second GET of go 1.27 has its HTTP library's own name.
    pub(crate) async fn get_twice(
        &self,
        url: &str,
        client: Client,
        step: Step,
        lookup: &Lookup,
    ) -> Result<Got, Halt> {
        let https = url.starts_with("https:");
        if https {
            self.prepare_credentials().await?;
        }
        let own = self.version.has(Change::CommandAgent);
        let agent = if own { Agent::Command } else { Agent::Library };
        let got = self.get_as(agent, false, url, client, step, lookup).await?;
        let refused = (400..500).contains(&got.answer.status);
        if !refused || !https || !self.version.has(Change::ClientErrorsAskedTwice) {
            return Ok(got);
        }
        let status = got.answer.status;
        lookup.recorder.note_of(step, got.request, Retried { status });
        let head = credentials::head_of(&got.answer);
        drop(got);
        self.renew_credentials(url, client, head, step, lookup).await?;
        self.get_as(Agent::Library, true, url, client, step, lookup).await
    }

    async fn get_as(
        &self,
        agent: Agent,
        again: bool,
        url: &str,
        client: Client,
        step: Step,
        lookup: &Lookup,
    ) -> Result<Got, Halt> {
        let url = Url::parse_by(url, self.version);
        let url = url.map_err(|error| Halt::Go(self.parse_error(&error)))?;
        self.may_use_network()?;
        let secure = client == Client::Verified;
        let mode = client.mode();
        let mut hops = Hops::new(url, secure, self.version);
        loop {
            let request = self.request(&hops, agent.clone(), mode, lookup)?;
            let id = request.id;
            let sent = self.send(&request, again, step, lookup).await;
            let answer = sent.map_err(|failure| self.failed(&hops, failure))?;
            self.heed(&request, &answer);
            let Some(location) = location(&answer) else {
                return Ok(Got { request: id, answer });
            };
            let outcome =
                hops.follow(location.as_bytes()).map(|url| redact_url(&lossy(&url.redacted())));
            let (to, refusal) = match outcome {
                Ok(to) => (Some(to), None),
                Err(refusal) => (None, Some(refusal)),
            };
            // go prints the password of the URL that it does not follow to; we do not.
            let refused = refusal.as_ref().map(|refusal| redact_url(&refusal.why));
            let location = redact_url(&location);
            let why = refused.clone();
            lookup.recorder.note_of(step, id, Redirected { location, to, refused });
            if let Some((refusal, why)) = refusal.zip(why) {
                return Err(Halt::Go(self.get_error(&refusal.url, &why)));
            }
            if hops.count() > MAX_HOPS {
                return Err(Halt::Limit(format!("redirects {MAX_HOPS}")));
            }
        }
    }

    /// Whether GODEBUG leaves go a network.
    pub(crate) fn may_use_network(&self) -> Result<(), Halt> {
        let godebug = self.world.var("GODEBUG").filter(|_| self.version.has(Change::NetworkLimit));
        let godebug = godebug.map(|value| lossy(value.as_encoded_bytes())).unwrap_or_default();
        match godebug::network(&godebug) {
            Ok(Network::Open | Network::Limited(_)) => Ok(()),
            Ok(Network::Closed(value)) => {
                Err(Halt::Go(format!("network disabled by cmdgonetlimit={value}")))
            }
            Err(error) => Err(Halt::Fatal(error.to_string())),
        }
    }

    /// A failure of the request that `hops` has come to.
    fn failed(&self, hops: &Hops, failure: Failure) -> Halt {
        match failure {
            Failure::Go(error) => {
                Halt::Go(self.get_error(&lossy(&hops.last().in_client_error()), &error.text))
            }
            other => other.into(),
        }
    }

    /// `Get "URL": WHY`.
    fn get_error(&self, url: &str, why: &str) -> String {
        redact_url(&get_error(url, why, self.version))
    }

    /// `parse "URL": WHY`.
    pub(crate) fn parse_error(&self, error: &ParseError) -> String {
        redact_url(&url_error("parse", &error.input, &error.fault.to_string(), self.version))
    }

    pub(crate) fn request(
        &self,
        hops: &Hops,
        agent: Agent,
        mode: Mode,
        lookup: &Lookup,
    ) -> Result<Request, Halt> {
        let url = hops.last();
        let shown = redact_url(&lossy(&url.redacted()));
        let fails = |why: String| Halt::Go(self.get_error(&lossy(&url.in_client_error()), &why));
        let https = match url.scheme() {
            "https" => true,
            "http" => false,
            other => return Err(fails(format!("unsupported protocol scheme {}", quote(other)))),
        };
        if url.host().is_empty() {
            return Err(fails("http: no Host in request URL".into()));
        }
        let proxy = proxy::for_url(&self.proxies, url, self.version)
            .map_err(|error| fails(error.to_string()))?;
        let port = port(url).map_err(|port| match proxy.proxy {
            None => fails(format!("dial tcp: address {port}: invalid port")),
            Some(_) => Halt::Unknown(format!("what the HTTP proxy says of port {port}")),
        })?;
        let mut headers = self.credentials_for(hops);
        let agent = credentials::own_agent(&mut headers, agent);
        if !headers.iter().any(|header| header.name == "Referer") {
            headers.extend(hops.referer().map(|from| Header::plain("Referer", from)));
        }
        let via = proxy.proxy.map(Via::from);
        if let Some((user, password)) = via.as_ref().and_then(|via| via.credentials.as_ref()) {
            self.world.secrets().add_login(user.as_bytes(), password.as_bytes());
        }
        Ok(Request {
            id: lookup.next_request(),
            method: Method::Get,
            https,
            // A name in other letters goes over the wire in those of the DNS.
            host: proxy::ascii(&lossy(url.hostname())),
            port,
            target: lossy(&url.request_uri()),
            url: shown,
            agent,
            headers,
            via,
            mode,
        })
    }
}

/// The port of `url` as a number, where one is written; its digits where it is too large for a port.
fn port(url: &Url) -> Result<Option<u16>, &str> {
    match url.port() {
        "" => Ok(None),
        digits => digits.parse().map(Some).map_err(|_| digits),
    }
}

/// Where the response redirects to, if go follows it.
pub(crate) fn location(answer: &Answer) -> Option<String> {
    let header = answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"));
    header
        .filter(|(_, value)| is_followed(answer.status) && !value.is_empty())
        .map(|(_, value)| value.clone())
}
