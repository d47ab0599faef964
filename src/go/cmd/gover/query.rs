//! Queries for releases of go: `go@1.22`, `toolchain@latest` (modules.md §7.1, 11.4; recorded in `release-cases.jsonl.gz`).

use std::cmp::Ordering;

use super::{Release, compare, is_language};
use crate::go::{
    cmd::fault::Fault,
    std::strconv::text::quote,
    version::{Change, Version},
    xmod::semver,
};

/// Under which name releases are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// `go`: what the `go` line of a go.mod names, `1.27.3`.
    Go,
    /// `toolchain`: what its `toolchain` line names, `go1.27.3`.
    Toolchain,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// The release of this name, without `go` in front.
    Exact(String),
    /// The newest one that fits, or the oldest.
    Search(Search),
}

/// Which releases fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    fits: Fits,
    releases_first: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fits {
    Every,
    /// The patches of a language version.
    Prefix(String),
    /// On one side of a bound.
    Bound {
        side: Ordering,
        or_equal: bool,
        bound: String,
    },
}

impl Line {
    /// The line that a module path stands for; `None` for any other module.
    pub fn of(module: &str) -> Option<Self> {
        match module {
            "go" => Some(Self::Go),
            "toolchain" => Some(Self::Toolchain),
            _ => None,
        }
    }

    /// A release as its line names it.
    pub fn spelt(self, release: &str) -> String {
        match self {
            Self::Go => release.to_owned(),
            Self::Toolchain => format!("go{release}"),
        }
    }

    /// The release that `version` names in the spelling of the line.
    fn named(self, version: &str) -> Option<&str> {
        match (self, version.strip_prefix("go")) {
            (Self::Go, None) => Some(version),
            (Self::Toolchain, named) => named,
            (Self::Go, Some(_)) => None,
        }
    }

    /// Whether `release` is known to be there without asking, to a go that is `running`.
    pub fn knows(self, release: &str, running: &str) -> bool {
        let order = compare(release, running);
        order.is_eq() || self == Self::Go && order.is_lt()
    }

    fn name(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Toolchain => "toolchain",
        }
    }

    fn invalid(self, text: &str) -> Fault {
        let text = semver::canonical(text).unwrap_or_else(|| text.to_owned());
        Fault::Other(format!("invalid {} version {text}", self.name()))
    }
}

impl Query {
    /// What `text` behind `@` asks for, by the rules of `version`. Errors come without any request. `patch` hangs on the
    /// main module, and is not read here.
    pub fn read(line: Line, text: &str, version: Version) -> Result<Self, Fault> {
        let fits = match text {
            "latest" | "upgrade" => Fits::Every,
            _ if text.starts_with(['<', '>']) => bound(line, text)?,
            _ => {
                let release = text.strip_prefix("go").unwrap_or(text);
                if Release::parse(release).is_none() {
                    return Err(line.invalid(text));
                }
                if !is_language(release) {
                    return Ok(Self::Exact(release.to_owned()));
                }
                if line.named(text) != Some(release) {
                    let why = format!("go language version {text} is not a toolchain version");
                    return Err(Fault::Other(why));
                }
                Fits::Prefix(format!("{release}."))
            }
        };
        let releases_first = line == Line::Go || version.has(Change::ToolchainReleaseFirst);
        Ok(Self::Search(Search { fits, releases_first }))
    }
}

/// A comparison; one with a language version may be ambiguous.
fn bound(line: Line, text: &str) -> Result<Fits, Fault> {
    let (operator, named) = text.split_at(if text.get(1..2) == Some("=") { 2 } else { 1 });
    let refused = |what: &str| {
        let (named, text) = (quote(named), quote(text));
        Err(Fault::Other(format!("{what} semantic version {named} in range {text}")))
    };
    let Some(bound) = line.named(named).filter(|bound| Release::parse(bound).is_some()) else {
        return refused("invalid");
    };
    if matches!(operator, "<=" | ">") && is_language(bound) {
        return refused("ambiguous");
    }
    let side = if operator.starts_with('<') { Ordering::Less } else { Ordering::Greater };
    Ok(Fits::Bound { side, or_equal: operator.ends_with('='), bound: bound.to_owned() })
}

impl Search {
    /// Whether `release` fits.
    pub fn fits(&self, release: &str) -> bool {
        Release::parse(release).is_some()
            && match &self.fits {
                Fits::Every => true,
                Fits::Prefix(prefix) => release.starts_with(prefix),
                Fits::Bound { side, or_equal, bound } => {
                    let order = compare(release, bound);
                    order == *side || *or_equal && order.is_eq()
                }
            }
    }

    /// The choice among releases that fit, oldest first: the newest, behind a `>` the oldest; release candidates only
    /// where there is no release.
    pub fn choose<'a>(&self, fitting: &'a [String]) -> Option<&'a str> {
        let is_release = |release: &&String| Release::read(release).kind.is_empty();
        let mut whole: Vec<&String> = fitting.iter().filter(is_release).collect();
        if whole.is_empty() || !self.releases_first {
            whole = fitting.iter().collect();
        }
        let lowest = matches!(self.fits, Fits::Bound { side: Ordering::Greater, .. });
        let chosen = if lowest { whole.first() } else { whole.last() };
        chosen.map(|release| release.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: Line, text: &str) -> Result<Query, String> {
        Query::read(line, text, Version::NEWEST).map_err(|fault| fault.to_string())
    }

    #[test]
    fn releases_by_name() {
        for (line, text) in [(Line::Go, "go1.20"), (Line::Toolchain, "1.20"), (Line::Go, "1.20")] {
            assert_eq!(read(line, text), Ok(Query::Exact("1.20".into())));
        }
        assert!(matches!(read(Line::Go, "1.21"), Ok(Query::Search(_))));
        assert_eq!(read(Line::Go, "v1.21"), Err("invalid go version v1.21.0".into()));
        assert_eq!(read(Line::Toolchain, "local"), Err("invalid toolchain version local".into()));
        let ambiguous = "ambiguous semantic version \"1.98\" in range \">1.98\"";
        assert_eq!(read(Line::Go, ">1.98"), Err(ambiguous.into()));
        let language = "go language version 1.98 is not a toolchain version";
        assert_eq!(read(Line::Toolchain, "1.98"), Err(language.into()));
    }

    #[test]
    fn choices() {
        let releases = ["1.21.5", "1.22rc1", "1.22.0", "1.22.3", "1.99rc1"].map(str::to_owned);
        let chosen = |text: &str| {
            let Ok(Query::Search(search)) = read(Line::Go, text) else { panic!("{text}") };
            let fitting: Vec<String> =
                releases.iter().filter(|release| search.fits(release)).cloned().collect();
            search.choose(&fitting).map(str::to_owned)
        };
        for (text, expected) in [
            ("latest", Some("1.22.3")),
            ("1.22", Some("1.22.3")),
            ("1.99", None),
            (">=1.22", Some("1.22.0")),
            (">1.22.3", Some("1.99rc1")),
            ("<1.22", Some("1.21.5")),
        ] {
            assert_eq!(chosen(text).as_deref(), expected, "{text}");
        }
    }
}
