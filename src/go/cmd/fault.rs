//! Why a module could not be had: go's errors with their layers, the rank that each has, and the text that they add up to
//! (modules.md §15, 16).

use std::fmt;

use crate::{
    go::{
        std::strconv::text::quote,
        xmod::{escape::EscapeError, module::PathError},
    },
    secret::redact_said,
};

/// An error of go's about a module. Its text is go's, without what the command puts in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The module that it is about comes first: `M@V: …`, or `module M: …` where `version` is empty.
    About {
        /// The module path.
        module: String,
        /// The version, where there is one.
        version: String,
        /// What happened.
        why: Box<Self>,
    },
    /// What was asked for is no version of the module: `invalid version: …`.
    Version(InvalidVersion),
    /// No module path.
    Path(PathError),
    /// No version of the module fits.
    NoMatch {
        /// What was asked for.
        query: String,
        /// The version in use; empty for none.
        current: String,
    },
    /// `patch` was asked for without a version in use.
    NoPatchBase {
        /// The module path.
        module: String,
    },
    /// The module is there, the package is not.
    NoPackage(NoPackage),
    /// The go.mod of a member of the graph declares another path.
    Misnamed {
        /// The path that it declares.
        declared: String,
        /// The module path for which it came.
        module: String,
    },
    /// The main module excludes the version.
    Excluded,
    /// The module's author retracted it; with what was said of that.
    Retracted(Vec<String>),
    /// go could not find out whether the version was retracted.
    Retractions {
        /// The version, `M@V`.
        of: String,
        /// What happened.
        why: Box<Self>,
    },
    /// Something that go takes for "there is no such thing" (`fs.ErrNotExist`): the next entry of GOPROXY is asked.
    NotFound(String),
    /// The module wants a newer go.
    TooNew(TooNew),
    /// The zip breaks rules at extraction; go prints this twice, the first time behind `-> `.
    Unzip(Unzip),
    /// Anything else.
    Other(String),
    /// The process dies with this text alone: no prefix, and nothing of other modules.
    Fatal(String),
    /// goget-doctor stops here, not go.
    Stop(Stop),
}

/// A zip that breaks rules at extraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unzip {
    /// go's text: `unzip FILE: …`.
    pub text: String,
    /// Whether the version does not fit the module path.
    pub invalid_version: bool,
}

/// Why the doctor cannot say what go would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A limit of ours.
    Limit(String),
    /// Something that nobody was asked, named.
    Unknown(String),
}

/// A text that is no version of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidVersion {
    /// The text.
    pub version: String,
    /// Whether it has the form of a pseudo-version.
    pub pseudo: bool,
    /// What is wrong with it.
    pub why: Box<Fault>,
}

impl From<Stop> for Fault {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// A module that does not hold the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPackage {
    /// The module path.
    pub module: String,
    /// The version of it that was found.
    pub version: String,
    /// The version that was asked for.
    pub query: String,
    /// The package, or a pattern with `...`.
    pub pattern: String,
}

/// What wants a newer go than the one that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooNew {
    /// What wants it: `M@V`, `module M@V`.
    pub what: String,
    /// The go that it wants.
    pub wants: String,
    /// The go that runs, and how it was chosen: `running go 1.27.3; GOTOOLCHAIN=local`.
    pub running: String,
}

impl Fault {
    /// The error with the module in front that it is about.
    #[must_use]
    pub fn about(self, module: &str, version: &str) -> Self {
        Self::About { module: module.to_owned(), version: version.to_owned(), why: self.into() }
    }

    /// Whether go takes it for "there is no such thing".
    pub fn is_not_found(&self) -> bool {
        matches!(self.bare(), Self::NotFound(_))
    }

    /// Whether the version may not be used: excluded or retracted.
    pub fn is_disallowed(&self) -> bool {
        matches!(self.bare(), Self::Excluded | Self::Retracted(_))
    }

