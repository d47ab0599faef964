//! Trying again what the network, not the server, made fail, and what a server says to ask for later. go does not do this.

use std::time::Duration;

use super::busy;
use crate::trace::{
    Answered, Concluded, Conclusion, Event, Failure, Fault, Limit, Of as _, Recorder,
    RequestFailed, Step, Told as _, TriedAgain, wire::Fact,
};

/// Attempts, of which the network may make some fail.
pub(crate) struct Attempts<'a> {
    /// How many may follow the first.
    pub retries: u32,
    /// Takes note of those that are made again.
    pub recorder: &'a Recorder,
    /// The step to which they belong.
    pub step: Step,
}

/// Why an attempt may come out otherwise when it is made again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Passing {
    /// The network, by its error.
    Network(String),
    /// The server, which answers so and says how often it may be asked.
    Busy(Answered),
}

impl Attempts<'_> {
    /// What the last one came to, and what was seen of it: one whose fault is not a passing one, or that no other may
    /// follow. `attempt` is given a number, from 0.
    pub(crate) async fn make<T, F: Future<Output = (T, Vec<Event>)>>(
        self,
        fault: fn(&[Event]) -> Option<Passing>,
        attempt: impl Fn(u32) -> F,
    ) -> (T, Vec<Event>) {
        let mut number = 0;
        loop {
            let (answer, events) = attempt(number).await;
            let again = fault(&events).filter(|_| number < self.retries);
            let Some((error, wait)) = again.and_then(|it| self.told(it)) else {
                return (answer, events);
            };
            number += 1;
            self.recorder.note_probe(self.step, TriedAgain { error });
            tokio::time::sleep(pause(number).max(wait)).await;
        }
    }
}

impl Attempts<'_> {
    /// What made it fail, and how long it takes at least until that is over; `None` where nobody says.
    fn told(&self, fault: Passing) -> Option<(String, Duration)> {
        match fault {
            Passing::Network(error) => Some((error, Duration::ZERO)),
            Passing::Busy(answered) => {
                let wait = busy::of(&answered, self.recorder.now())?;
                Some((answered.status_text, wait))
            }
        }
    }
}

/// What made the lookup fail, where it may come out otherwise when it is made again.
pub(crate) fn passing_fault(events: &[Event]) -> Option<Passing> {
    let failed = events.iter().told::<Concluded>().any(|concluded| {
        matches!(concluded.conclusion, Conclusion::Failed { .. } | Conclusion::Limit { .. })
    });
    if failed { last_fault(events) } else { None }
}

/// What broke the connection of the last request that go made, or the server's word that it is busy.
pub(crate) fn last_fault(events: &[Event]) -> Option<Passing> {
    let own = || events.iter().rev().filter(|event| !event.probe);
    if let Some(error) = own().find(|event| is_end(event)).and_then(broken) {
        return Some(Passing::Network(error));
    }
    match own().find_map(|event| Fact::of(&event.fact).filter(|fact| is_outcome(fact)))? {
        Fact::Answered(answered) if matches!(answered.status, 429 | 503) => {
            Some(Passing::Busy(answered.clone()))
        }
        _ => None,
    }
}

/// Whether `fault` is the connection's, and not the server's word.
fn is_of_transport(fault: &Fault) -> bool {
    match fault {
        Fault::Proxy(fault) => fault.is_of_dialling(),
        Fault::Reset
        | Fault::Broken
        | Fault::Eof
        | Fault::Cut
        | Fault::Timeout(_)
        | Fault::Socks(_)
        | Fault::GoAway
        | Fault::NotHttp2 => true,
        other => other.is_of_dialling(),
    }
}

/// How long to wait before the attempt with this number, the first of which is 1.
fn pause(attempt: u32) -> Duration {
    const FIRST: Duration = Duration::from_millis(250);
    FIRST.saturating_mul(1 << attempt.saturating_sub(1).min(5))
}

