//! The certificates that a server presented, in words.

use std::time::Duration;

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    findings::Line,
    trace::{Contents, Described, Event, Fact, Judged, Shared, Trace},
};

/// A line or two for each certificate, and go's verdict where it refuses them.
pub(crate) fn lines(judged: &Judged, trace: &Trace) -> Vec<Line> {
    let now = OffsetDateTime::parse(&trace.header.started, &Rfc3339).ok();
    let certificates = judged.chain.described().iter().enumerate();
    let mut lines: Vec<Line> =
        certificates.map(|(index, described)| certificate(index, described, now)).collect();
    if let Some(first) = lines.first_mut() {
        first.label = "chain".into();
    }
    let refused = judged.error.iter().map(|error| Line { text: error.clone(), ..Line::default() });
    lines.extend(refused);
    lines
}

/// The certificates that an event shows, for machines.
pub(crate) fn described(event: &Event) -> Option<&Shared<Vec<Described>>> {
    let Fact::Judged(judged) = &event.fact else { return None };
    Some(judged.chain.described()).filter(|described| !described.is_empty())
}

fn certificate(index: usize, described: &Described, now: Option<OffsetDateTime>) -> Line {
    let text = match described {
        Described::Unreadable { error } => format!("{index}  cannot be read: {error}"),
        Described::Read(contents) => sentence(index, contents, now),
    };
    Line { text, ..Line::default() }
}

fn sentence(index: usize, contents: &Contents, now: Option<OffsetDateTime>) -> String {
    let validity = now.map(|now| validity(contents, now)).unwrap_or_default();
    let issuer = &contents.issuer;
    let kind = match (contents.is_self_issued, contents.is_ca) {
        (true, true) => "a CA that signs itself".to_owned(),
        (true, false) => format!("signs itself, {}", names(contents)),
        (false, true) => format!("a CA, issued by {issuer}"),
        (false, false) => format!("{}, issued by {issuer}", names(contents)),
    };
    format!("{index}  {}: {kind}{validity}", contents.subject)
}

fn names(contents: &Contents) -> String {
    let addresses = contents.ip_addresses.iter().map(ToString::to_string);
    let all: Vec<String> = contents.dns_names.iter().cloned().chain(addresses).collect();
    match all.len() {
        0 => "names no host".to_owned(),
        1..=3 => format!("names {}", all.join(", ")),
        count => format!("names {} and {} more", all[..2].join(", "), count - 2),
    }
}

fn validity(contents: &Contents, now: OffsetDateTime) -> String {
    let day = Duration::from_hours(24).as_secs().cast_signed();
    let left = (contents.not_after - now).whole_seconds() / day;
    if contents.not_after < now {
        format!(", expired {} days ago", -left)
    } else if contents.not_before > now {
        ", not valid yet".to_owned()
    } else {
        format!(", valid for {left} days")
    }
}
