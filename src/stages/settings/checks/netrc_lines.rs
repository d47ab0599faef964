//! What the checks of netrc share.

use crate::{
    findings::view::View,
    go::cmd::auth::netrc::{Odd, Oddity},
    trace::NetrcRead,
};

/// The first odd line of one of these kinds, with its file.
pub(crate) fn odd<'a>(view: &View<'a>, kinds: &[Oddity]) -> Option<(&'a str, &'a Odd)> {
    view.trace.all::<NetrcRead>().find_map(|(_, read)| {
        Some((read.file.as_str(), read.odd.iter().find(|odd| kinds.contains(&odd.oddity))?))
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
        findings::Finding,
        go::{cmd::auth::netrc, version::Version},
        stages,
        trace::{Event, Events, Header, NetrcRead, Step, Trace},
    };

    /// Whether the finding `name` is there for a netrc file.
    pub(crate) fn is_found(name: &str, text: &str) -> bool {
        found(name, text).is_some()
    }

    /// The finding `name` for a netrc file.
    pub(crate) fn found(name: &str, text: &str) -> Option<Finding> {
        let (_, odd) = netrc::read(text.as_bytes());
        let read = NetrcRead { file: "/n".into(), machines: Vec::new(), odd, error: None };
        let events = Events::from([Event::of(None, Step::Settings, read)]);
        let trace = Trace { header: Header::of_page("", Version::NEWEST), events };
        stages::settings_findings(&trace).into_iter().find(|finding| finding.name == name)
    }
}
