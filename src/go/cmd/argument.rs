//! What `go get` and `go list -m` make of an argument before any lookup (discovery.md §2.1).

use super::{
    candidate::{Candidate, candidates},
    clean::{clean, is_absolute, is_relative},
    std::is_standard,
};
use crate::go::{
    std::strconv::text::{lossy, quote},
    version::{Change, Version},
    xmod::module::PathError,
};

/// The command whose argument it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `go get ARG`, in an empty module.
    Get,
    /// `go list -m ARG`, with `@latest` put behind an argument that has no version.
    Module,
    /// A line of go.mod, with `@` between the path, which may hold one itself, and the version.
    Required,
}

/// What an argument means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Modules to look for.
    Lookup {
        /// The package path, pattern or module path.
        path: String,
        /// The version asked for; empty only in [`Mode::Module`] (`a.b/c@`).
        version: Option<String>,
        /// The module paths that go asks for, longest first; at least one, in [`Mode::Module`]
        /// exactly one.
        candidates: Vec<Candidate>,
    },
    /// A package that comes with go: nothing to look for.
    Standard(String),
    /// A directory: what go says depends on the files there.
    Local(String),
    /// `all`, `tool` or `work`, which name packages that the main module has already.
    MainModule(String),
    /// `…@none`: requirements are dropped, nothing is looked for.
    Removal(String),
    /// `std` or `cmd`: go 1.27 panics (`internal error: queryPath called with pattern "std"`).
    Panic(String),
}

/// What go says of an argument that it refuses. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgumentError {
    /// A version that looks like a flag or an absolute path.
    #[error("invalid module version {}", quote(.0))]
    Version(Vec<u8>),
    /// An empty version, or two of them.
    #[error("invalid module version syntax {}", quote(.0))]
    VersionSyntax(Vec<u8>),
    /// An empty argument: the directory of the module, in which there is nothing.
    #[error(".: no package to get in current directory")]
    Empty,
    /// The name of a file.
    #[error("{}: arguments must be package or module paths", lossy(.0))]
    GoFile(Vec<u8>),
    /// A directory with a version.
    #[error("can't request explicit version {} of path {} in main module", quote(.version), quote(.path))]
    LocalVersion {
        /// The directory, cleaned.
        path: Vec<u8>,
        /// The version asked for.
        version: Vec<u8>,
    },
    /// `std`, `cmd` or `work` with a version.
    #[error("can't request explicit version of standard-library pattern {}", quote(.0))]
    StandardPatternVersion(String),
    /// `tool` with a version.
    #[error("can't request explicit version of \"tool\" pattern")]
    ToolVersion,
    /// `all` with a version.
    #[error("can't request version {} of pattern \"all\" that includes the main modules", quote(.0))]
    AllVersion(Vec<u8>),
    /// A pattern with a version that matches the main module too.
    #[error("can't request version {} of pattern {} that includes the main module ({MAIN_MODULE})", quote(.version), quote(.pattern))]
    MainModuleVersion {
        /// The pattern, cleaned.
        pattern: Vec<u8>,
        /// The version asked for.
        version: Vec<u8>,
    },
    /// A version in GOPATH mode.
    #[error("cannot use path@version syntax in GOPATH mode")]
    NoVersionsInGopath,
    /// A path that GOPATH mode refuses.
    #[error("{path}: invalid import path: {error}")]
    ImportPath {
        /// The path, cleaned.
        path: String,
        /// What is wrong with it.
        error: PathError,
    },
    /// `go@none`.
    #[error("cannot use go@none")]
    NoGo,
    /// A pattern that could be on any host.
    #[error("no modules to query for {}@{} because first path element contains a wildcard", lossy(.pattern), lossy(.version))]
    WildcardHost {
        /// The pattern, cleaned.
        pattern: Vec<u8>,
        /// The version asked for, `upgrade` where there is none.
        version: Vec<u8>,
    },
    /// A package that comes with go, with a version.
    #[error("can't request explicit version {} of standard library package {package}", quote(.version))]
    StandardPackageVersion {
        /// The package.
        package: String,
        /// The version asked for.
        version: Vec<u8>,
    },
    /// `go list -m` with a directory.
    #[error("cannot use relative path {} to specify module", lossy(.0))]
    RelativeModule(Vec<u8>),
    /// `go list -m` with a backslash.
    #[error("module paths never use backslash")]
    Backslash,
}

