//! The module paths that may hold a package (discovery.md §3.1).

use crate::go::{
    std::strconv::text::{lossy, quote},
    xmod::{
        major::split_version,
        module::{PathError, check_module},
    },
};

/// The modules that go asks for when it wants the package `path`: every prefix, longest first.
///
/// Prefixes with a wrong major-version suffix are not among them; prefixes that are wrong in
/// another way are, and fail without a network, since a `replace` could still give them a place.
pub fn candidates(path: &[u8]) -> Vec<Candidate> {
    let cuts = path.iter().enumerate().rev().filter(|(_, byte)| **byte == b'/');
    let ends = std::iter::once(path.len()).chain(cuts.map(|(at, _)| at));
    let prefixes = ends.filter_map(|end| path.get(..end));
    prefixes.map(Candidate::new).filter(|it| split_version(&it.path).is_some()).collect()
}

/// A module path that go may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The path; one U+FFFD for each bad byte in a path that is not UTF-8, and so is not asked for.
    pub path: String,
    /// What go does with it.
    pub lookup: Lookup,
}

/// What go does with a module path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Asks where the module is.
    Module,
    /// `go` and `toolchain` are releases of go itself: it asks for `golang.org/toolchain`.
    Toolchain,
    /// `std` and `cmd` come with go: it refuses, and that error goes before all others
    /// (class 1 of discovery.md §3.3).
    Standard,
    /// Refuses the path, which is no module path (class 5).
    Invalid(PathError),
}

/// Why a candidate fails without a network. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A version was asked of what comes with go.
    #[error("can't query specific version ({}) of standard-library module {}", quote(.query), quote(.module))]
    Standard {
        /// The version asked for, `upgrade` where there is none.
        query: String,
        /// `std` or `cmd`.
        module: String,
    },
    /// No module path.
    #[error(transparent)]
    Path(#[from] PathError),
}

impl Candidate {
    /// The candidate for exactly `path`, whatever is wrong with it.
    pub fn new(path: &[u8]) -> Self {
        let lookup = match path {
            b"go" | b"toolchain" => Lookup::Toolchain,
            b"std" | b"cmd" => Lookup::Standard,
            _ => check_module(path).map_or_else(Lookup::Invalid, |()| Lookup::Module),
        };
        Self { path: lossy(path), lookup }
    }

    /// What go says instead of asking for the version `query`; none if it asks.
    pub fn refusal(&self, query: &str) -> Option<Refusal> {
        match &self.lookup {
            Lookup::Module | Lookup::Toolchain => None,
            Lookup::Standard => {
                Some(Refusal::Standard { query: query.to_owned(), module: self.path.clone() })
            }
            Lookup::Invalid(error) => Some(error.clone().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prefix_longest_first() {
        let paths = |path: &str| -> Vec<String> {
            candidates(path.as_bytes()).into_iter().map(|c| c.path).collect()
        };
        assert_eq!(paths("a.b/c/D+"), ["a.b/c/D+", "a.b/c", "a.b"]);
        assert_eq!(paths("a.b/v1/c"), ["a.b/v1/c", "a.b"]);
        assert_eq!(paths("gopkg.in/u/yaml.v1/sub"), ["gopkg.in/u/yaml.v1", "gopkg.in"]);
    }

    #[test]
    fn what_comes_with_go_is_refused() {
        let refusals: Vec<_> =
            candidates(b"cmd/foo").iter().filter_map(|c| c.refusal("latest")).collect();
        let texts: Vec<String> = refusals.iter().map(ToString::to_string).collect();
        let cmd = r#"can't query specific version ("latest") of standard-library module "cmd""#;
        let foo = r#"malformed module path "cmd/foo": missing dot in first path element"#;
        assert_eq!(texts, [foo, cmd]);
        assert_eq!(Candidate::new(b"go").refusal("latest"), None);
    }
}
