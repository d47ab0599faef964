//! What runs for several releases share: each distinct request is made once, and only if one of
//! them would make it.

use std::{collections::HashMap, fmt::Write as _, sync::Arc};

use bytes::Bytes;
use tokio::sync::Mutex;

use crate::{
    net::{Answer, Body, Request, Trust as _},
    pipeline::Session,
    secret::{UrlText, shown_fields},
    trace::{
        Answered, Asked, Fact, Failure, Judged, Limit, PackageSought, Recorder, RequestFailed,
        Step, Told as _,
    },
};

use super::{lookup::Lookup, seen::Seen};

/// How much of a page is kept for the other releases.
const MAX_BODY: usize = 1 << 20;

/// A run's part in what the runs share. Clones have the same part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Share {
    answers: Arc<Answers>,
    /// Whether the answers to another run's requests will do.
    takes: bool,
    /// What a run that is over saw, where nothing may be sent.
    seen: Option<Arc<Seen>>,
}

/// The requests made so far, and what came of them.
#[derive(Debug, Default)]
struct Answers {
    requests: Mutex<HashMap<String, Arc<Mutex<Option<Known>>>>>,
    chains: Mutex<HashMap<String, Chain>>,
    pings: Mutex<HashMap<String, bool>>,
    folders: Mutex<HashMap<(UrlText, String), PackageSought>>,
}

/// The certificates that a server presented.
type Chain = Arc<Vec<Vec<u8>>>;

/// What came of a request.
#[derive(Clone, Debug)]
struct Known {
    outcome: Result<Kept, Failure>,
    /// Whether it failed because the release did not believe the certificates.
    distrusted: bool,
}

/// An answer, read as far as it is kept.
#[derive(Clone, Debug)]
struct Kept {
    protocol: String,
    status: u16,
    status_text: String,
    headers: Vec<(String, String)>,
    body: Bytes,
    end: Result<(), Failure>,
}

impl Share {
    /// The part of a run that sends nothing: it has the answers that another one got.
    pub(crate) fn only(seen: Seen) -> Self {
        Self { seen: Some(Arc::new(seen)), ..Self::default() }
    }

    /// Whether there are answers without sending anything.
    pub(crate) fn is_closed(&self) -> bool {
        self.seen.is_some()
    }

    /// The part of a run that takes what came of the others' requests.
    pub(crate) fn beside(&self) -> Self {
        Self { takes: true, ..self.clone() }
    }
}

impl Session {
    /// Sends a request, or takes what came of it for another release. `again` is the second one
    /// that go makes after a 4xx.
    pub(crate) async fn send(
        &self,
        request: &Request,
        again: bool,
        step: Step,
        lookup: &Lookup,
    ) -> Result<Answer, Failure> {
        let Some(Share { answers, takes, seen }) = &self.share else {
            return self.wire.send(request, &lookup.recorder, step).await;
        };
        if let Some(seen) = seen {
            return self.seen_before(seen, request, again);
        }
        let slot = answers.requests.lock().await.entry(key(request, again)).or_default().clone();
        let mut slot = slot.lock().await;
        if let Some(known) = slot.as_ref().filter(|_| *takes) {
            let outcome = match self.believes(answers, request).await {
                Ok(()) if known.distrusted => None,
                Ok(()) => Some(known.outcome.clone()),
                Err(failure) => Some(Err(failure)),
            };
            if let Some(outcome) = outcome {
                note(request, &outcome, step, lookup);
                return outcome.map(Kept::answer);
            }
        }
        let known = Box::pin(self.known(answers, request, step, lookup)).await;
        slot.insert(known).outcome.clone().map(Kept::answer)
    }

    /// Whether a VCS tool that was called so for another release said yes.
    pub(crate) async fn known_ping(&self, argv: &[String]) -> Option<bool> {
        let share = self.share.as_ref().filter(|share| share.takes)?;
        share.answers.pings.lock().await.get(&argv.join(" ")).copied()
    }

    /// Keeps what a VCS tool said.
    pub(crate) async fn keep_ping(&self, argv: &[String], answers: bool) {
        if let Some(share) = &self.share {
            share.answers.pings.lock().await.insert(argv.join(" "), answers);
        }
    }

