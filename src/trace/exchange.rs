//! The requests that go made in a run, each with all that was seen of it.

use std::collections::HashMap;

use crate::{
    go::std::net::url::authority_of,
    trace::{
        Answered, Asked, BadHead, BodyRead, Chosen, Dialled, Event, Fact, Failure, Fault,
        Handshaken, Judged, Of as _, PageRead, Redirected, RequestId, Resolved, Step, Trace,
        Tunnelled, wire,
    },
};

/// All requests of a run, in the order in which they began; without those of our own.
#[derive(Clone, Debug, Default)]
pub struct Exchanges<'a>(Vec<Exchange<'a>>);

/// What tells one request of a run from another: its path, its number there, and whose numbers those are.
type Key<'a> = (Option<&'a str>, RequestId, Series);

/// Who counts the requests of a path.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Series {
    Lookup,
    /// The lookup of the prefix's page, which has events and numbers of its own.
    Prefix,
    Proxies,
}

impl Series {
    fn of(step: Step) -> Self {
        match step {
            Step::Verify => Self::Prefix,
            Step::Proxy => Self::Proxies,
            _ => Self::Lookup,
        }
    }
}

impl<'a> Exchanges<'a> {
    /// The requests that `trace` recorded.
    pub fn of(trace: &'a Trace) -> Self {
        let mut exchanges: Vec<Exchange<'a>> = Vec::new();
        let mut open: HashMap<Key<'a>, usize> = HashMap::new();
        for event in trace.events.iter().filter(|event| !event.probe) {
            let Some(request) = event.request else { continue };
            let key = (event.path.as_deref(), request, Series::of(event.step));
            if let Some(asked) = Asked::of(&event.fact) {
                open.insert(key, exchanges.len());
                exchanges.push(Exchange::new(event, asked));
            } else if let Some(exchange) = open.get(&key).and_then(|at| exchanges.get_mut(*at)) {
                exchange.take(event);
            }
        }
        Self(exchanges)
    }

    /// The exchanges, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Exchange<'a>> {
        self.0.iter()
    }

    /// The requests of the lookup of `path`.
    pub fn of_path(&self, path: Option<&str>) -> impl DoubleEndedIterator<Item = &Exchange<'a>> {
        self.0.iter().filter(move |exchange| exchange.path == path)
    }
}

/// One request of go's.
#[derive(Clone, Debug)]
pub struct Exchange<'a> {
    /// The module path that is looked up.
    pub path: Option<&'a str>,
    /// The step that made it.
    pub step: Step,
    /// What was asked.
    pub asked: &'a Asked,
    /// Whether it went over a connection that was open already.
    pub reused: bool,
    /// The lookup of the host, or of the proxy.
    pub resolved: Option<&'a Resolved>,
    /// The addresses that were dialled.
    pub dialled: Vec<&'a Dialled>,
    /// The proxy's answer.
    pub tunnelled: Option<&'a Tunnelled>,
    /// The chain.
    pub judged: Option<&'a Judged>,
    /// The end of the handshake.
    pub handshaken: Option<&'a Handshaken>,
    /// What the server had chosen when the handshake failed.
    pub chosen: Option<&'a Chosen>,
    /// The head of the answer.
    pub answered: Option<&'a Answered>,
    /// The end of the body.
    pub body: Option<&'a BodyRead>,
    /// What was read from the page.
    pub page: Option<&'a PageRead>,
    /// Why there is no answer.
    pub failure: Option<&'a Failure>,
    /// Where the answer redirects to.
    pub redirect: Option<Redirect<'a>>,
    /// What was seen of it, in order, behind the question.
    pub events: Vec<&'a Event>,
}

/// A redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redirect<'a> {
    /// `Location` as sent.
    pub location: &'a str,
    /// go's reason, where it does not follow.
    pub refused: Option<&'a str>,
}

