//! What the checks of netrc share.

use super::Case;
use crate::{
    event::Fact,
    go::netrc::{Odd, Oddity},
};

/// The first odd line of one of these kinds, with its file.
pub(super) fn odd<'a>(case: &Case<'a>, kinds: &[Oddity]) -> Option<(&'a str, &'a Odd)> {
    case.trace.events.iter().find_map(|event| match &event.fact {
        Fact::NetrcRead { file, odd, .. } => {
            Some((file.as_str(), odd.iter().find(|odd| kinds.contains(&odd.oddity))?))
        }
        _ => None,
    })
}

/// `FILE, line N`, and the machine.
pub(super) fn place((file, odd): (&str, &Odd)) -> String {
    match odd.machine.as_str() {
        "" => format!("{file}, line {}", odd.line),
        machine => format!("{file}, line {}: machine {machine}", odd.line),
    }
}

#[cfg(test)]
pub(in crate::checks) mod tests {
    use crate::{
        checks,
        event::{Event, Events, Fact, Step},
        go::{netrc, version::Version},
        trace::{Header, Trace},
    };

    /// Whether the finding `name` is there for a netrc file.
    pub(in crate::checks) fn is_found(name: &str, text: &str) -> bool {
        let (_, odd) = netrc::read(text.as_bytes());
        let fact = Fact::NetrcRead { file: "/n".into(), machines: Vec::new(), odd, error: None };
        let event = Event { at: 0, path: None, step: Step::Settings, probe: false, fact };
        let trace =
            Trace { header: Header::of_page("", Version::NEWEST), events: Events::from([event]) };
        let findings = checks::settings_findings(&trace);
        findings.iter().any(|finding| finding.name == name)
    }
}
