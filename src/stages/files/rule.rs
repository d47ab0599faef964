//! A kind of fault of a file, with its page.

use crate::findings::Severity;

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kebab-case name, which never changes.
    pub name: &'static str,
    /// How bad it is: an error where it makes go fail, or the answer wrong.
    pub severity: Severity,
    /// What it means and what to do about it, in Markdown.
    pub page: &'static str,
}

pub(super) const fn rule(name: &'static str, severity: Severity, page: &'static str) -> Rule {
    Rule { name, severity, page }
}