/// Whether a request came to this.
fn is_outcome(fact: &Fact) -> bool {
    matches!(fact, Fact::Answered(_) | Fact::RequestFailed(_))
}

/// Whether this event is the end of a request.
fn is_end(event: &Event) -> bool {
    matches!(Fact::of(&event.fact), Some(Fact::RequestFailed(_) | Fact::BodyRead(_)))
}

/// What broke the connection of the request that ended so.
fn broken(end: &Event) -> Option<String> {
    match Fact::of(&end.fact)? {
        Fact::RequestFailed(RequestFailed { failure: Failure::Go(error) }) => {
            is_of_transport(&error.kind).then(|| error.text.clone())
        }
        Fact::RequestFailed(RequestFailed {
            failure: Failure::Limit(limit @ Limit::Request(_)),
        }) => Some(format!("context deadline exceeded: limit {limit}")),
        Fact::BodyRead(body) => {
            let broken = body.fault.as_ref().is_some_and(is_of_transport);
            body.error.clone().filter(|_| broken)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        go::cmd::winner::Class,
        trace::{self, BodyRead, Refusal, Step},
        world::World,
    };

    fn fault(fact: impl Into<trace::Fact>, conclusion: Conclusion) -> Option<String> {
        let seen = Event::of(None, Step::Fetch, fact);
        passing(&[seen, Event::of(None, Step::Root, Concluded { conclusion })])
    }

    fn passing(events: &[Event]) -> Option<String> {
        passing_fault(events).map(|fault| match fault {
            Passing::Network(error) => error,
            Passing::Busy(answered) => answered.status_text,
        })
    }

    fn refused(kind: Fault, text: &str) -> RequestFailed {
        RequestFailed { failure: Failure::go(kind, text) }
    }

    fn failed() -> Conclusion {
        Conclusion::Failed { error: "x".into(), class: Class::NotExist }
    }

    #[test]
    fn only_the_network_is_tried_again() {
        let dial = "dial tcp 127.0.0.1:1: connect: connection refused";
        assert_eq!(fault(refused(Fault::Refused, dial), failed()), Some(dial.into()));
        let expired = "tls: failed to verify certificate: x509: certificate has expired";
        let chain = Fault::Chain(Refusal::Expired { at: Some(0) });
        assert_eq!(fault(refused(chain, expired), failed()), None);
        let unknown = Conclusion::Unknown { missing: "x".into() };
        assert_eq!(fault(refused(Fault::Refused, dial), unknown), None);
        let cut = BodyRead {
            error: Some("unexpected EOF".into()),
            fault: Some(Fault::Cut),
            ..BodyRead::default()
        };
        assert!(fault(cut, failed()).is_some());
        assert_eq!(fault(BodyRead::default(), failed()), None);
    }

    #[test]
    fn a_server_that_is_busy_is_asked_again() {
        let answered = |status, headers: &[(&str, &str)]| Answered {
            status,
            status_text: format!("{status} x"),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            ..Answered::default()
        };
        assert_eq!(fault(answered(429, &[]), failed()).as_deref(), Some("429 x"));
        assert_eq!(fault(answered(404, &[("Retry-After", "1")]), failed()), None);
        let recorder = Recorder::new(Arc::new(World::empty()), None);
        let attempts = Attempts { retries: 1, recorder: &recorder, step: Step::Fetch };
        let wait =
            |answered| attempts.told(Passing::Busy(answered)).map(|(_, wait)| wait.as_secs());
        assert_eq!(wait(answered(429, &[("retry-after", "7")])), Some(7));
        assert_eq!(wait(answered(503, &[("Retry-After", "7")])), Some(7));
        assert_eq!(wait(answered(503, &[])), None);
    }

    #[test]
    fn pauses_grow_to_a_bound() {
        let pauses = [1, 2, 3, 99].map(|attempt| pause(attempt).as_millis());
        assert_eq!(pauses, [250, 500, 1000, 8000]);
    }
}
