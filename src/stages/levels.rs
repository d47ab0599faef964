//! How bad a finding is in this run: what `--deny`, `--warn` and `--allow` make of it.

use std::borrow::Cow;

use super::catalogue;
use crate::{
    findings::{Finding, Severity},
    problem::nearest,
};

/// What an option makes of the findings that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// An error: the run fails.
    Deny,
    /// A warning.
    Warn,
    /// Neither shown nor counted.
    Allow,
}

/// The findings that an option names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Every finding.
    All,
    /// Every finding that is a warning so far.
    Warnings,
    /// One finding, by name.
    One(&'static str),
}

/// The options in their order: of two that name the same finding the last holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<(Named, Level)>);

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Deny => Some(Severity::Error),
            Self::Warn => Some(Severity::Warning),
            Self::Allow => None,
        }
    }
}

impl Named {
    /// The findings that go by `name`, a finding's own or a group's; else what to say.
    pub fn parse(name: &str) -> Result<Self, String> {
        match name {
            "all" => return Ok(Self::All),
            "warnings" => return Ok(Self::Warnings),
            _ => {}
        }
        if let Some(known) = names().find(|known| *known == name) {
            return Ok(Self::One(known));
        }
        let near = nearest(name, ["all", "warnings"].into_iter().chain(names()));
        Err(match near {
            Some(near) => format!("no finding has that name; the nearest is {near}"),
            None => "no finding has that name; goget-doctor explain --list shows them".to_owned(),
        })
    }

    fn takes_in(self, name: &str, level: Severity) -> bool {
        match self {
            Self::All => true,
            Self::Warnings => level == Severity::Warning,
            Self::One(known) => known == name,
        }
    }
}

impl Levels {
    /// Levels by these options, in the order of the command line.
    pub fn new(options: Vec<(Named, Level)>) -> Self {
        Self(options)
    }

    /// Gives each finding its level and takes out those that are allowed; their names come back.
    pub fn apply(&self, findings: &mut Vec<Finding>) -> Vec<Cow<'static, str>> {
        let mut allowed = Vec::new();
        findings.retain_mut(|finding| {
            let usual = finding.severity;
            let Some(severity) = self.severity(&finding.name, usual) else {
                allowed.push(finding.name.clone());
                return false;
            };
            finding.severity = severity;
            finding.usual = (severity != usual).then_some(usual);
            true
        });
        allowed
    }

    /// How bad the finding is in this run; `None` where it is allowed.
    fn severity(&self, name: &str, usual: Severity) -> Option<Severity> {
        let mut now = Some(usual);
        for (named, level) in &self.0 {
            // What is allowed can be named again, but is no longer one of the warnings.
            if named.takes_in(name, now.unwrap_or(Severity::Note)) {
                now = level.severity();
            }
        }
        now
    }
}

/// The names that a finding can have, whoever tells it.
fn names() -> impl Iterator<Item = &'static str> {
    catalogue::all().iter().filter(|named| named.is_finding()).map(|named| named.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Severity::{Error, Note, Warning};

    fn levels(options: &[(&str, Level)]) -> Levels {
        Levels(options.iter().map(|(name, level)| (Named::parse(name).unwrap(), *level)).collect())
    }

    #[test]
    fn the_last_option_holds() {
        use Level::{Allow, Deny, Warn};
        type Row<'a> = (&'a [(&'a str, Level)], Severity, Option<Severity>);
        let table: [Row<'_>; 10] = [
            (&[], Note, Some(Note)),
            (&[("meta-absent", Deny)], Note, Some(Error)),
            (&[("goproxy-off", Deny)], Note, Some(Note)),
            (&[("meta-absent", Deny), ("meta-absent", Warn)], Error, Some(Warning)),
            (&[("all", Deny), ("meta-absent", Allow)], Error, None),
            (&[("meta-absent", Allow), ("all", Warn)], Error, Some(Warning)),
            (&[("warnings", Deny)], Warning, Some(Error)),
            (&[("warnings", Deny)], Note, Some(Note)),
            (&[("meta-absent", Allow), ("warnings", Deny)], Warning, None),
            (&[("meta-absent", Warn), ("warnings", Deny)], Note, Some(Error)),
        ];
        for (options, usual, expected) in table {
            let severity = levels(options).severity("meta-absent", usual);
            assert_eq!(severity, expected, "{options:?} {usual:?}");
        }
    }

    #[test]
    fn names_are_those_of_findings() {
        assert_eq!(Named::parse("meta-absent"), Ok(Named::One("meta-absent")));
        assert_eq!(Named::parse("input-path-twice"), Ok(Named::One("input-path-twice")));
        assert_eq!(Named::parse("pattern-has-port"), Ok(Named::One("pattern-has-port")));
        assert_eq!(Named::parse("sum-tag-moved"), Ok(Named::One("sum-tag-moved")));
        assert!(Named::parse("meta-absant").is_err_and(|error| error.ends_with(" meta-absent")));
        assert!(Named::parse("warning").is_err_and(|error| error.ends_with(" warnings")));
        for name in ["", "go-fails", "xyzzy-xyzzy"] {
            assert!(Named::parse(name).is_err(), "{name}");
        }
    }
}
