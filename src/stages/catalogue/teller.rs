//! Who tells a name.

use serde::{Deserialize, Serialize};

use super::{BARE, causes};
use crate::{
    findings::Check,
    stages::{self, files::rules, protocol},
};

/// The part of the commands that tells a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Teller {
    /// A lookup: `resolve`, `check`, `replay`, `certs HOST`, `meta`.
    Run,
    /// The settings and netrc alone: `env`, `netrc`.
    Settings,
    /// The roots alone: `certs`.
    Roots,
    /// The file of paths that `check` reads.
    Lint,
    /// A module proxy, put to the protocol: `proxy`.
    Protocol,
    /// A pasted text: `explain --log`.
    Log,
}

impl Teller {
    /// The word for the machine output and for lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Settings => "settings",
            Self::Roots => "roots",
            Self::Lint => "lint",
            Self::Protocol => "protocol",
            Self::Log => "log",
        }
    }

    /// The teller with its commands, in a phrase.
    fn phrase(self) -> &'static str {
        match self {
            Self::Run => "a run (`goget-doctor resolve`, `check`)",
            Self::Settings => "a look at the settings (`goget-doctor env`, `netrc`)",
            Self::Roots => "a look at the roots (`goget-doctor certs`)",
            Self::Lint => "a look at a file of paths (`goget-doctor check FILE`)",
            Self::Protocol => "a look at a module proxy (`goget-doctor proxy`)",
            Self::Log => "a log (`goget-doctor explain --log FILE`)",
        }
    }
}

/// The sentence that says who tells a name of which these are the tellers.
pub fn sentence(tellers: &[Teller]) -> String {
    if tellers == [Teller::Log] {
        return "Told by `goget-doctor explain --log FILE`; a run does not look at this yet."
            .to_owned();
    }
    let phrases: Vec<_> = tellers.iter().map(|teller| teller.phrase()).collect();
    match phrases.split_last() {
        Some((last, [])) => format!("Told by {last}."),
        Some((last, others)) => format!("Told by {} and {last}.", others.join(", ")),
        None => String::new(),
    }
}

/// The checks of a run that need no lookup, so that the settings tell them too.
const NEED_NO_LOOKUP: &[&str] = &[
    "goenv-line-ignored",
    "netrc-default-ignored",
    "netrc-entry-incomplete",
    "toolchain-language-version-not-release",
];

/// Everybody who tells `name`, in the order of the enum.
pub(super) fn of(name: &str) -> Vec<Teller> {
    let among = |checks: &[Check]| checks.iter().any(|check| check.name == name);
    let of_lookups = stages::all().any(|check| check.name == name);
    let told = [
        (Teller::Run, of_lookups || BARE.iter().any(|(bare, _)| *bare == name)),
        (Teller::Settings, among(stages::SETTINGS) || NEED_NO_LOOKUP.contains(&name)),
        (Teller::Roots, among(stages::ROOTS)),
        (Teller::Lint, rules::ALL.iter().any(|rule| rule.name == name)),
        (Teller::Protocol, protocol::ALL.iter().any(|rule| rule.name == name)),
        (Teller::Log, causes::is_known(name)),
    ];
    told.into_iter().filter(|(_, tells)| *tells).map(|(teller, _)| teller).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_commands() {
        let both = sentence(&[Teller::Run, Teller::Log]);
        assert!(
            both.starts_with("Told by a run (`goget-doctor resolve`, `check`) and a log ("),
            "{both}"
        );
        assert!(sentence(&[Teller::Log]).ends_with("a run does not look at this yet."));
    }
}
