//! What the checks of settings share: the settings of a run, the patterns in them, lines that set others.

use super::Case;
use crate::{
    event::{Fact, Surroundings},
    go::{
        env::{GoEnv, Origin, Setting},
        text::quote,
    },
    secret::redact_url,
};

/// The variables that hold lists of module path patterns.
pub(super) const LISTS: &[&str] = &["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"];

/// One pattern of a list.
pub(super) struct Pattern<'a> {
    /// The variable that holds it.
    pub(super) setting: &'a Setting,
    /// The pattern as it stands there.
    pub(super) text: &'a str,
}

impl Pattern<'_> {
    /// It and its place, for the evidence.
    pub(super) fn seen(&self) -> String {
        let text = redact_url(self.text);
        format!("{} holds {} ({})", self.setting.name, quote(text), self.setting.origin)
    }

    /// The line that puts `better` in its place, or takes it out where that is empty.
    pub(super) fn replaced(&self, better: &str) -> String {
        let value = self.setting.value.expose();
        let kept = |text: &str| if text == self.text { better.to_owned() } else { text.to_owned() };
        let pieces: Vec<_> = value.split(',').map(kept).filter(|text| !text.is_empty()).collect();
        assign(&self.setting.name, &self.setting.origin, &redact_url(&pieces.join(",")))
    }
}

impl<'a> Case<'a> {
    /// The settings in force.
    pub(super) fn settings(&self) -> &'a [Setting] {
        let found = self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::Settings { settings, .. } => Some(settings.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// One of them.
    pub(super) fn setting(&self, name: &str) -> Option<&'a Setting> {
        self.settings().iter().find(|setting| setting.name == name)
    }

    /// All of them, to be asked.
    pub(super) fn env(&self) -> GoEnv {
        self.settings().to_vec().into()
    }

    /// go's text, where it refuses to work with them.
    pub(super) fn settings_error(&self) -> Option<&'a str> {
        self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::Settings { error, .. } => error.as_deref(),
            _ => None,
        })
    }

    /// What stands around them.
    pub(super) fn surroundings(&self) -> Option<&'a Surroundings> {
        self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::SurroundingsSeen(seen) => Some(seen),
            _ => None,
        })
    }

    /// Every pattern of every list, where it was written; none that is empty.
    pub(super) fn patterns(&self) -> impl Iterator<Item = Pattern<'a>> {
        let own = |setting: &&Setting| !matches!(setting.origin, Origin::From(_) | Origin::Default);
        let lists = self.settings().iter().filter(|setting| LISTS.contains(&setting.name.as_str()));
        lists.filter(own).flat_map(|setting| {
            let pieces = setting.value.expose().split(',').filter(|text| !text.is_empty());
            pieces.map(move |text| Pattern { setting, text })
        })
    }
}

/// The line that gives a variable another value where its present one stands.
pub(super) fn assign(name: &str, origin: &Origin, value: &str) -> String {
    match (origin, value) {
        (Origin::Os, "") => format!("unset {name}"),
        (Origin::Os, value) => format!("export {name}={}", quoted(value)),
        (_, "") => format!("go env -u {name}"),
        (_, value) => format!("go env -w {name}={}", quoted(value)),
    }
}

/// A word for the shell.
fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,@%+=|".contains(c);
    if value.chars().all(|c| plain(c) && c != '|') {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        checks,
        event::{Event, Step},
        go::{
            env::{Sources, odd_lines, unknown},
            version::Version,
        },
        report::Finding,
        trace::{Header, Trace},
    };

    /// The finding `name` for a run with these variables and this file of settings.
    pub(in crate::checks) fn found(name: &str, os: &[(&str, &str)], file: &str) -> Option<Finding> {
        let os = os.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let sources = Sources { os, file: Some(("/f".into(), file.into())), go_env: None };
        let settings = GoEnv::new(&sources).settings().to_vec();
        let seen = Surroundings {
            unknown: unknown(&sources),
            odd: odd_lines(file),
            ..Surroundings::default()
        };
        let facts = [Fact::Settings { settings, error: None }, Fact::SurroundingsSeen(seen)];
        let event = |fact| Event { at: 0, path: None, step: Step::Settings, probe: false, fact };
        let header = Header::of_page("", Version::NEWEST);
        let trace = Trace { header, events: facts.into_iter().map(event).collect() };
        checks::findings(&trace).into_iter().find(|finding| finding.name == name)
    }

    /// What the finding says to type first.
    pub(in crate::checks) fn cure(name: &str, os: &[(&str, &str)], file: &str) -> Option<String> {
        found(name, os, file)?.fix.into_iter().next()
    }

    #[test]
    fn lines_for_the_shell() {
        assert_eq!(assign("A", &Origin::Os, "x y"), "export A='x y'");
        assert_eq!(assign("A", &Origin::Os, ""), "unset A");
        assert_eq!(assign("A", &Origin::Default, "x,*.y"), "go env -w A='x,*.y'");
        assert_eq!(assign("A", &Origin::Default, "it's"), r"go env -w A='it'\''s'");
    }
}
