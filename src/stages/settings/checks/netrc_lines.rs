//! What the checks of netrc share.

use crate::{
    findings::view::View,
    go::cmd::auth::netrc::{Odd, Oddity},
    trace::Fact,
};

/// The first odd line of one of these kinds, with its file.
pub(crate) fn odd<'a>(view: &View<'a>, kinds: &[Oddity]) -> Option<(&'a str, &'a Odd)> {
    view.trace.events.iter().find_map(|event| match &event.fact {
        Fact::NetrcRead { file, odd, .. } => {
            Some((file.as_str(), odd.iter().find(|odd| kinds.contains(&odd.oddity))?))
        }
        _ => None,
    })
}

/// `FILE, line N`, and the machine.
pub(crate) fn place((file, odd): (&str, &Odd)) -> String {
    match odd.machine.as_str() {
        "" => format!("{file}, line {}", odd.line),
        machine => format!("{file}, line {}: machine {machine}", odd.line),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::{
        go::{cmd::auth::netrc, version::Version},
        stages,
        trace::{Event, Events, Fact, Header, Step, Trace},
    };

    /// Whether the finding `name` is there for a netrc file.
    pub(crate) fn is_found(name: &str, text: &str) -> bool {
        let (_, odd) = netrc::read(text.as_bytes());
        let fact = Fact::NetrcRead { file: "/n".into(), machines: Vec::new(), odd, error: None };
        let event = Event { at: 0, path: None, step: Step::Settings, probe: false, fact };
        let trace =
            Trace { header: Header::of_page("", Version::NEWEST), events: Events::from([event]) };
        let findings = stages::settings_findings(&trace);
        findings.iter().any(|finding| finding.name == name)
    }
}
