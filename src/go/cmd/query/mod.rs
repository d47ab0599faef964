//! What follows `@`: which versions it asks for (modules.md §7.1).

mod search;

pub use search::{Search, split_releases};

use super::fault::Fault;
use crate::go::{
    std::strconv::text::quote,
    xmod::{major, pseudo, semver, version},
};

/// What go does for a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Asks for this very text: a whole version, a branch, a tag, a commit.
    Revision,
    /// Picks from the list of versions.
    Search(Search),
}

impl Query {
    /// What go does for `text` behind the module path; `current` is the version in use, empty for none. Errors come
    /// without any request.
    pub fn read(module: &str, text: &str, current: &str) -> Result<Self, Fault> {
        let mut search = Search {
            prefers_incompatible: current.ends_with("+incompatible"),
            ..Search::default()
        };
        match text {
            "latest" => search.may_use_latest = true,
            "upgrade" | "patch" => search.relative_to(module, text, current)?,
            _ if text.starts_with(['<', '>']) => search.range(module, text)?,
            _ if !semver::is_valid(text) || !is_prefix(text) => return Ok(Self::Revision),
            _ => search.prefix(module, text),
        }
        Ok(Self::Search(search))
    }

    /// Whether the query names one revision, so that retractions and exclusions do not hide it from `list -m`.
    pub fn names_revision(text: &str) -> bool {
        let search = matches!(text, "latest" | "upgrade" | "patch") || text.starts_with(['<', '>']);
        !(search || semver::is_valid(text) && is_prefix(text))
    }
}

impl Search {
    fn relative_to(&mut self, module: &str, text: &str, current: &str) -> Result<(), Fault> {
        let required = !matches!(current, "" | "none");
        match (text, required) {
            ("patch", false) => return Err(Fault::NoPatchBase { module: module.to_owned() }),
            (_, false) => self.may_use_latest = true,
            (_, true) => {
                self.may_use_latest = pseudo::is_pseudo(current);
                self.at_least = Some(current.to_owned());
            }
        }
        if text == "patch" {
            self.prefix = format!("{}.", semver::major_minor(current).unwrap_or_default());
        }
        Ok(())
    }

    fn range(&mut self, module: &str, text: &str) -> Result<(), Fault> {
        let (operator, version) = text.split_at(if text.get(1..2) == Some("=") { 2 } else { 1 });
        let refused = |what: &str| {
            let (version, text) = (quote(version), quote(text));
            Err(Fault::Other(format!("{what} semantic version {version} in range {text}")))
        };
        if !semver::is_valid(version) {
            return refused("invalid");
        }
        if matches!(operator, "<=" | ">") && is_prefix(version) {
            return refused("ambiguous");
        }
        let bound = Some(version.to_owned());
        match operator {
            "<=" => self.at_most = bound,
            "<" => self.below = bound,
            ">=" => self.at_least = bound,
            _ => self.above = bound,
        }
        self.prefers_lower = operator.starts_with('>');
        self.prefers_incompatible |= !fits_major(module, version);
        Ok(())
    }

    fn prefix(&mut self, module: &str, text: &str) {
        self.prefix = format!("{text}.");
        self.at_least = Some(text.to_owned());
        self.prefers_incompatible |= !fits_major(module, text);
    }
}

/// Whether `version` is a semantic version in its full form, without build metadata but for `+incompatible`.
pub fn is_canonical(version: &str) -> bool {
    version::canonical_version(version).is_some_and(|canonical| canonical == version)
}

/// Whether the semantic version lacks numbers: `v1`, `v1.2`.
fn is_prefix(version: &str) -> bool {
    !version.contains(['-', '+']) && version.matches('.').count() < 2
}

/// Whether `version` has a major version that the module path may have.
pub fn fits_major(module: &str, version: &str) -> bool {
    let suffix = major::split_version(module).map(|(_, suffix)| suffix);
    suffix.is_some_and(|suffix| version::match_path_major(version, suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, current: &str) -> Result<Query, String> {
        Query::read("a.b/c", text, current).map_err(|fault| fault.to_string())
    }

    #[test]
    fn revisions() {
        for text in
            ["main", "v1.2.3", "v1.2.3+meta", "HEAD", "none", "v1.x", "=v1.0.0", "1.0.0", "LATEST"]
        {
            assert_eq!(read(text, ""), Ok(Query::Revision), "{text}");
            assert!(Query::names_revision(text), "{text}");
        }
        for text in ["latest", "v1", "v1.2", "<v1", ">=v1.2.3"] {
            assert!(matches!(read(text, ""), Ok(Query::Search(_))), "{text}");
            assert!(!Query::names_revision(text), "{text}");
        }
    }

    #[test]
    fn refusals() {
        for (text, expected) in [
            ("<foo", "invalid semantic version \"foo\" in range \"<foo\""),
            ("<=v1", "ambiguous semantic version \"v1\" in range \"<=v1\""),
            (">v1.2", "ambiguous semantic version \"v1.2\" in range \">v1.2\""),
            (
                "patch",
                "can't query version \"patch\" of module a.b/c: no existing version is required",
            ),
        ] {
            assert_eq!(read(text, "").unwrap_err(), expected);
        }
    }

    #[test]
    fn what_fits() {
        let fits = |text: &str, current: &str, version: &str| match read(text, current) {
            Ok(Query::Search(search)) => search.fits(version),
            other => panic!("{other:?}"),
        };
        for (text, current, version, expected) in [
            ("v1", "", "v1.0.0", true),
            ("v1", "", "v10.0.0", false),
            ("v1.2", "", "v1.2.0-rc.1", false),
            ("<v1", "", "v1.0.0", false),
            ("<=v1.0.0", "", "v1.0.0", true),
            (">=v1.1", "", "v1.1.0", true),
            (">v1.1.0", "", "v1.1.0", false),
            ("upgrade", "v1.1.0", "v1.0.0", false),
            ("patch", "v1.1.0", "v1.2.0", false),
            ("patch", "v1.1.0", "v1.1.7", true),
        ] {
            assert_eq!(fits(text, current, version), expected, "{text} {version}");
        }
    }
}
