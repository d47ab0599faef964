//! Trying again what the network, not the server, made fail. go does not do this.

use std::time::Duration;

use crate::trace::{
    Concluded, Conclusion, Event, Failure, Fault, Limit, Of as _, Recorder, RequestFailed, Step,
    Told as _, TriedAgain, wire::Fact,
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

impl Attempts<'_> {
    /// What the last one came to, and what was seen of it: one that `fault` does not blame on the network, or that no
    /// other may follow. `attempt` is given a number, from 0.
    pub(crate) async fn make<T, F: Future<Output = (T, Vec<Event>)>>(
        self,
        fault: fn(&[Event]) -> Option<String>,
        attempt: impl Fn(u32) -> F,
    ) -> (T, Vec<Event>) {
        let mut number = 0;
        loop {
            let (answer, events) = attempt(number).await;
            let Some(error) = fault(&events).filter(|_| number < self.retries) else {
                return (answer, events);
            };
            number += 1;
            self.recorder.note_probe(self.step, TriedAgain { error });
            tokio::time::sleep(pause(number)).await;
        }
    }
}

/// What broke the connection, where that made the lookup fail and it may come out otherwise.
pub(crate) fn transport_fault(events: &[Event]) -> Option<String> {
    let failed = events.iter().told::<Concluded>().any(|concluded| {
        matches!(concluded.conclusion, Conclusion::Failed { .. } | Conclusion::Limit { .. })
    });
    if failed { last_fault(events) } else { None }
}

/// What broke the connection of the last request that go made.
pub(crate) fn last_fault(events: &[Event]) -> Option<String> {
    let own = events.iter().filter(|event| !event.probe);
    own.rev().find(|event| is_end(event)).and_then(broken)
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
    use super::*;
    use crate::{
        go::cmd::winner::Class,
        trace::{self, BodyRead, Refusal, Step},
    };

    fn fault(fact: impl Into<trace::Fact>, conclusion: Conclusion) -> Option<String> {
        let seen = Event::of(None, Step::Fetch, fact);
        transport_fault(&[seen, Event::of(None, Step::Root, Concluded { conclusion })])
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
    fn pauses_grow_to_a_bound() {
        let pauses = [1, 2, 3, 99].map(|attempt| pause(attempt).as_millis());
        assert_eq!(pauses, [250, 500, 1000, 8000]);
    }
}
