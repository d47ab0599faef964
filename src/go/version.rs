//! Which release's rules hold, and the one table of what changed when.
//!
//! Code asks for a behaviour, `version.has(Change::SubdirField)`, never for a number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A release of go: `1.27`, or `1.27.3` where the patch is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    minor: u16,
    patch: Option<u16>,
}

impl Version {
    /// The newest release whose rules are known here.
    pub const NEWEST: Self = Self { minor: 27, patch: None };
    /// The oldest release whose rules are known here.
    pub const OLDEST: Self = Self { minor: 27, patch: None };

    /// Whether this release behaves as `change` says.
    pub fn has(self, change: Change) -> bool {
        let row = change.row();
        self.minor >= row.since && row.until.is_none_or(|until| self.minor < until)
    }

    /// Whether the rules of this release are known here.
    pub fn is_known(self) -> bool {
        (Self::OLDEST.minor..=Self::NEWEST.minor).contains(&self.minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)?;
        self.patch.map_or(Ok(()), |patch| write!(f, ".{patch}"))
    }
}

/// A text that is not the name of a go 1 release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a go release such as 1.27 or go1.27.3")]
pub struct BadVersion(String);

impl FromStr for Version {
    type Err = BadVersion;

    /// Reads `1.27`, `1.27.3` or `go1.27.3`.
    fn from_str(text: &str) -> Result<Self, BadVersion> {
        let bad = || BadVersion(text.to_owned());
        let numbers = text.strip_prefix("go").unwrap_or(text);
        let (minor, patch) = match numbers.strip_prefix("1.").ok_or_else(bad)?.split_once('.') {
            Some((minor, patch)) => (minor, Some(patch.parse().map_err(|_| bad())?)),
            None => (&numbers[2..], None),
        };
        Ok(Self { minor: minor.parse().map_err(|_| bad())?, patch })
    }
}

impl TryFrom<String> for Version {
    type Error = BadVersion;

    fn try_from(text: String) -> Result<Self, BadVersion> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

/// Something that go does in some releases and not in others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A fourth field in a go-import tag is the module's directory in the repository.
    SubdirField,
    /// An http or https request through a proxy of another scheme.
    AnyProxyScheme,
    /// `HTTP_PROXY` is not used for https.
    OwnProxyForHttps,
    /// A netrc machine is held against the host without its port.
    NetrcWithoutPort,
    /// GOAUTH; netrc entries are held against the text of the URL.
    GoAuth,
    /// The credential with the longest prefix of the URL is sent.
    LongestPrefixCredential,
    /// A relative `XDG_CONFIG_HOME` is refused.
    AbsoluteConfigHome,
    /// A removed GODEBUG setting with its old value ends go at its start.
    RemovedGodebugIsFatal,
    /// Certificates are read by a strict parser of their own; inner and outer algorithm must agree.
    StrictParser,
    /// The text about a common name no longer names a setting.
    CommonNameSettingGone,
    /// Certificates signed with SHA-1 are refused.
    Sha1SignaturesRefused,
    /// `x509sha1=1` allows SHA-1 again, and the text says so.
    Sha1Setting,
    /// Broken basicConstraints are reported with a stray letter.
    BasicConstraintsTypo,
    /// A certificate with the same extension twice is refused.
    DuplicateExtensionsRefused,
    /// Verification errors begin with `tls: failed to verify certificate: `.
    VerifyPrefix,
    /// Servers' RSA keys over 8192 bits are refused.
    RsaSizeLimited,
    /// Certificates with negative serial numbers are refused.
    NegativeSerialRefused,
    /// The text about a duplicate extension names it.
    DuplicateExtensionNamed,
    /// Key identifiers and information access must not be critical.
    CriticalKeyIdsRefused,
    /// The name `*` matches no host.
    BareWildcardRefused,
    /// RSA keys under 1024 bits are refused.
    SmallRsaRefused,
    /// Certificate policies are checked (RFC 9618).
    PolicyGraph,
    /// A certificate with the same policy twice is refused.
    RepeatedPolicyRefused,
    /// A hundred names or more are counted, not listed.
    ManyNamesCounted,
    /// A negative path length is refused.
    NegativePathLengthRefused,
    /// The text about policies counts the chains.
    ChainsCounted,
    /// Points that are on no curve have texts of their own.
    PointErrors,
    /// T.61 strings in names are ISO 8859-1, BMP strings have no surrogates.
    StrictNameStrings,
    /// Name constraints are checked chain by chain, after all else.
    ChainNameConstraints,
    /// Names may hold values of any type.
    AnyNameStringType,
    /// Addresses that map IPv4 into IPv6 are refused in certificates.
    MappedIpRefused,
    /// ML-DSA keys and signatures are known.
    MlDsa,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it is about.
    pub change: Change,
    /// The first minor release that behaves so.
    pub since: u16,
    /// The first minor release that no longer does.
    pub until: Option<u16>,
    /// The behaviour in a sentence.
    pub says: &'static str,
    /// Where the rule is written down.
    pub source: &'static str,
}