/// The path of the empty module in which `go get` is thought to run; one of its texts shows it.
pub const MAIN_MODULE: &str = "m";

/// What the command makes of `arg`, whatever bytes it holds.
///
/// Only what go decides without files and without a network; the errors that come from a
/// lookup, such as a malformed module path, are in the candidates.
pub fn argument(arg: &[u8], mode: Mode, go: Version) -> Result<Target, ArgumentError> {
    match mode {
        Mode::Get if arg.is_empty() => Err(ArgumentError::Empty),
        Mode::Get => get(&clean(arg, go), go),
        Mode::Module => module(arg, go),
        Mode::Required => Ok(required(arg)),
    }
}

/// `arg` cut at its `@` as `go get` does it: the path, and the version if there is one.
pub fn split_query(arg: &[u8], go: Version) -> Result<(&[u8], Option<&[u8]>), ArgumentError> {
    let (path, version) = cut(arg, go)?;
    if version.is_some_and(|version| version.is_empty() || version.contains(&b'@')) {
        return Err(ArgumentError::VersionSyntax(arg.to_vec()));
    }
    Ok((path, version))
}

fn get(arg: &[u8], go: Version) -> Result<Target, ArgumentError> {
    if arg.ends_with(b".go") && !arg.iter().any(|b| matches!(b, b'/' | b'@')) {
        return Err(ArgumentError::GoFile(arg.to_vec()));
    }
    let (path, version) = split_query(arg, go)?;
    if is_relative(path) || is_absolute(path) {
        return match version {
            None => Ok(Target::Local(lossy(path))),
            Some(version) => {
                Err(ArgumentError::LocalVersion { path: path.into(), version: version.into() })
            }
        };
    }
    match path {
        b"std" | b"cmd" | b"all" => get_keyword(&lossy(path), version),
        b"work" if go.has(Change::WorkPattern) => get_keyword("work", version),
        b"tool" if go.has(Change::ToolPattern) => get_keyword("tool", version),
        _ => get_path(path, version),
    }
}

fn get_keyword(word: &str, version: Option<&[u8]>) -> Result<Target, ArgumentError> {
    match (word, version) {
        ("all", version) => match explicit(version) {
            None => Ok(Target::MainModule(word.to_owned())),
            Some(version) => Err(ArgumentError::AllVersion(version.into())),
        },
        ("tool", Some(_)) => Err(ArgumentError::ToolVersion),
        (_, Some(_)) => Err(ArgumentError::StandardPatternVersion(word.to_owned())),
        ("tool" | "work", None) => Ok(Target::MainModule(word.to_owned())),
        (_, None) => Ok(Target::Panic(word.to_owned())),
    }
}

fn get_path(path: &[u8], version: Option<&[u8]>) -> Result<Target, ArgumentError> {
    let wildcard = path.windows(3).position(|three| three == b"...");
    if let Some(version) = explicit(version)
        && wildcard.is_some()
        && matches_pattern(&lossy(path), MAIN_MODULE)
    {
        return Err(ArgumentError::MainModuleVersion {
            pattern: path.into(),
            version: version.into(),
        });
    }
    match version {
        Some(b"none") if path == b"go" => return Err(ArgumentError::NoGo),
        Some(b"none") => return Ok(Target::Removal(lossy(path))),
        _ => {}
    }
    match wildcard {
        Some(at) => get_pattern(path, at, version),
        None => get_package(path, version),
    }
}

/// The candidates of a pattern are those of the directory in front of its first `...`.
fn get_pattern(
    pattern: &[u8],
    wildcard: usize,
    version: Option<&[u8]>,
) -> Result<Target, ArgumentError> {
    let fixed = pattern.get(..wildcard).unwrap_or(pattern);
    let base = fixed.iter().rposition(|b| *b == b'/').and_then(|end| fixed.get(..end));
    base.map(|base| lookup(pattern, version, candidates(base))).ok_or_else(|| {
        ArgumentError::WildcardHost {
            pattern: pattern.into(),
            version: version.unwrap_or(b"upgrade").into(),
        }
    })
}

fn get_package(path: &[u8], version: Option<&[u8]>) -> Result<Target, ArgumentError> {
    let package = lossy(path);
    match version {
        _ if !is_standard(&package) => Ok(lookup(path, version, candidates(path))),
        None => Ok(Target::Standard(package)),
        Some(version) => {
            Err(ArgumentError::StandardPackageVersion { package, version: version.into() })
        }
    }
}

