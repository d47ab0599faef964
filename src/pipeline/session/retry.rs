//! Trying again what the network, not the server, made fail. go does not do this.

use std::time::Duration;

use crate::trace::{Conclusion, Event, Fact, Failure};

/// What a failure of the connection begins with, in go's words.
const TRANSPORT: &[&str] = &[
    "EOF",
    "context deadline exceeded",
    "dial tcp",
    "http2: ",
    "net/http: TLS handshake timeout",
    "proxyconnect tcp: dial tcp",
    "read tcp",
    "socks connect",
    "unexpected EOF",
    "write tcp",
];

/// What broke the connection, where that made the lookup fail and it may come out otherwise.
pub(crate) fn transport_fault(events: &[Event]) -> Option<String> {
    let failed = events.iter().any(|event| {
        let Fact::Concluded { conclusion } = &event.fact else { return false };
        matches!(conclusion, Conclusion::Failed { .. } | Conclusion::Limit { .. })
    });
    let own = events.iter().filter(|event| failed && !event.probe);
    let broken = own.rev().find_map(outcome)?;
    TRANSPORT.iter().any(|begin| broken.starts_with(begin)).then_some(broken)
}

/// How long to wait before the attempt with this number, the first of which is 1.
pub(crate) fn pause(attempt: u32) -> Duration {
    const FIRST: Duration = Duration::from_millis(250);
    FIRST.saturating_mul(1 << attempt.saturating_sub(1).min(5))
}

/// How a request ended, where this event says so: what broke it, empty where nothing did.
fn outcome(event: &Event) -> Option<String> {
    match &event.fact {
        Fact::RequestFailed { failure: Failure::Go { text }, .. } => Some(text.clone()),
        Fact::RequestFailed { failure: Failure::Limit { limit }, .. } => {
            let time = limit.starts_with("request ");
            Some(if time {
                format!("context deadline exceeded: limit {limit}")
            } else {
                String::new()
            })
        }
        Fact::RequestFailed { .. } => Some(String::new()),
        Fact::BodyRead(body) => Some(body.error.clone().unwrap_or_default()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        go::cmd::winner::Class,
        trace::{BodyRead, Step},
    };

    fn event(fact: Fact) -> Event {
        Event { at: 0, path: None, step: Step::Fetch, probe: false, fact }
    }

    fn fault(fact: Fact, conclusion: Conclusion) -> Option<String> {
        transport_fault(&[event(fact), event(Fact::Concluded { conclusion })])
    }

    fn refused(text: &str) -> Fact {
        Fact::RequestFailed { request: 1, failure: Failure::Go { text: text.into() } }
    }

    fn failed() -> Conclusion {
        Conclusion::Failed { error: "x".into(), class: Class::NotExist }
    }

    #[test]
    fn only_the_network_is_tried_again() {
        let dial = "dial tcp 127.0.0.1:1: connect: connection refused";
        assert_eq!(fault(refused(dial), failed()), Some(dial.into()));
        let expired = "tls: failed to verify certificate: x509: certificate has expired";
        assert_eq!(fault(refused(expired), failed()), None);
        let unknown = Conclusion::Unknown { missing: "x".into() };
        assert_eq!(fault(refused(dial), unknown), None);
        let cut = BodyRead { error: Some("unexpected EOF".into()), ..BodyRead::default() };
        assert!(fault(Fact::BodyRead(cut), failed()).is_some());
        assert_eq!(fault(Fact::BodyRead(BodyRead::default()), failed()), None);
    }

    #[test]
    fn pauses_grow_to_a_bound() {
        let pauses = [1, 2, 3, 99].map(|attempt| pause(attempt).as_millis());
        assert_eq!(pauses, [250, 500, 1000, 8000]);
    }
}
