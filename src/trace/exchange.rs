//! The requests that go made in a run, each with all that was seen of it.

use std::{collections::HashMap, ptr};

use crate::{
    go::std::net::url::authority_of,
    trace::{
        Answered, Asked, BadHead, BodyRead, Chosen, Dialled, Event, Fact, Failure, Fault,
        Handshaken, Judged, Of, PageRead, Redirected, RequestId, Resolved, Step, Trace, Tunnelled,
        wire,
    },
};

/// All requests of a run, in the order in which they began; without those of our own.
#[derive(Clone, Debug, Default)]
pub struct Exchanges<'a>(Vec<Exchange<'a>>);

/// What tells one request of a run from another: its path, its number there, and whether it is of
/// the prefix's page, whose events are those of another lookup with its numbers.
type Key<'a> = (Option<&'a str>, RequestId, bool);

impl<'a> Exchanges<'a> {
    /// The requests that `trace` recorded.
    pub fn of(trace: &'a Trace) -> Self {
        Self::among(&trace.events)
    }

    /// The requests among `events`, which stand in the order in which they were recorded.
    pub fn among(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut exchanges: Vec<Exchange<'a>> = Vec::new();
        let mut open: HashMap<Key<'a>, usize> = HashMap::new();
        for event in events.into_iter().filter(|event| !event.probe) {
            let Some(request) = event.request else { continue };
            let key = (event.path.as_deref(), request, event.step == Step::Verify);
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

    /// The request that `event` begins.
    pub fn begun_by(&self, event: &Event) -> Option<&Exchange<'a>> {
        let asked = Asked::of(&event.fact)?;
        self.0.iter().find(|exchange| ptr::eq(exchange.asked, asked))
    }

    /// The request that `event` tells more of.
    pub fn told_by(&self, event: &Event) -> Option<&Exchange<'a>> {
        self.0.iter().find(|exchange| exchange.events.iter().any(|own| ptr::eq(*own, event)))
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
    /// When it began, in microseconds since the run did.
    pub at: u64,
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
    /// Whether go throws the answer away and asks once more.
    pub retried: bool,
    /// What was seen of it, in order, behind the question.
    pub events: Vec<&'a Event>,
}

/// A redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redirect<'a> {
    /// `Location` as sent.
    pub location: &'a str,
    /// The URL that it points to.
    pub to: Option<&'a str>,
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

    /// Whether the proxy on the way, where there is one, connected to the server.
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

    /// Whether `next` goes on with what this request was for: the redirect that it follows, or the
    /// second time that go asks.
    pub fn goes_on_in(&self, next: &Exchange<'_>) -> bool {
        let followed = self.redirect.is_some_and(|it| it.to == Some(next.asked.url.as_str()));
        (self.path, self.step) == (next.path, next.step) && (self.retried || followed)
    }

    /// When a fact of one kind was last seen of it, in microseconds since the run began.
    pub fn when<T: Of>(&self) -> Option<u64> {
        self.events.iter().rev().find(|event| T::of(&event.fact).is_some()).map(|event| event.at)
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
            at: event.at,
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
            retried: false,
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
            Fact::Redirected(Redirected { location, to, refused }) => {
                let (to, refused) = (to.as_deref(), refused.as_deref());
                self.redirect = Some(Redirect { location, to, refused });
            }
            Fact::Retried(_) => self.retried = true,
            // A question begins a request; the others say nothing of its answer, or are of a lookup.
            _ => {}
        }
    }
}
