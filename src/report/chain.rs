//! The certificates that a server presented, in words.

use std::time::Duration;

use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    event::{Event, Fact, Judged},
    go::{text::lossy, version::Version, x509::Certificate},
    trace::Trace,
};

use super::Line;

/// A line or two for each certificate, and go's verdict where it refuses them.
pub(super) fn lines(judged: &Judged, trace: &Trace) -> Vec<Line> {
    let now = OffsetDateTime::parse(&trace.header.started, &Rfc3339).ok();
    let certificates = judged.chain.iter().enumerate();
    let mut lines: Vec<Line> =
        certificates.map(|(index, der)| certificate(index, &der.0, now)).collect();
    if let Some(first) = lines.first_mut() {
        first.label = "chain".into();
    }
    let refused = judged.error.iter().map(|error| Line { text: error.clone(), ..Line::default() });
    lines.extend(refused);
    lines
}

/// The certificates that an event shows, for machines.
pub(super) fn described(event: &Event) -> Vec<Value> {
    let Fact::Judged(judged) = &event.fact else { return Vec::new() };
    let all = judged.chain.iter().map(|der| match Certificate::parse(&der.0, Version::NEWEST) {
        Err(error) => json!({ "error": error.to_string() }),
        Ok(certificate) => fields(&certificate),
    });
    all.collect()
}

fn fields(certificate: &Certificate) -> Value {
    let time = |time: OffsetDateTime| time.format(&Rfc3339).unwrap_or_default();
    let dns: Vec<String> = certificate.dns_names().iter().map(|name| lossy(name)).collect();
    json!({
        "subject": certificate.subject().to_string(),
        "issuer": certificate.issuer().to_string(),
        "serial": certificate.serial_hex(),
        "dns_names": dns,
        "ip_addresses": certificate.ip_addresses(),
        "not_before": time(certificate.not_before()),
        "not_after": time(certificate.not_after()),
        "is_ca": certificate.is_ca(),
        "sha256": certificate.sha256(),
    })
}

fn certificate(index: usize, der: &[u8], now: Option<OffsetDateTime>) -> Line {
    let text = match Certificate::parse(der, Version::NEWEST) {
        Err(error) => format!("{index}  cannot be read: {error}"),
        Ok(certificate) => sentence(index, &certificate, now),
    };
    Line { text, ..Line::default() }
}

fn sentence(index: usize, certificate: &Certificate, now: Option<OffsetDateTime>) -> String {
    let validity = now.map(|now| validity(certificate, now)).unwrap_or_default();
    let kind = match (certificate.is_self_issued(), certificate.is_ca()) {
        (true, true) => "a CA that signs itself".to_owned(),
        (true, false) => format!("signs itself, {}", names(certificate)),
        (false, true) => format!("a CA, issued by {}", certificate.issuer()),
        (false, false) => format!("{}, issued by {}", names(certificate), certificate.issuer()),
    };
    format!("{index}  {}: {kind}{validity}", certificate.subject())
}

fn names(certificate: &Certificate) -> String {
    let dns = certificate.dns_names().iter().map(|name| lossy(name));
    let all: Vec<String> =
        dns.chain(certificate.ip_addresses().iter().map(ToString::to_string)).collect();
    match all.len() {
        0 => "names no host".to_owned(),
        1..=3 => format!("names {}", all.join(", ")),
        count => format!("names {} and {} more", all[..2].join(", "), count - 2),
    }
}

fn validity(certificate: &Certificate, now: OffsetDateTime) -> String {
    let day = Duration::from_hours(24).as_secs().cast_signed();
    let left = (certificate.not_after() - now).whole_seconds() / day;
    if certificate.not_after() < now {
        format!(", expired {} days ago", -left)
    } else if certificate.not_before() > now {
        ", not valid yet".to_owned()
    } else {
        format!(", valid for {left} days")
    }
}
