//! Everything that can be told about a path: the catalogue that formats refer to.

use super::Severity;
use crate::{checks, inputs};

/// The names of a verdict without a finding.
pub const BARE: [&str; 2] = [GO_FAILS, NO_VERDICT];

/// go fails, and no finding says why.
pub(super) const GO_FAILS: &str = "go-fails";

/// There is no verdict.
pub(super) const NO_VERDICT: &str = "no-verdict";

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

/// All names that a remark can have: the checks, the faults of files, and the two that stand for
/// a path without a finding.
pub fn rules() -> Vec<Rule> {
    let checks = checks::ALL.iter().map(|check| rule(check.name, check.severity, check.page));
    let faults =
        inputs::rule::ALL.iter().map(|fault| rule(fault.name, severity(fault), fault.page));
    let bare = [rule(GO_FAILS, Severity::Error, FAILS), rule(NO_VERDICT, Severity::Error, OPEN)];
    checks.chain(faults).chain(bare).collect()
}

/// How bad a fault of a file is.
pub fn severity(rule: &inputs::Rule) -> Severity {
    if rule.grave { Severity::Error } else { Severity::Warning }
}

fn rule(name: &'static str, severity: Severity, page: &'static str) -> Rule {
    Rule { name, severity, page }
}

const FAILS: &str = "go would fail for this path, and none of the checks says why. `goget-doctor resolve -v PATH` shows every step, \
                     and `goget-doctor explain --log FILE` takes go's own words apart.\n";
const OPEN: &str = "goget-doctor cannot know what go would do here. What is missing is said: a network, an answer, a feature \
                    that go has and goget-doctor lacks.\n";

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
