//! Connections that are open already, and one handshake for all who wait for the same server.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;

use super::{
    Answer, Body, Request, Via, Wire,
    body::Source,
    clock::Clock,
    http1::Http1,
    http2::Http2,
    notes::{Facts, Notes},
};
use crate::trace::Failure;

/// A connection.
pub(super) enum Line {
    One(Http1),
    Two(Http2),
}

/// A request that failed before the head of an answer.
pub(super) struct Unanswered {
    failure: Failure,
    again: bool,
}

/// The properties that two requests on one connection share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    https: bool,
    server: Option<(String, u16)>,
    via: Option<Via>,
    verified: bool,
}

/// The open connections.
#[derive(Default)]
pub(super) struct Pool {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    idle: HashMap<Key, Vec<Http1>>,
    shared: HashMap<Key, Http2>,
    flights: HashMap<Key, Arc<OnceCell<Flown>>>,
}

/// How the first connection of a key turned out.
#[derive(Clone)]
enum Flown {
    /// HTTP/2: all may use it.
    Shared,
    /// HTTP/1: each needs one of its own.
    Single,
    Failed(Failure, Facts),
}

/// go keeps so many idle connections to a server.
const IDLE: usize = 2;
/// How many old connections may turn out dead before the request gives up on them.
const PATIENCE: usize = 16;

impl Unanswered {
    /// The server saw nothing of it: it may be asked again on another connection.
    pub(super) fn again(failure: Failure) -> Self {
        Self { failure, again: true }
    }

    /// The server may have seen the request: it may not be asked again.
    pub(super) fn not(failure: Failure) -> Self {
        Self { failure, again: false }
    }
}

impl Key {
    fn of(request: &Request) -> Self {
        let server = (request.host.to_ascii_lowercase(), request.port());
        Self {
            https: request.https,
            server: (!request.is_forwarded()).then_some(server),
            via: request.via.clone(),
            verified: request.mode.is_verified(),
        }
    }

    /// Whether the server may choose HTTP/2.
    fn may_share(&self) -> bool {
        self.https && self.verified
    }
}

impl Pool {
    /// Whether a request would go over HTTP/2 as far as is known.
    pub(super) fn speaks_http2(&self, request: &Request) -> bool {
        self.state().shared.contains_key(&Key::of(request))
    }

    /// Keeps `line` for the next request.
    pub(super) fn keep(&self, key: Key, line: Http1) {
        let mut state = self.state();
        let idle = state.idle.entry(key).or_default();
        if idle.len() < IDLE {
            idle.push(line);
        }
    }

    fn take(&self, key: &Key) -> Option<Line> {
        let mut state = self.state();
        let shared = state.shared.get(key).cloned();
        shared.map(Line::Two).or_else(|| state.idle.get_mut(key)?.pop().map(Line::One))
    }

    fn share(&self, key: &Key, line: &Http2) {
        self.state().shared.insert(key.clone(), line.clone());
    }

    fn forget(&self, key: &Key, line: &Http2) {
        let mut state = self.state();
        if state.shared.get(key).is_some_and(|known| known.is(line)) {
            state.shared.remove(key);
        }
    }

    fn board(&self, key: &Key) -> Arc<OnceCell<Flown>> {
        self.state().flights.entry(key.clone()).or_default().clone()
    }

    fn land(&self, key: &Key, flight: &Arc<OnceCell<Flown>>) {
        let mut state = self.state();
        if state.flights.get(key).is_some_and(|known| Arc::ptr_eq(known, flight)) {
            state.flights.remove(key);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wire {
    /// Asks on an open connection, or on a new one where there is none or it has died.
    pub(super) async fn exchange(
        &self,
        request: &Request,
        notes: &Notes,
        clock: Clock,
    ) -> Result<Answer, Failure> {
        let key = Key::of(request);
        for _ in 0..PATIENCE {
            let (line, fresh) = match self.pool.take(&key) {
                Some(line) => (line, false),
                None => match self.connect(&key, request, notes).await? {
                    Some(line) => (line, true),
                    None => continue,
                },
            };
            if !fresh {
                notes.reused(line.facts());
            }
            match self.ask(line, &key, request, notes, clock).await {
                Err(unanswered) if fresh || !unanswered.again => return Err(unanswered.failure),
                Err(_) => {}
                Ok(answer) => return Ok(answer),
            }
        }
        Err(super::fault::undetermined("every open connection to the server died"))
    }

    /// A new connection. Where another request is opening the first one to the same server, waits
    /// for that; `None` sends the caller back to the pool.
    async fn connect(
        &self,
        key: &Key,
        request: &Request,
        notes: &Notes,
    ) -> Result<Option<Line>, Failure> {
        if !key.may_share() {
            return self.open(request, notes).await.map(Some);
        }
        let flight = self.pool.board(key);
        let mut own = None;
        let flown = flight.get_or_init(|| self.fly(key, request, notes, &mut own)).await.clone();
        self.pool.land(key, &flight);
        match (own, flown) {
            (Some(opened), _) => opened.map(Some),
            (None, Flown::Shared) => Ok(None),
            (None, Flown::Single) => self.open(request, notes).await.map(Some),
            (None, Flown::Failed(failure, facts)) => {
                notes.copied(&facts);
                Err(failure)
            }
        }
    }

    async fn fly(
        &self,
        key: &Key,
        request: &Request,
        notes: &Notes,
        own: &mut Option<Result<Line, Failure>>,
    ) -> Flown {
        let opened = self.open(request, notes).await;
        let flown = match &opened {
            Ok(Line::Two(line)) => {
                self.pool.share(key, line);
                Flown::Shared
            }
            Ok(Line::One(_)) => Flown::Single,
            Err(failure) => Flown::Failed(failure.clone(), notes.facts()),
        };
        *own = Some(opened);
        flown
    }

    async fn ask(
        &self,
        line: Line,
        key: &Key,
        request: &Request,
        notes: &Notes,
        clock: Clock,
    ) -> Result<Answer, Unanswered> {
        let (head, source, micros) = match line {
            Line::One(line) => {
                let begun = line.ask(&request.http1_head(), notes).await?;
                (begun.head, Source::One(Box::new(begun.body)), begun.micros)
            }
            Line::Two(line) => {
                let asked = line.clone().ask(request).await;
                if asked.is_err() {
                    self.pool.forget(key, &line);
                }
                let (head, body, micros) = asked?;
                (head, Source::Two(Box::new(body)), micros)
            }
        };
        notes.answered(&head, micros);
        let home = (self.pool.clone(), key.clone());
        let body = Body::new(source, &head, clock, self.limits.page, home);
        let headers = head.shown();
        let (protocol, status, status_text) = (head.protocol, head.status, head.status_text);
        Ok(Answer { protocol, status, status_text, headers, body })
    }
}

impl Line {
    fn facts(&self) -> &Facts {
        match self {
            Self::One(line) => &line.facts,
            Self::Two(line) => &line.facts,
        }
    }
}