impl<'a> Exchange<'a> {
    /// The host of a connection that ended before its TLS handshake did, on the usual port.
    pub fn tls_host(&self) -> Option<&'a str> {
        let connected = self.dialled.iter().any(|dialled| dialled.error.is_none());
        let url = Some(&self.asked.url).filter(|url| url.starts_with("https:"))?;
        let host = authority_of(url)?;
        (connected && self.handshaken.is_none() && !host.contains([':', '@'])).then_some(host)
    }

    /// go's text for the failure, where go failed.
    pub fn go_text(&self) -> Option<&'a str> {
        self.failure?.error().map(|error| error.text.as_str())
    }

    /// The kind of the failure, where go failed.
    pub fn fault(&self) -> Option<&'a Fault> {
        self.failure?.error().map(|error| &error.kind)
    }

    /// Whether the server asked for a certificate of the client, in a handshake that ended or not.
    pub fn wants_certificate(&self) -> bool {
        self.handshaken.is_some_and(|seen| seen.wants_certificate)
            || self.chosen.is_some_and(|seen| seen.wants_certificate)
    }

    /// Whether the server, and not a proxy on the way, was reached over TCP.
    pub fn is_direct(&self) -> bool {
        self.asked.proxy.is_none()
    }

    /// Whether the proxy on the way, where there is one, led to the server.
    pub fn is_reached(&self) -> bool {
        let led = self.tunnelled.is_some_and(|it| it.status_line.contains(" 2"));
        let beyond = self.judged.is_some() || self.handshaken.is_some() || self.answered.is_some();
        self.is_direct() || led || beyond || self.is_past_socks()
    }

    /// Whether a SOCKS proxy let the connection through.
    fn is_past_socks(&self) -> bool {
        let socks = self.asked.proxy.as_ref().is_some_and(|proxy| proxy.starts_with("socks5"));
        let met = self.dialled.iter().any(|dialled| dialled.error.is_none());
        socks && met && self.fault().is_some_and(|fault| !matches!(fault, Fault::Socks(_)))
    }

    /// Whether the connection ended behind the handshake, without an answer.
    pub fn is_dropped(&self) -> bool {
        let dropped =
            matches!(self.fault(), Some(Fault::Eof | Fault::Reset | Fault::Head(BadHead::Reset)));
        dropped && self.handshaken.is_some() && self.answered.is_none()
    }

    /// Whether no address could be connected to.
    pub fn is_unconnected(&self) -> bool {
        !self.dialled.is_empty() && self.dialled.iter().all(|dialled| dialled.error.is_some())
    }

    /// A header field of the answer.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let headers = &self.answered?.headers;
        let found = headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn new(event: &'a Event, asked: &'a Asked) -> Self {
        Self {
            path: event.path.as_deref(),
            step: event.step,
            asked,
            reused: false,
            resolved: None,
            dialled: Vec::new(),
            tunnelled: None,
            judged: None,
            handshaken: None,
            chosen: None,
            answered: None,
            body: None,
            page: None,
            failure: None,
            redirect: None,
            events: Vec::new(),
        }
    }

    fn take(&mut self, event: &'a Event) {
        self.events.push(event);
        match &event.fact {
            Fact::Wire(fact) => self.take_wire(fact),
            fact => self.page = PageRead::of(fact).or(self.page),
        }
    }

    fn take_wire(&mut self, fact: &'a wire::Fact) {
        use wire::Fact;
        match fact {
            Fact::Reused(_) => self.reused = true,
            Fact::Resolved(seen) => self.resolved = Some(seen),
            Fact::Dialled(seen) => self.dialled.push(seen),
            Fact::Tunnelled(seen) => self.tunnelled = Some(seen),
            Fact::Judged(seen) => self.judged = Some(seen),
            Fact::Handshaken(seen) => self.handshaken = Some(seen),
            Fact::Chosen(seen) => self.chosen = Some(seen),
            Fact::Answered(seen) => self.answered = Some(seen),
            Fact::BodyRead(seen) => self.body = Some(seen),
            Fact::RequestFailed(seen) => self.failure = Some(&seen.failure),
            Fact::Redirected(Redirected { location, refused, .. }) => {
                self.redirect = Some(Redirect { location, refused: refused.as_deref() });
            }
            _ => {}
        }
    }
}
