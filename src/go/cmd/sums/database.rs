//! GOSUMDB: which checksum database, by which key, and where.

use crate::go::{
    std::{
        net::url::{ParseError, Url},
        strconv::text::lossy,
    },
    version::Version,
    xmod::sumdb::note::{KeyError, Verifier},
};

/// A checksum database, as GOSUMDB names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// Its key, and with it its name: `host` or `host/path`.
    pub verifier: Verifier,
    /// Where it is itself: `https://NAME`.
    pub direct: Url,
    /// Where GOSUMDB says that it is; then no proxy is asked about it.
    pub base: Option<Url>,
}

/// Why a value of GOSUMDB names no database. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// Exactly `off`, and the module cannot do without.
    #[error("checksum database disabled by GOSUMDB=off")]
    Off,
    /// Nothing but blanks.
    #[error("missing GOSUMDB")]
    Missing,
    /// More than a key and a URL.
    #[error("invalid GOSUMDB: too many fields")]
    TooManyFields,
    /// The first field is neither a known name nor a key.
    #[error("invalid GOSUMDB: {0}")]
    Key(#[from] KeyError),
    /// The name in the key cannot be a host with a path.
    #[error("invalid sumdb name (must be host[/path]): {name} {fields}")]
    Name {
        /// The name, with a password masked.
        name: String,
        /// What it is as a URL.
        fields: String,
    },
    /// The name in the key is no part of a URL at all: go crashes.
    #[error("panic: runtime error: invalid memory address or nil pointer dereference")]
    NoUrl,
    /// The second field is no URL.
    #[error("invalid GOSUMDB URL: {0}")]
    Url(ParseError),
}

impl Database {
    /// Reads a value of GOSUMDB: `NAME`, `KEY` or `KEY URL`.
    pub fn parse(value: &str, version: Version) -> Result<Self, DatabaseError> {
        let value = if value == CHINA { CHINA_MEANS } else { value };
        if value == "off" {
            return Err(DatabaseError::Off);
        }
        let fields: Vec<&str> = value.split_whitespace().collect();
        let (key, url) = match *fields.as_slice() {
            [] => return Err(DatabaseError::Missing),
            [key] => (key, None),
            [key, url] => (key, Some(url)),
            _ => return Err(DatabaseError::TooManyFields),
        };
        let verifier = Verifier::parse(if key == PUBLIC { PUBLIC_KEY } else { key })?;
        let direct = direct(verifier.name(), version)?;
        let base = url.map(|url| Url::parse_by(url, version)).transpose();
        let base = base.map_err(DatabaseError::Url)?;
        Ok(Self { verifier, direct, base })
    }
}

/// Where the database of this name is itself.
fn direct(name: &str, version: Version) -> Result<Url, DatabaseError> {
    let url = Url::parse_by(format!("https://{name}"), version);
    let url = url.map_err(|_| DatabaseError::NoUrl)?;
    if url.is_host_and_path() && !name.ends_with('/') {
        return Ok(url);
    }
    let has_password = url.user().is_some_and(|user| user.password.is_some());
    let shown = lossy(url.redacted().strip_prefix(b"https://").unwrap_or_default());
    let name = if has_password { shown } else { name.to_owned() };
    Err(DatabaseError::Name { name, fields: url.fields(version) })
}

/// The value that names the public database by a name in China.
const CHINA: &str = "sum.golang.google.cn";
const CHINA_MEANS: &str = "sum.golang.org https://sum.golang.google.cn";
/// The one name whose key go knows.
const PUBLIC: &str = "sum.golang.org";
const PUBLIC_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &str) -> String {
        Database::parse(value, Version::NEWEST).map_or_else(
            |error| error.to_string(),
            |it| {
                format!(
                    "{} {} {:?}",
                    it.verifier.name(),
                    it.direct,
                    it.base.map(|it| it.to_string())
                )
            },
        )
    }

    #[test]
    fn known_names_have_a_key() {
        assert_eq!(said(" sum.golang.org\t"), "sum.golang.org https://sum.golang.org None");
        let url = "sum.golang.org https://sum.golang.org Some(\"http://h/x\")";
        assert_eq!(said("sum.golang.org http://h/x"), url);
        let china = "sum.golang.org https://sum.golang.org Some(\"https://sum.golang.google.cn\")";
        assert_eq!(said("sum.golang.google.cn"), china);
    }

    /// `[sumdb-value]` of module-cases.jsonl.
    #[test]
    fn what_is_no_database_says_why() {
        for (value, why) in [
            ("off", "checksum database disabled by GOSUMDB=off"),
            (" ", "missing GOSUMDB"),
            ("OFF", "invalid GOSUMDB: malformed verifier id"),
            ("off ", "invalid GOSUMDB: malformed verifier id"),
            ("sum.golang.google.cn https://x", "invalid GOSUMDB: malformed verifier id"),
            ("sum.golang.org a b", "invalid GOSUMDB: too many fields"),
            ("sum.corp.test+00000000+AAAA", "invalid GOSUMDB: invalid verifier hash"),
            ("sum.golang.org ://x", "invalid GOSUMDB URL: parse \"://x\": missing protocol scheme"),
        ] {
            assert_eq!(said(value), why, "{value}");
        }
    }

    #[test]
    fn a_name_is_a_host_with_a_path() {
        let key = "sum.x.test/+4ce91478+AVpXtgRVpfIkmjc6EdZKa19T4ohKBcf/87qps8k+pOIq http://h";
        let told = |version: &str| {
            Database::parse(key, version.parse().unwrap()).map_err(|error| error.to_string())
        };
        let head = "invalid sumdb name (must be host[/path]): sum.x.test/ {Scheme:https Opaque: User: Host:sum.x.test \
                    Path:/ ";
        let new = "Fragment: RawQuery: RawPath: RawFragment: ForceQuery:false OmitHost:false}";
        assert_eq!(told("1.26"), Err(format!("{head}{new}")));
        let old = "RawPath: OmitHost:false ForceQuery:false RawQuery: Fragment: RawFragment:}";
        assert_eq!(told("1.25"), Err(format!("{head}{old}")));
        let port = "sum.x.test:80+a5f2c23a+AVpXtgRVpfIkmjc6EdZKa19T4ohKBcf/87qps8k+pOIq";
        assert_eq!(said(port), "sum.x.test:80 https://sum.x.test:80 None");
    }
}
