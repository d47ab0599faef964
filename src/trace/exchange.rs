//! The requests that go made in one lookup, each with all that was seen of it.

use crate::trace::{
    Answered, Asked, BodyRead, Chosen, Dialled, Fact, Failure, Handshaken, Judged, PageRead,
    Resolved, Step, Trace, Tunnelled,
};

/// One request of go's.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// The step that made it.
    pub step: Step,
    /// What was asked.
    pub asked: &'a Asked,
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
    /// Where the answer leads.
    pub redirect: Option<Redirect<'a>>,
}

/// A redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redirect<'a> {
    /// `Location` as sent.
    pub location: &'a str,
    /// go's reason, where it does not follow.
    pub refused: Option<&'a str>,
}

impl<'a> Attempt<'a> {
    /// The host of a connection that ended before its TLS handshake did, on the usual port.
    pub fn tls_host(&self) -> Option<&'a str> {
        let connected = self.dialled.iter().any(|dialled| dialled.error.is_none());
        let rest = self.asked.url.strip_prefix("https://")?;
        let host = rest.split(['/', '?']).next()?;
        (connected && self.handshaken.is_none() && !host.contains([':', '@'])).then_some(host)
    }

    /// The requests of the lookup of `path`, in order; without those of our own.
    pub fn all(trace: &'a Trace, path: &str) -> Vec<Self> {
        let mut attempts: Vec<Self> = Vec::new();
        for event in trace.events.iter().filter(|e| !e.probe && e.path.as_deref() == Some(path)) {
            if let Fact::Asked(asked) = &event.fact {
                attempts.push(Self::new(event.step, asked));
            } else if let Some(attempt) = attempts.last_mut() {
                attempt.take(&event.fact);
            }
        }
        attempts
    }

    /// go's text for the failure, where go failed.
    pub fn go_text(&self) -> Option<&'a str> {
        match self.failure? {
            Failure::Go { text } => Some(text),
            Failure::Limit { .. } | Failure::Undetermined { .. } => None,
        }
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
        socks && met && self.go_text().is_some_and(|text| !text.starts_with("socks connect "))
    }

    /// Whether the connection ended behind the handshake, without an answer.
    pub fn is_dropped(&self) -> bool {
        let text = self.go_text().filter(|_| self.handshaken.is_some() && self.answered.is_none());
        text.is_some_and(|text| text == "EOF" || text.ends_with("connection reset by peer"))
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

    fn new(step: Step, asked: &'a Asked) -> Self {
        Self {
            step,
            asked,
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
        }
    }

    fn take(&mut self, fact: &'a Fact) {
        match fact {
            Fact::Resolved(seen) => self.resolved = Some(seen),
            Fact::Dialled(seen) => self.dialled.push(seen),
            Fact::Tunnelled(seen) => self.tunnelled = Some(seen),
            Fact::Judged(seen) => self.judged = Some(seen),
            Fact::Handshaken(seen) => self.handshaken = Some(seen),
            Fact::Chosen(seen) => self.chosen = Some(seen),
            Fact::Answered(seen) => self.answered = Some(seen),
            Fact::BodyRead(seen) => self.body = Some(seen),
            Fact::PageRead(seen) => self.page = Some(seen),
            Fact::RequestFailed { failure, .. } => self.failure = Some(failure),
            Fact::Redirected { location, refused, .. } => {
                self.redirect = Some(Redirect { location, refused: refused.as_deref() });
            }
            _ => {}
        }
    }
}