    /// Whether what was asked for is no version of the module.
    pub fn is_invalid_version(&self) -> bool {
        match self {
            Self::About { why, .. } => why.is_invalid_version(),
            Self::Unzip(unzip) => unzip.invalid_version,
            other => matches!(other, Self::Version(_)),
        }
    }

    /// Whether nothing more is asked after it: go dies, or the doctor does not know.
    pub fn is_final(&self) -> bool {
        matches!(self.bare(), Self::Fatal(_) | Self::Stop(_))
    }

    /// Whether it names a module in front.
    pub fn names_module(&self) -> bool {
        matches!(self, Self::About { .. })
    }

    /// The error below its layers.
    pub fn bare(&self) -> &Self {
        match self {
            Self::About { why, .. } | Self::Retractions { why, .. } => why.bare(),
            Self::Version(invalid) => invalid.why.bare(),
            other => other,
        }
    }

    /// The error without the secrets of URLs in its texts, as far as those are of tools and servers.
    #[must_use]
    pub fn redacted(self) -> Self {
        match self {
            Self::About { module, version, why } => why.redacted().about(&module, &version),
            Self::Version(invalid) => {
                Self::Version(InvalidVersion { why: invalid.why.redacted().into(), ..invalid })
            }
            Self::Retractions { of, why } => Self::Retractions { of, why: why.redacted().into() },
            Self::NotFound(text) => Self::NotFound(redact_said(&text)),
            Self::Other(text) => Self::Other(redact_said(&text)),
            Self::Fatal(text) => Self::Fatal(redact_said(&text)),
            Self::Stop(Stop::Limit(what)) => Self::Stop(Stop::Limit(redact_said(&what))),
            Self::Stop(Stop::Unknown(what)) => Self::Stop(Stop::Unknown(redact_said(&what))),
            other => other,
        }
    }

    /// The error without the module in front, where there is one.
    #[must_use]
    pub fn without_module(&self) -> &Self {
        if let Self::About { why, .. } = self { why } else { self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::About { module, version, why } => about(module, version, why, f),
            Self::Version(invalid) => {
                write!(f, "{} {} invalid: {}", invalid.noun(), quote(&invalid.version), invalid.why)
            }
            Self::Path(error) => error.fmt(f),
            Self::NoMatch { query, current } => no_match(query, current, f),
            Self::NoPatchBase { module } => write!(
                f,
                "can't query version \"patch\" of module {module}: no existing version is required"
            ),
            Self::NoPackage(missing) => missing.fmt(f),
            Self::Misnamed { declared, module } => write!(
                f,
                "parsing go.mod:\n\tmodule declares its path as: {declared}\n\t        but was required as: {module}"
            ),
            Self::Excluded => f.write_str("excluded by go.mod"),
            Self::Retracted(rationale) => {
                let first = rationale.first().map(|text| short(text, ""));
                f.write_str("retracted by module author")?;
                first.filter(|text| !text.is_empty()).map_or(Ok(()), |text| write!(f, ": {text}"))
            }
            Self::Retractions { of, why } => {
                write!(f, "loading module retractions for {of}: {}", why.without_module())
            }
            Self::TooNew(too_new) => too_new.fmt(f),
            Self::Unzip(unzip) => f.write_str(&unzip.text),
            Self::NotFound(text) | Self::Other(text) | Self::Fatal(text) => f.write_str(text),
            Self::Stop(Stop::Limit(what) | Stop::Unknown(what)) => f.write_str(what),
        }
    }
}

fn about(module: &str, version: &str, why: &Fault, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match why {
        Fault::Version(invalid) => {
            write!(f, "{module}@{}: invalid {}: {}", invalid.version, invalid.noun(), invalid.why)
        }
        _ if version.is_empty() => write!(f, "module {module}: {why}"),
        _ => write!(f, "{module}@{version}: {why}"),
    }
}

fn no_match(query: &str, current: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "no matching versions for query {}", quote(query))?;
    match current {
        "" | "none" => Ok(()),
        _ => write!(f, " (current version is {current})"),
    }
}