fn module(arg: &[u8], go: Version) -> Result<Target, ArgumentError> {
    let with_version = if arg.contains(&b'@') { arg.to_vec() } else { [arg, b"@latest"].concat() };
    if is_relative(&with_version) {
        return Err(ArgumentError::RelativeModule(with_version));
    }
    if arg.contains(&b'\\') {
        return Err(ArgumentError::Backslash);
    }
    let (path, version) = cut(&with_version, go)?;
    Ok(lookup(path, version, vec![Candidate::new(path)]))
}

fn required(arg: &[u8]) -> Target {
    let mut parts = arg.rsplitn(2, |b| *b == b'@');
    let (last, path) = (parts.next().unwrap_or_default(), parts.next());
    let (path, version) = path.map_or((last, None), |path| (path, Some(last)));
    lookup(path, version, vec![Candidate::new(path)])
}

fn lookup(path: &[u8], version: Option<&[u8]>, candidates: Vec<Candidate>) -> Target {
    Target::Lookup { path: lossy(path), version: version.map(lossy), candidates }
}

/// A version that asks for more than the newest that fits.
fn explicit(version: Option<&[u8]>) -> Option<&[u8]> {
    version.filter(|version| !matches!(*version, b"upgrade" | b"patch"))
}

/// `arg` at its first `@`; the version may be empty or hold another `@`.
fn cut(arg: &[u8], go: Version) -> Result<(&[u8], Option<&[u8]>), ArgumentError> {
    let mut parts = arg.splitn(2, |b| *b == b'@');
    let (path, version) = (parts.next().unwrap_or_default(), parts.next());
    match version {
        Some(version @ [b'-' | b'/', ..]) if go.has(Change::VersionFormChecked) => {
            Err(ArgumentError::Version(version.to_vec()))
        }
        _ => Ok((path, version)),
    }
}

/// Whether a pattern with `...` (any text) matches `name`; `/...` at the end matches nothing too.
pub(crate) fn matches_pattern(pattern: &str, name: &str) -> bool {
    let below = pattern.strip_suffix("/...");
    wildcard(pattern, name) || below.is_some_and(|pattern| wildcard(pattern, name))
}

fn wildcard(pattern: &str, name: &str) -> bool {
    let parts: Vec<&str> = pattern.split("...").collect();
    let [head, middle @ .., last] = parts.as_slice() else { return pattern == name };
    let inner = name.strip_prefix(head).and_then(|rest| rest.strip_suffix(last));
    let left = inner.and_then(|inner| {
        middle.iter().try_fold(inner, |rest, part| Some(rest.split_once(part)?.1))
    });
    left.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_the_main_module() {
        for (pattern, matched) in
            [("...", true), ("m/...", true), ("m.../x", false), ("....", false)]
        {
            assert_eq!(matches_pattern(pattern, "m"), matched, "{pattern}");
        }
    }

    #[test]
    fn a_line_of_go_mod_is_cut_before_its_version() {
        let read = argument(b"git@a.test:b/c.git@v1.0.0", Mode::Required, Version::NEWEST);
        let Ok(Target::Lookup { path, version, .. }) = read else { panic!("{read:?}") };
        assert_eq!((&*path, version.as_deref()), ("git@a.test:b/c.git", Some("v1.0.0")));
    }

    #[test]
    fn special_words() {
        let get = |arg: &str| argument(arg.as_bytes(), Mode::Get, Version::NEWEST);
        assert_eq!(get("cmd/"), Ok(Target::Panic("cmd".into())));
        assert_eq!(get("net/http"), Ok(Target::Standard("net/http".into())));
        assert_eq!(get("foo@none"), Ok(Target::Removal("foo".into())));
        assert_eq!(get("."), Ok(Target::Local(".".into())));
        assert_eq!(get(""), Err(ArgumentError::Empty));
        assert_eq!(argument(b"a\\b", Mode::Module, Version::NEWEST), Err(ArgumentError::Backslash));
    }

    #[test]
    fn a_pattern_asks_for_the_directory_before_it() {
        let Ok(Target::Lookup { candidates, .. }) =
            argument(b"a.b/c/d...", Mode::Get, Version::NEWEST)
        else {
            panic!("no lookup");
        };
        let paths: Vec<_> = candidates.iter().map(|c| c.path.as_str()).collect();
        assert_eq!(paths, ["a.b/c", "a.b"]);
    }
}
