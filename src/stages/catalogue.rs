//! Everything that can be told about a path: the catalogue that formats refer to.

use super::files::rules::{self, Rule as FileRule};
use crate::{findings::Severity, stages};

/// go fails, and no finding says why.
pub(crate) const GO_FAILS: &str = "go-fails";

/// There is no verdict.
pub(crate) const NO_VERDICT: &str = "no-verdict";

/// A name with its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kebab-case name.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means and what to do about it, in Markdown.
    pub page: &'static str,
}

impl Rule {
    /// Whether it stands for a path without a finding.
    pub(crate) fn is_bare(&self) -> bool {
        [GO_FAILS, NO_VERDICT].contains(&self.name)
    }
}

/// All names that a remark can have: the checks, the faults of files, and the two that stand for
/// a path without a finding.
pub fn rules() -> Vec<Rule> {
    let checks = stages::ALL.iter().map(|check| rule(check.name, check.severity, check.page));
    let faults = rules::ALL.iter().map(|fault| rule(fault.name, severity(fault), fault.page));
    let bare = [rule(GO_FAILS, Severity::Error, FAILS), rule(NO_VERDICT, Severity::Error, OPEN)];
    checks.chain(faults).chain(bare).collect()
}

/// How bad a fault of a file is.
pub fn severity(rule: &FileRule) -> Severity {
    if rule.grave { Severity::Error } else { Severity::Warning }
}

fn rule(name: &'static str, severity: Severity, page: &'static str) -> Rule {
    Rule { name, severity, page }
}

const FAILS: &str = "go would fail for this path, and none of the checks says why. `goget-doctor \
                     resolve -v` shows every step.\n";
const OPEN: &str = "goget-doctor cannot know what go would do here. What is missing is said.\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_comes_twice() {
        let rules = rules();
        for (index, rule) in rules.iter().enumerate() {
            assert!(rules[..index].iter().all(|other| other.name != rule.name), "{}", rule.name);
        }
    }
}