impl InvalidVersion {
    fn noun(&self) -> &'static str {
        if self.pseudo { "pseudo-version" } else { "version" }
    }
}

impl fmt::Display for NoPackage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "module {}@{} found", self.module, self.query)?;
        if self.version != self.query {
            write!(f, " ({})", self.version)?;
        }
        let what = if self.pattern.contains("...") { "packages matching" } else { "package" };
        write!(f, ", but does not contain {what} {}", self.pattern)
    }
}

impl fmt::Display for TooNew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} requires go >= {} ({})", self.what, self.wants, self.running)
    }
}

/// The longest message that go shows, in bytes.
const MAX_MESSAGE: usize = 500;

/// A message of a module's author as go shows it: the first line, trimmed; `empty` for none (modules.md §8).
pub fn short(message: &str, empty: &str) -> String {
    let first = message.split('\n').next().unwrap_or_default().trim();
    let shown = |c: char| crate::go::std::strconv::printable::is_printable(c) || c.is_whitespace();
    match first {
        "" => empty.to_owned(),
        _ if first.len() > MAX_MESSAGE => "(message omitted: too long)".into(),
        _ if !first.chars().all(shown) => {
            "(message omitted: contains non-printable characters)".into()
        }
        _ => first.to_owned(),
    }
}

/// What is said of a version string that may not be asked for, without the module.
pub fn disallowed_version(error: &EscapeError) -> Fault {
    match error {
        EscapeError::Inconsistent => Fault::Other(error.to_string()),
        EscapeError::Version(invalid) => Fault::Version(InvalidVersion {
            version: invalid.version.clone(),
            pseudo: false,
            why: Fault::Other(invalid.fault.to_string()).into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::{version::Version, xmod::escape::escape_version};

    #[test]
    fn layers() {
        let other = || Fault::Other("x".into());
        assert_eq!(other().about("a.b/c", "v1.0.0").to_string(), "a.b/c@v1.0.0: x");
        assert_eq!(other().about("a.b/c", "").to_string(), "module a.b/c: x");
        let pseudo = false;
        let invalid = InvalidVersion { version: "main".into(), pseudo, why: other().into() };
        let invalid = Fault::Version(invalid).about("a.b/c", "");
        assert_eq!(invalid.to_string(), "a.b/c@main: invalid version: x");
        let missing = Fault::NotFound("404".into()).about("a.b", "").about("a.b", "v1");
        assert!(missing.is_not_found() && !missing.is_disallowed());
    }

    #[test]
    fn no_secret_is_left_below_any_layer() {
        let said = || Fault::Other("git ls-remote https://ann:wr0ng@a.b/c: no".into());
        let invalid = InvalidVersion { version: "v1".into(), pseudo: false, why: said().into() };
        let layers = [
            Fault::Version(invalid).about("a.b/c", ""),
            Fault::Retractions { of: "a.b/c@v1".into(), why: said().into() },
            Fault::Stop(Stop::Limit(said().to_string())),
        ];
        for fault in layers {
            let text = fault.redacted().to_string();
            assert!(text.ends_with("git ls-remote https://ann:xxxxx@a.b/c: no"), "{text}");
        }
    }

    #[test]
    fn short_messages() {
        assert_eq!(short(" a \nb", "-"), "a");
        assert_eq!(short("\nb", "-"), "-");
        assert_eq!(short(&"x".repeat(501), ""), "(message omitted: too long)");
        assert_eq!(short("a\u{7}", ""), "(message omitted: contains non-printable characters)");
    }

    #[test]
    fn versions_that_are_not_asked_for() {
        let said = |version: &str| {
            disallowed_version(&escape_version(version, Version::NEWEST).unwrap_err()).to_string()
        };
        assert_eq!(said("a/b"), "version \"a/b\" invalid: disallowed version string");
        assert_eq!(said("é"), "internal error: inconsistency in EscapePath");
    }
}
