//! What a run that is over saw, as the answers to the requests of another release: nothing is sent.

use std::collections::HashMap;

use bytes::Bytes;

use crate::{
    net::{Answer, Body, Request, Trust as _},
    pipeline::Session,
    trace::{Answered, Asked, BodyRead, Fact, Failure, Trace},
};

/// The requests of a run, by URL, each with what came of it, in order.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    requests: HashMap<String, Vec<Exchange>>,
}

/// A request and what came of it.
#[derive(Clone, Debug)]
struct Exchange {
    asked: Asked,
    /// The chain that the server presented, and whether the release refused it.
    chain: Option<(Vec<Vec<u8>>, bool)>,
    answered: Option<Answered>,
    body: Option<BodyRead>,
    failure: Option<Failure>,
}

impl Seen {
    /// What go asked in the runs that were recorded.
    pub(crate) fn of(traces: &[&Trace]) -> Self {
        let mut seen = Self::default();
        for trace in traces {
            seen.add(trace);
        }
        seen
    }

    fn add(&mut self, trace: &Trace) {
        let mut open: HashMap<&str, Exchange> = HashMap::new();
        for event in trace.events.iter().filter(|event| !event.probe) {
            let path = event.path.as_deref().unwrap_or_default();
            if let Fact::Asked(asked) = &event.fact {
                let fresh = Exchange::new(asked.clone());
                open.insert(path, fresh).into_iter().for_each(|done| self.keep(done));
            } else if let Some(exchange) = open.get_mut(path) {
                exchange.take(&event.fact);
            }
        }
        for done in open.into_values() {
            self.keep(done);
        }
    }

    fn keep(&mut self, done: Exchange) {
        self.requests.entry(done.asked.url.clone()).or_default().push(done);
    }

    /// The exchange for `request`, or for the `again`: same URL, same proxy, credentials or none.
    fn find(&self, request: &Request, again: bool) -> Option<&Exchange> {
        let found = self.requests.get(&request.url)?.get(usize::from(again))?;
        let logs_in = |name: &str| name.eq_ignore_ascii_case("Authorization");
        let own = request.headers.iter().any(|header| logs_in(&header.name));
        let theirs = found.asked.headers.iter().any(|(name, _)| logs_in(name));
        let way = request.via.is_some() == found.asked.proxy.is_some();
        let verified = request.mode.is_verified() != found.asked.unverified;
        (own == theirs && way && verified).then_some(found)
    }
}

impl Exchange {
    fn new(asked: Asked) -> Self {
        Self { asked, chain: None, answered: None, body: None, failure: None }
    }

    fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Judged(judged) => {
                let chain = judged.chain.der();
                self.chain = Some((chain, judged.error.is_some()));
            }
            Fact::Answered(answered) => self.answered = Some(answered.clone()),
            Fact::BodyRead(body) => self.body = Some(body.clone()),
            Fact::RequestFailed { failure, .. } => self.failure = Some(failure.clone()),
            _ => {}
        }
    }

    fn answer(&self) -> Result<Answer, Failure> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        let Some(head) = self.answered.clone() else { return Err(unseen()) };
        let body = self.body.as_ref();
        let (page, whole) = body.map_or((Bytes::new(), false), |body| {
            (body.page.0.clone(), body.complete && body.page.0.len() < KEPT)
        });
        Ok(Answer {
            protocol: head.protocol,
            status: head.status,
            status_text: head.status_text,
            headers: head.headers,
            body: Body::kept(page, if whole { Ok(()) } else { Err(unseen()) }),
        })
    }
}

/// A page of which so much is in a trace may have gone on.
const KEPT: usize = 256 << 10;

impl Session {
    /// What came of a request in the run that is over, by this release's rules about certificates.
    pub(crate) fn seen_before(
        &self,
        seen: &Seen,
        request: &Request,
        again: bool,
    ) -> Result<Answer, Failure> {
        let exchange = seen.find(request, again).ok_or_else(unseen)?;
        if let Some((chain, refused)) = exchange.chain.as_ref().filter(|_| request.https) {
            if request.mode.is_verified() {
                self.trust.judge(chain, Some(&request.host))?;
            }
            if *refused {
                return Err(unseen());
            }
        }
        exchange.answer()
    }
}

fn unseen() -> Failure {
    Failure::Undetermined { what: "a request that was not made".to_owned() }
}
