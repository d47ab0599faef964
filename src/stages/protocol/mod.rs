//! The protocol of module proxies as a list of rules, each with its page, and what a proxy's answers say of it.
//!
//! Source: go.dev/ref/mod#goproxy-protocol; modules.md §5, 6, 12 to 14.

mod case;
mod gomod;
mod info;
mod list;
mod missing;
mod reach;
pub(crate) mod rule;
mod ruling;
pub(crate) mod seen;
mod sums;
mod zip;

pub use rule::Rule;
pub use ruling::{Broken, Ruling};

use crate::trace::protocol::ProtocolRun;
use seen::Seen;
pub(crate) use seen::releases;

/// Every rule, in the order in which go meets them.
pub const ALL: &[Rule] = &[
    reach::UNREACHABLE,
    reach::LOGIN,
    reach::REDIRECT,
    reach::BROKEN_OFF,
    reach::ENCODING,
    missing::STATUS,
    missing::PAGE,
    sums::SUPPORTED,
    sums::HEAD,
    list::UNANSWERED,
    case::CAPITAL,
    case::PERCENT,
    case::FOLDED,
    list::JUNK,
    list::MAJOR,
    list::INCOMPLETE,
    list::CACHED,
    list::LATEST,
    list::LATEST_UNREADABLE,
    missing::VERSION,
    info::MISSING,
    info::UNREADABLE,
    info::OTHER,
    info::TIME,
    info::LISTED,
    gomod::MISSING,
    gomod::UNREADABLE,
    gomod::EMPTY,
    gomod::OTHER,
    zip::MISSING,
    zip::UNREADABLE,
    zip::REFUSED,
    zip::GO_MOD,
    zip::RANGE,
    sums::GO_SUM,
    sums::DATABASE,
];

/// What came of each rule that can be told of a run: of those about a module only where one was named.
pub(crate) fn judge(run: &ProtocolRun) -> Vec<(&'static Rule, Ruling)> {
    let seen = Seen { run };
    let told = ALL.iter().filter(|rule| !rule.of_module || run.module.is_some());
    told.map(|rule| (rule, (rule.judge)(&seen))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_differ() {
        for (index, rule) in ALL.iter().enumerate() {
            assert!(rule.name.starts_with("protocol-"), "{}", rule.name);
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
            assert!(ALL[index + 1..].iter().all(|other| other.name != rule.name), "{}", rule.name);
        }
    }
}
