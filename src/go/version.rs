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

/// Names each change once, with the minor releases that have it: `25..` since 1.25, `0..27` until
/// 1.26.
macro_rules! changes {
    ($($(#[$doc:meta])+ $name:ident: $since:literal..$($until:literal)?, $says:literal, $source:literal;)+) => {
        /// Something that go does in some releases and not in others.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Change {
            $($(#[$doc])+ $name,)+
        }

        /// Every known change, in the order of [`Change`].
        pub const TABLE: &[Row] = &[$(Row {
            change: Change::$name,
            since: $since,
            until: until!($($until)?),
            says: $says,
            source: $source,
        }),+];
    };
}

macro_rules! until {
    () => {
        None
    };
    ($until:literal) => {
        Some($until)
    };
}

changes! {
    /// A fourth field in a go-import tag is the module's directory in the repository.
    SubdirField: 25.., "a fourth field of a go-import tag names the module's directory in the repository", "discovery.md §17.1, go 1.25";
    /// Bazaar is a version control system: in go-import tags, and as the suffix `.bzr`.
    Bzr: 0..27, "Bazaar is known: in go-import tags, and paths may end in .bzr", "discovery.md §17.1, go 1.27";
    /// `]]>` may stand in the value of an attribute.
    CdataEndInValues: 24.., "`]]>` is allowed in attribute values", "discovery.md §17.1, go 1.24";
    /// In `<?xml …?>`, an unquoted `encoding=` does not end the search for a quoted one.
    DeclarationSearchGoesOn: 23.., "an unquoted `encoding=` in an XML declaration no longer hides a later quoted one", "discovery.md §17.1, go 1.23";
    /// A name with more than one colon is no name.
    OneColonInNames: 20.., "a name with more than one colon is an error", "discovery.md §17.1, go 1.20";
    /// A colon at the start or end of a name is part of it.
    EdgeColonsInNames: 17.., "a name that begins or ends with a colon is not split there", "discovery.md §17.1, go 1.17";
    /// `mod` in a go-import tag names a module proxy.
    ModEntries: 11.., "a go-import tag with `mod` names a module proxy", "discovery.md §17.1, go 1.11";
    /// A page that cannot be parsed counts as one without tags.
    PageErrorsSwallowed: 11..14, "an error in a page without tags is swallowed", "discovery.md §17.1, go 1.11";
    /// The status of a page without tags is the error.
    StatusReported: 14.., "the status of a page without tags is reported", "discovery.md §17.1, go 1.14";
    /// Some texts show the URL of a page without its scheme.
    SchemelessUrls: 13.., "the texts on several tags and on tags that disagree show a URL without scheme", "discovery.md §17.1, go 1.13";
    /// The text for a prefix page without tags begins with `fetching`.
    FetchingPrefix: 14.., "a prefix page without tags is reported as `fetching PREFIX: …`", "discovery.md §17.1, go 1.14";
    /// A repo root may not be a `file:` URL.
    FileRootsRefused: 13.., "a repo root with the scheme `file` is refused", "discovery.md §17.1, go 1.13";
    /// An http or https request through a proxy of another scheme.
    AnyProxyScheme: 23.., "a proxy variable with an unknown scheme is used as an HTTP proxy; before, http:// was put in front of it", "env-auth-proxy-tls.md §6.1, go 1.23";
    /// `HTTP_PROXY` is not used for https.
    OwnProxyForHttps: 16.., "https requests use HTTPS_PROXY alone, no longer HTTP_PROXY where that is empty", "env-auth-proxy-tls.md §6.1, go 1.16";
    /// A netrc machine is held against the host without its port.
    NetrcWithoutPort: 15..21, "a netrc machine is held against the URL's host without its port", "env-auth-proxy-tls.md §4.3, go 1.15 to 1.20";
    /// GOAUTH; netrc entries are held against the text of the URL.
    GoAuth: 24.., "GOAUTH gives the credentials; a netrc machine is held against the URL's text, user info included", "env-auth-proxy-tls.md §4.3, go 1.24";
    /// The credential with the longest prefix of the URL is sent.
    LongestPrefixCredential: 25.., "the credential with the longest prefix of the URL at a slash is sent; in 1.24 the whole URL or the host", "env-auth-proxy-tls.md §4.3, go 1.25";
    /// A relative `XDG_CONFIG_HOME` is refused.
    AbsoluteConfigHome: 24.., "a relative XDG_CONFIG_HOME is refused: no file of settings is read", "env-auth-proxy-tls.md §1.1; seen to begin with go 1.24";
    /// A removed GODEBUG setting with its old value ends go at its start.
    RemovedGodebugIsFatal: 27.., "a removed GODEBUG setting with its old value ends every program at its start", "env-auth-proxy-tls.md §1.3, go 1.27";
    /// Certificates are read by a strict parser of their own; inner and outer algorithm must agree.
    StrictParser: 17.., "certificates are read by a strict parser of their own; inner and outer algorithm must agree", "env-auth-proxy-tls.md §5.3, case 99";
    /// The text about a common name no longer names a setting.
    CommonNameSettingGone: 17.., "the text about a common name no longer names a setting", "env-auth-proxy-tls.md §5.6";
    /// Certificates signed with SHA-1 are refused.
    Sha1SignaturesRefused: 18.., "certificates signed with SHA-1 are refused", "env-auth-proxy-tls.md §5.2";
    /// X509sha1=1 allows SHA-1 again, and the text says so.
    Sha1Setting: 18..24, "x509sha1=1 allows SHA-1 again, and the text says so", "env-auth-proxy-tls.md §5.7";
    /// Broken basicConstraints are reported with a stray letter.
    BasicConstraintsTypo: 17..20, "broken basicConstraints are reported with a stray letter", "env-auth-proxy-tls.md §5.4, case 118";
    /// A certificate with the same extension twice is refused.
    DuplicateExtensionsRefused: 19.., "a certificate with the same extension twice is refused", "env-auth-proxy-tls.md §5.3";
    /// Verification errors begin with `tls: failed to verify certificate: `.
    VerifyPrefix: 20.., "verification errors begin with `tls: failed to verify certificate: `", "env-auth-proxy-tls.md §5.3";
    /// Servers' RSA keys over 8192 bits are refused.
    RsaSizeLimited: 21.., "servers' RSA keys over 8192 bits are refused", "env-auth-proxy-tls.md §5.5 (1.21.1; also 1.19.13 and 1.20.8)";
    /// Certificates with negative serial numbers are refused.
    NegativeSerialRefused: 23.., "certificates with negative serial numbers are refused", "env-auth-proxy-tls.md §5.3";
    /// The text about a duplicate extension names it.
    DuplicateExtensionNamed: 23.., "the text about a duplicate extension names it", "env-auth-proxy-tls.md §5.3";
    /// Key identifiers and information access must not be critical.
    CriticalKeyIdsRefused: 23.., "key identifiers and information access must not be critical", "env-auth-proxy-tls.md §5.3";
    /// The name `*` matches no host.
    BareWildcardRefused: 23.., "the name `*` matches no host", "env-auth-proxy-tls.md §5.2";
    /// RSA keys under 1024 bits are refused.
    SmallRsaRefused: 24.., "RSA keys under 1024 bits are refused", "env-auth-proxy-tls.md §5.2";
    /// Certificate policies are checked (RFC 9618).
    PolicyGraph: 24.., "certificate policies are checked (RFC 9618)", "env-auth-proxy-tls.md §5.2";
    /// A certificate with the same policy twice is refused.
    RepeatedPolicyRefused: 24.., "a certificate with the same policy twice is refused", "env-auth-proxy-tls.md §5.3";
    /// A hundred names or more are counted, not listed.
    ManyNamesCounted: 24.., "a hundred names or more are counted, not listed", "env-auth-proxy-tls.md §5.3 (1.24.11)";
    /// A negative path length is refused.
    NegativePathLengthRefused: 25.., "a negative path length is refused", "env-auth-proxy-tls.md §7";
    /// The text about policies counts the chains.
    ChainsCounted: 26.., "the text about policies counts the chains", "env-auth-proxy-tls.md §5.3";
    /// A URL's host may hold one colon, in front of the port.
    StrictUrlColons: 26.., "a URL's host may hold one colon, in front of the port", "env-auth-proxy-tls.md §5.7";
    /// Names may hold values of any type.
    AnyNameStringType: 27.., "names may hold values of any type", "env-auth-proxy-tls.md §5.4, case 117";
    /// Addresses that map IPv4 into IPv6 are refused in certificates.
    MappedIpRefused: 27.., "addresses that map IPv4 into IPv6 are refused in certificates", "env-auth-proxy-tls.md §5.3";
    /// ML-DSA keys and signatures are known.
    MlDsa: 27.., "ML-DSA keys and signatures are known", "env-auth-proxy-tls.md §5.2";
}

#[cfg(test)]
mod tests {
    use super::*;

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
