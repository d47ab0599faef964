//! GOVCS: which version control system may be used for which module (discovery.md §11).

use serde::{Deserialize, Serialize};

use super::clean::is_relative;
use crate::go::{std::strconv::text::quote, xmod::pattern};

/// The rules of a GOVCS value, with go's own behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Govcs {
    rules: Vec<Rule>,
    private: Rule,
    public: Rule,
}

/// One rule: `pattern:vcs|vcs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// `public`, `private`, or a glob for the path of the repository's root.
    pub pattern: String,
    /// The systems that it allows; `all` is every one.
    pub allowed: Vec<String>,
    /// Whether it is one of the two that go puts behind every value.
    pub builtin: bool,
}

/// What the rules say of one repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The first rule that matches.
    pub rule: &'a Rule,
    /// Go's refusal, if the rule does not allow the system.
    pub outcome: Result<(), Denied>,
}

/// A system that the rules do not allow. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("GOVCS disallows using {vcs} for {} {root}; see 'go help vcs'", side(*.private))]
pub struct Denied {
    /// The system's name.
    pub vcs: String,
    /// The path of the repository's root.
    pub root: String,
    /// Whether GOPRIVATE matches that path.
    pub private: bool,
}

/// A GOVCS value that go cannot read. The texts are go's; an entry is shown without the spaces
/// around it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GovcsError {
    /// Nothing between two commas.
    #[error("empty entry in GOVCS")]
    EmptyEntry,
    /// No colon.
    #[error("malformed entry in GOVCS (missing colon): {}", quote(.0))]
    MissingColon(String),
    /// Nothing before the colon.
    #[error("empty pattern in GOVCS: {}", quote(.0))]
    EmptyPattern(String),
    /// Nothing behind the colon.
    #[error("empty VCS list in GOVCS: {}", quote(.0))]
    EmptyList(String),
    /// A pattern that is a relative path.
    #[error("relative pattern not allowed in GOVCS: {}", quote(.0))]
    RelativePattern(String),
    /// A pattern that an earlier rule has already.
    #[error("unreachable pattern in GOVCS: {} after {}", quote(.entry), quote(.earlier))]
    Unreachable {
        /// The second entry.
        entry: String,
        /// The first.
        earlier: String,
    },
    /// Nothing between two bars.
    #[error("empty VCS name in GOVCS: {}", quote(.0))]
    EmptyName(String),
}

impl Govcs {
    /// Reads a GOVCS value; an empty one, or spaces, leaves go's own rules.
    pub fn parse(text: &str) -> Result<Self, GovcsError> {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        if !text.trim().is_empty() {
            for item in text.split(',') {
                let entry = Entry::parse(item.trim(), &entries)?;
                entries.push(entry);
            }
        }
        let rules = entries.into_iter().map(|entry| entry.rule).collect();
        let (private, public) = (builtin("private", &["all"]), builtin("public", &["git", "hg"]));
        Ok(Self { rules, private, public })
    }

    /// Whether the system `vcs` may be used for the repository whose root has the path `root`;
    /// `private` says whether GOPRIVATE matches that path.
    pub fn decide(&self, root: &str, private: bool, vcs: &str) -> Decision<'_> {
        let builtin = if private { &self.private } else { &self.public };
        let rule = self.rules.iter().find(|rule| rule.matches(root, private)).unwrap_or(builtin);
        let denied = || Denied { vcs: vcs.to_owned(), root: root.to_owned(), private };
        Decision { rule, outcome: rule.allows(vcs).then_some(()).ok_or_else(denied) }
    }
}

impl Rule {
    fn matches(&self, root: &str, private: bool) -> bool {
        match self.pattern.as_str() {
            "private" => private,
            "public" => !private,
            glob => pattern::matches(glob, root).is_some(),
        }
    }

    fn allows(&self, vcs: &str) -> bool {
        self.allowed.iter().any(|name| name == "all" || name == vcs)
    }
}

struct Entry<'a> {
    text: &'a str,
    rule: Rule,
}

impl<'a> Entry<'a> {
    fn parse(text: &'a str, earlier: &[Self]) -> Result<Self, GovcsError> {
        let (pattern, list) = split(text)?;
        if is_relative(pattern.as_bytes()) {
            return Err(GovcsError::RelativePattern(pattern.to_owned()));
        }
        if let Some(first) = earlier.iter().find(|entry| entry.rule.pattern == pattern) {
            let (entry, earlier) = (text.to_owned(), first.text.to_owned());
            return Err(GovcsError::Unreachable { entry, earlier });
        }
        let allowed: Vec<String> = list.split('|').map(|name| name.trim().to_owned()).collect();
        if allowed.iter().any(String::is_empty) {
            return Err(GovcsError::EmptyName(text.to_owned()));
        }
        Ok(Self { text, rule: Rule { pattern: pattern.to_owned(), allowed, builtin: false } })
    }
}

fn split(entry: &str) -> Result<(&str, &str), GovcsError> {
    if entry.is_empty() {
        return Err(GovcsError::EmptyEntry);
    }
    match entry.split_once(':').map(|(pattern, list)| (pattern.trim(), list.trim())) {
        None => Err(GovcsError::MissingColon(entry.to_owned())),
        Some(("", _)) => Err(GovcsError::EmptyPattern(entry.to_owned())),
        Some((_, "")) => Err(GovcsError::EmptyList(entry.to_owned())),
        Some(parts) => Ok(parts),
    }
}

fn builtin(pattern: &str, allowed: &[&str]) -> Rule {
    let allowed = allowed.iter().map(|name| (*name).to_owned()).collect();
    Rule { pattern: pattern.to_owned(), allowed, builtin: true }
}

fn side(private: bool) -> &'static str {
    if private { "private" } else { "public" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_match_decides() {
        let govcs = Govcs::parse(" a.b/* : svn | hg , public:off").unwrap();
        let decision = govcs.decide("a.b/c", false, "svn");
        assert_eq!((decision.rule.pattern.as_str(), decision.outcome), ("a.b/*", Ok(())));
        let denied = govcs.decide("c.d/e", false, "git").outcome.unwrap_err();
        let text = "GOVCS disallows using git for public c.d/e; see 'go help vcs'";
        assert_eq!(denied.to_string(), text);
        assert!(govcs.decide("c.d/e", true, "fossil").rule.builtin);
    }

    #[test]
    fn what_cannot_be_read() {
        let text = |value| Govcs::parse(value).unwrap_err().to_string();
        assert_eq!(text("a:git,"), "empty entry in GOVCS");
        assert_eq!(text("./a: |"), r#"relative pattern not allowed in GOVCS: "./a""#);
        let unreachable = r#"unreachable pattern in GOVCS: "a:hg|" after "a : git""#;
        assert_eq!(text("a : git,a:hg|"), unreachable);
    }
}
