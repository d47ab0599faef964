//! A finding: what is wrong, what shows it, and what to change.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::fix::{self, FixStep};
use crate::trace::Step;

/// Something that is wrong, what shows it, and what to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The kebab-case name, which never changes.
    pub name: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// How bad it is where nobody says otherwise, where this run does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual: Option<Severity>,
    /// One-sentence summary.
    pub title: String,
    /// What was observed.
    pub evidence: Vec<String>,
    /// Commands or lines to paste, the best first; a machine gets the `steps` that they are too.
    #[serde(flatten, with = "fix")]
    pub fix: Vec<String>,
    /// What people try that does not help, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// The step that showed it.
    pub step: Step,
    /// The command that shows all there is to see of it, where there is one.
    #[serde(skip)]
    pub look: Option<String>,
}

impl Finding {
    /// What the lines of its fix are made of, for those that act on it.
    pub fn steps(&self) -> Vec<FixStep> {
        fix::steps(&self.fix)
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// go fails because of it.
    #[default]
    Error,
    /// go succeeds now, and will not for long or not for everyone.
    Warning,
    /// Worth knowing.
    Note,
}