impl Change {
    /// The row that says when this behaviour held.
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

/// Every known change, in the order of [`Change`].
pub const TABLE: &[Row] = &[
    Row {
        change: Change::SubdirField,
        since: 25,
        until: None,
        says: "a fourth field of a go-import tag names the module's directory in the repository",
        source: "discovery.md §17.1, go 1.25",
    },
    Row {
        change: Change::AnyProxyScheme,
        since: 23,
        until: None,
        says: "a proxy variable with an unknown scheme is used as an HTTP proxy; before, http:// was put in front of it",
        source: "env-auth-proxy-tls.md §6.1, go 1.23",
    },
    Row {
        change: Change::OwnProxyForHttps,
        since: 16,
        until: None,
        says: "https requests use HTTPS_PROXY alone, no longer HTTP_PROXY where that is empty",
        source: "env-auth-proxy-tls.md §6.1, go 1.16",
    },
    Row {
        change: Change::NetrcWithoutPort,
        since: 15,
        until: Some(21),
        says: "a netrc machine is held against the URL's host without its port",
        source: "env-auth-proxy-tls.md §4.3, go 1.15 to 1.20",
    },
    Row {
        change: Change::GoAuth,
        since: 24,
        until: None,
        says: "GOAUTH gives the credentials; a netrc machine is held against the URL's text, user info included",
        source: "env-auth-proxy-tls.md §4.3, go 1.24",
    },
    Row {
        change: Change::LongestPrefixCredential,
        since: 25,
        until: None,
        says: "the credential with the longest prefix of the URL at a slash is sent; in 1.24 the whole URL or the host",
        source: "env-auth-proxy-tls.md §4.3, go 1.25",
    },
    Row {
        change: Change::AbsoluteConfigHome,
        since: 22,
        until: None,
        says: "a relative XDG_CONFIG_HOME is refused: no file of settings is read",
        source: "env-auth-proxy-tls.md §1.1, go 1.22",
    },
    Row {
        change: Change::RemovedGodebugIsFatal,
        since: 27,
        until: None,
        says: "a removed GODEBUG setting with its old value ends every program at its start",
        source: "env-auth-proxy-tls.md §1.3, go 1.27",
    },
    Row {
        change: Change::StrictParser,
        since: 17,
        until: None,
        says: "certificates are read by a strict parser of their own; inner and outer algorithm must agree",
        source: "env-auth-proxy-tls.md §5.3, case 99",
    },
    Row {
        change: Change::CommonNameSettingGone,
        since: 17,
        until: None,
        says: "the text about a common name no longer names a setting",
        source: "env-auth-proxy-tls.md §5.6",
    },
    Row {
        change: Change::Sha1SignaturesRefused,
        since: 18,
        until: None,
        says: "certificates signed with SHA-1 are refused",
        source: "env-auth-proxy-tls.md §5.2",
    },
    Row {
        change: Change::Sha1Setting,
        since: 18,
        until: Some(24),
        says: "x509sha1=1 allows SHA-1 again, and the text says so",
        source: "env-auth-proxy-tls.md §5.7",
    },
    Row {
        change: Change::BasicConstraintsTypo,
        since: 17,
        until: Some(20),
        says: "broken basicConstraints are reported with a stray letter",
        source: "env-auth-proxy-tls.md §5.4, case 118",
    },
    Row {
        change: Change::DuplicateExtensionsRefused,
        since: 19,
        until: None,
        says: "a certificate with the same extension twice is refused",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::VerifyPrefix,
        since: 20,
        until: None,
        says: "verification errors begin with `tls: failed to verify certificate: `",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::RsaSizeLimited,
        since: 21,
        until: None,
        says: "servers' RSA keys over 8192 bits are refused",
        source: "env-auth-proxy-tls.md §5.5 (1.21.1; also 1.19.13 and 1.20.8)",
    },
    Row {
        change: Change::NegativeSerialRefused,
        since: 23,
        until: None,
        says: "certificates with negative serial numbers are refused",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::DuplicateExtensionNamed,
        since: 23,
        until: None,
        says: "the text about a duplicate extension names it",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::CriticalKeyIdsRefused,
        since: 23,
        until: None,
        says: "key identifiers and information access must not be critical",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::BareWildcardRefused,
        since: 23,
        until: None,
        says: "the name `*` matches no host",
        source: "env-auth-proxy-tls.md §5.2",
    },
    Row {
        change: Change::SmallRsaRefused,
        since: 24,
        until: None,
        says: "RSA keys under 1024 bits are refused",
        source: "env-auth-proxy-tls.md §5.2",
    },
    Row {
        change: Change::PolicyGraph,
        since: 24,
        until: None,
        says: "certificate policies are checked (RFC 9618)",
        source: "env-auth-proxy-tls.md §5.2",
    },
    Row {
        change: Change::RepeatedPolicyRefused,
        since: 24,
        until: None,
        says: "a certificate with the same policy twice is refused",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::ManyNamesCounted,
        since: 24,
        until: None,
        says: "a hundred names or more are counted, not listed",
        source: "env-auth-proxy-tls.md §5.3 (1.24.11)",
    },
    Row {
        change: Change::NegativePathLengthRefused,
        since: 25,
        until: None,
        says: "a negative path length is refused",
        source: "env-auth-proxy-tls.md §7",
    },
    Row {
        change: Change::ChainsCounted,
        since: 26,
        until: None,
        says: "the text about policies counts the chains",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::PointErrors,
        since: 26,
        until: None,
        says: "points that are no keys have texts of their own, without x509",
        source: "answers of go 1.25.5 and 1.26.6",
    },
    Row {
        change: Change::StrictNameStrings,
        since: 26,
        until: None,
        says: "T.61 strings in names are read as ISO 8859-1, BMP strings with surrogates are refused",
        source: "answers of go 1.25.5 and 1.26.6",
    },
    Row {
        change: Change::ChainNameConstraints,
        since: 26,
        until: None,
        says: "names are held to constraints once a chain stands; before, while it was built",
        source: "answers of go 1.25.5 and 1.26.6",
    },
    Row {
        change: Change::AnyNameStringType,
        since: 27,
        until: None,
        says: "names may hold values of any type",
        source: "env-auth-proxy-tls.md §5.4, case 117",
    },
    Row {
        change: Change::MappedIpRefused,
        since: 27,
        until: None,
        says: "addresses that map IPv4 into IPv6 are refused in certificates",
        source: "env-auth-proxy-tls.md §5.3",
    },
    Row {
        change: Change::MlDsa,
        since: 27,
        until: None,
        says: "ML-DSA keys and signatures are known",
        source: "env-auth-proxy-tls.md §5.2",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_in_the_order_of_the_enum() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.change as usize, index, "{:?}", row.change);
        }
    }

    #[test]
    fn reads_the_three_spellings() {
        for text in ["1.27.3", "go1.27.3"] {
            assert_eq!(text.parse::<Version>().map(|v| v.to_string()), Ok("1.27.3".into()));
        }
        assert_eq!("1.27".parse(), Ok(Version::NEWEST));
        for text in ["", "1", "1.", "2.0", "1.x", "go", "1.27.", "1.27.3.4"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
