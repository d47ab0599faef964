//! A rule of the protocol of module proxies.

use super::{ruling::Ruling, seen::Seen};
use crate::{findings::Severity, trace::Step};

/// A rule of the protocol.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The kebab-case name, which never changes, of the finding where the rule is broken.
    pub name: &'static str,
    /// What it asks of a proxy, in a phrase.
    pub what: &'static str,
    /// How bad it is where it is broken.
    pub severity: Severity,
    /// Whether it is about a module, which has to be named.
    pub of_module: bool,
    /// How to set right what breaks it, in a sentence.
    pub cure: &'static str,
    /// The page, in Markdown.
    pub page: &'static str,
    /// The step at which go meets it.
    pub step: Step,
    pub(crate) judge: fn(&Seen<'_>) -> Ruling,
}

/// Declares a rule: its page is made of its parts.
macro_rules! rule {
    (
        $constant:ident = $name:literal, $severity:ident, $step:ident, of $of:ident, $judge:ident;
        $what:literal;
        $meaning:literal;
        alike $alike:literal;
        cure $cure:literal;
        $line:literal
    ) => {
        pub(super) const $constant: $crate::stages::protocol::rule::Rule =
            $crate::stages::protocol::rule::Rule {
                name: $name,
                what: $what,
                severity: $crate::findings::Severity::$severity,
                of_module: $crate::stages::protocol::rule::is_of_module(stringify!($of)),
                cure: $cure,
                page: concat!(
                    $meaning,
                    "\n\nLook-alikes: ",
                    $alike,
                    "\n\nCure: ",
                    $cure,
                    "\n\n    ",
                    $line,
                    "\n"
                ),
                step: $crate::trace::Step::$step,
                judge: $judge,
            };
    };
}

pub(super) use rule;

/// Whether a rule of `of` is about a module: `module`, or `proxy`.
pub(super) const fn is_of_module(of: &str) -> bool {
    matches!(of.as_bytes(), b"module")
}