    /// What was seen for another release of a folder of a repository; nothing was run for it again.
    pub(crate) async fn known_folder(&self, repo: &UrlText, dir: &str) -> Option<PackageSought> {
        let share = self.share.as_ref().filter(|share| share.takes)?;
        let key = (repo.clone(), dir.to_owned());
        let known = share.answers.folders.lock().await.get(&key).cloned()?;
        Some(PackageSought { ran: Vec::new(), ..known })
    }

    /// Keeps what was seen of a folder.
    pub(crate) async fn keep_folder(&self, seen: &PackageSought) {
        if let Some(share) = &self.share {
            let key = (seen.repo.clone(), seen.dir.clone());
            share.answers.folders.lock().await.insert(key, seen.clone());
        }
    }

    /// Whether this release believes the certificates that another one was shown.
    async fn believes(&self, answers: &Answers, request: &Request) -> Result<(), Failure> {
        let chain = answers.chains.lock().await.get(&server(request)).cloned();
        match chain.filter(|_| request.https && request.mode.is_verified()) {
            Some(chain) => self.trust.judge(&chain, Some(&request.host)),
            None => Ok(()),
        }
    }

    async fn known(
        &self,
        answers: &Answers,
        request: &Request,
        step: Step,
        lookup: &Lookup,
    ) -> Known {
        let own = Recorder::new(self.world.clone(), Some(lookup.path.as_str().into()));
        let sent = self.wire.send(request, &own, step).await;
        let events = own.take();
        lookup.recorder.copy(&events);
        let judged = events.iter().told::<Judged>().next();
        if let Some(judged) = judged {
            let chain = judged.chain.der();
            answers.chains.lock().await.insert(server(request), Arc::new(chain));
        }
        let distrusted = judged.is_some_and(|judged| judged.error.is_some());
        let outcome = match sent {
            Ok(answer) => Ok(kept(answer).await),
            Err(failure) => Err(failure),
        };
        Known { outcome, distrusted }
    }
}

impl Kept {
    fn answer(self) -> Answer {
        Answer {
            protocol: self.protocol,
            status: self.status,
            status_text: self.status_text,
            headers: self.headers,
            body: Body::kept(self.body, self.end),
        }
    }
}

/// Notes what another release's request came to as one of this release's own.
fn note(request: &Request, outcome: &Result<Kept, Failure>, step: Step, lookup: &Lookup) {
    let (id, url) = (request.id, request.url.clone());
    lookup.recorder.note_of(step, id, Asked { url, ..Asked::default() });
    let fact: Fact = match outcome {
        Ok(kept) => Answered {
            protocol: kept.protocol.clone(),
            status: kept.status,
            status_text: kept.status_text.clone(),
            headers: shown_fields(kept.headers.clone()),
            more: 0,
            micros: 0,
        }
        .into(),
        Err(failure) => RequestFailed { failure: failure.clone() }.into(),
    };
    lookup.recorder.note_of(step, id, fact);
}

async fn kept(answer: Answer) -> Kept {
    let Answer { protocol, status, status_text, headers, mut body } = answer;
    let mut bytes = Vec::new();
    let end = loop {
        match body.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break Ok(()),
            Err(failure) => break Err(failure),
        }
        if bytes.len() > MAX_BODY {
            break Err(Failure::Limit(Limit::Body(MAX_BODY as u64)));
        }
    };
    Kept { protocol, status, status_text, headers, body: bytes.into(), end }
}

/// What makes a request the same as another.
fn key(request: &Request, again: bool) -> String {
    let Request { agent, headers, via, mode, .. } = request;
    let verified = mode.is_verified();
    let mut key =
        format!("{} {} {agent:?} {via:?} {verified} {again}", server(request), request.target);
    for header in headers {
        // Writing to a text cannot fail.
        let _ = write!(key, " {}: {}", header.name, header.value);
    }
    key
}

fn server(request: &Request) -> String {
    format!("{} {} {:?}", request.https, request.host, request.port)
}
