//! Hosts that say that they are asked too much: nobody else is sent to one until it may be asked again. go does not do
//! this; a check of many paths would else be answered by refusals alone.

use std::time::Duration;

use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use crate::{
    net::{Answer, Request},
    pipeline::Session,
    trace::Answered,
};

/// The longest time that a host is left alone, whatever it asks for.
const LONGEST: Duration = Duration::from_mins(1);

/// The time where a host says that there are too many requests, and not until when.
const USUAL: Duration = Duration::from_secs(1);

impl Session {
    /// Leaves the host alone for as long as its answer asks for, where this run is one that does so.
    pub(super) fn heed(&self, request: &Request, answer: &Answer) {
        let wait = wait(answer.status, retry_after(&answer.headers), self.world.now());
        if let Some(wait) = wait.filter(|_| self.options.heeds_busy_hosts) {
            for slots in [&self.slots, &self.asks] {
                slots.pause(&request.host, wait);
            }
        }
    }
}

/// How long to wait before a host that answered so is asked again; `None` where it does not say that it is busy.
pub(super) fn of(answered: &Answered, now: OffsetDateTime) -> Option<Duration> {
    wait(answered.status, retry_after(&answered.headers), now)
}

fn retry_after(headers: &[(String, String)]) -> Option<&str> {
    let field = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("Retry-After"));
    field.map(|(_, value)| value.trim())
}

/// How long a host that answered so is left alone (RFC 9110, 10.2.3: seconds or a date; RFC 6585, 4: the status 429).
fn wait(status: u16, retry_after: Option<&str>, now: OffsetDateTime) -> Option<Duration> {
    let asked = retry_after.and_then(|text| {
        let date = || OffsetDateTime::parse(&text.replace("GMT", "+0000"), &Rfc2822).ok();
        let until = || Duration::try_from(date()? - now).ok();
        text.parse().ok().map(Duration::from_secs).or_else(until)
    });
    let wait = match status {
        429 => asked.unwrap_or(USUAL),
        503 => asked?,
        _ => return None,
    };
    Some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_host_says_until_when() {
        let now = datetime!(2026-11-30 12:00 UTC);
        let seconds = |status, field| wait(status, field, now).map(|wait| wait.as_secs());
        assert_eq!(seconds(429, Some("7")), Some(7));
        assert_eq!(seconds(429, None), Some(1));
        assert_eq!(seconds(429, Some("soon")), Some(1));
        assert_eq!(seconds(429, Some("Mon, 30 Nov 2026 12:00:09 GMT")), Some(9));
        assert_eq!(seconds(503, Some("100000")), Some(60));
        assert_eq!(seconds(503, None), None);
        assert_eq!(seconds(200, Some("7")), None);
    }
}
