//! URLs as go's `net/url` reads, writes and resolves them.
//!
//! The url crate normalises (lower-case host, default port, dots, `\`), go does not: what go
//! compares, sends and shows is nearly the text as it was written. Rules of go 1.27.
//! Source: answers of go 1.27.3 (testdata/golden/url.jsonl); RFC 3986.

mod escape;
mod host;
mod resolve;
mod write;

use serde::{Deserialize, Serialize};

use super::netip::AddrError;
use crate::{
    go::{
        std::{
            path,
            strconv::{
                byte_string::ByteString,
                text::{lossy, quote},
            },
        },
        version::{Change, Version},
    },
    secret::Secret,
};
use escape::{Part, escape, unescape};
pub use host::{authority_of, host_of};

/// A URL in its parts.
///
/// Shown and saved without its password (`https://u:xxxxx@h/`), which is why one that was saved comes back
/// with `xxxxx` for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "ByteString", into = "ByteString")]
pub struct Url {
    scheme: String,
    opaque: ByteString,
    user: Option<UserInfo>,
    host: ByteString,
    path: ByteString,
    /// The path as written, where that is not how go would write it.
    raw_path: ByteString,
    /// `file:/x`, with no `//`.
    omit_host: bool,
    /// A `?` with nothing behind it.
    force_query: bool,
    query: ByteString,
    fragment: ByteString,
    raw_fragment: ByteString,
}

/// The part before `@`, without escapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserInfo {
    /// The user name.
    pub name: ByteString,
    /// The password; `u:@h` has an empty one, `u@h` none.
    pub password: Option<Secret>,
}

/// A text that is no URL to go: `parse "TEXT": REASON`.
///
/// The message holds the text as it came, password included: see [`crate::secret::redact_url`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("parse {}: {fault}", quote(.input))]
pub struct ParseError {
    /// The text, without its fragment where that is not at fault.
    pub input: ByteString,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A byte below 0x20, or 0x7f.
    #[error("net/url: invalid control character in URL")]
    ControlCharacter,
    /// The URL begins with a colon.
    #[error("missing protocol scheme")]
    MissingScheme,
    /// A relative reference such as `a:b` or `1.2.3.4:80/x`, or `git@host:path`.
    #[error("first path segment in URL cannot contain colon")]
    FirstSegmentColon,
    /// A `%` without two hexadecimal digits, or an escape that may not be there.
    #[error("invalid URL escape {}", quote(.0))]
    BadEscape(ByteString),
    /// An ASCII character that no host name has.
    #[error("invalid character {} in host name", quote(.0))]
    BadHostCharacter(ByteString),
    /// A `[` without its `]`.
    #[error("missing ']' in host")]
    MissingBracket,
    /// What follows the host begins with a colon (or follows `]`) and is no number.
    #[error("invalid port {} after host", quote(.0))]
    BadPort(ByteString),
    /// A `[` inside a host, or an IPv4 address in brackets.
    #[error("invalid IP-literal")]
    BadIpLiteral,
    /// The text in brackets is no IPv6 address.
    #[error("invalid host: {0}")]
    BadAddress(AddrError),
    /// A character in front of `@` that may not be there.
    #[error("net/url: invalid userinfo")]
    BadUserInfo,
}

impl Url {
    /// Reads a URL or a reference as go's `url.Parse` does.
    pub fn parse(raw: impl AsRef<[u8]>) -> Result<Self, ParseError> {
        Self::parse_by(raw, Version::NEWEST)
    }

    /// As [`Url::parse`], by the rules of `version`.
    pub fn parse_by(raw: impl AsRef<[u8]>, version: Version) -> Result<Self, ParseError> {
        let raw = raw.as_ref();
        let strict = version.has(Change::StrictColons);
        let (head, fragment) = cut(raw, b'#');
        let error = |input: &[u8], fault| ParseError { input: input.into(), fault };
        let mut url = Self::parse_head(head, strict).map_err(|fault| error(head, fault))?;
        if let Some(fragment) = fragment {
            url.set_fragment(fragment).map_err(|fault| error(raw, fault))?;
        }
        Ok(url)
    }

    /// The scheme in lower case, without its colon.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// User and password, if there is an `@`.
    pub fn user(&self) -> Option<&UserInfo> {
        self.user.as_ref()
    }

    /// Host and port as written, without escapes.
    pub fn host(&self) -> &[u8] {
        &self.host
    }

    /// The host without port and brackets.
    pub fn hostname(&self) -> &[u8] {
        let (name, _) = host::split_port(&self.host);
        match name {
            [b'[', inside @ .., b']'] => inside,
            _ => name,
        }
    }

    /// The port's digits; empty where there is none.
    pub fn port(&self) -> &str {
        str::from_utf8(host::split_port(&self.host).1).unwrap_or_default()
    }

    /// The path without escapes.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// What follows the scheme of a URL such as `mailto:x`, which has neither host nor path.
    pub fn opaque(&self) -> &[u8] {
        &self.opaque
    }

    /// The query without its `?`, as written.
    pub fn query(&self) -> &[u8] {
        &self.query
    }

    /// The fragment without its `#` and escapes; go never sends it.
    pub fn fragment(&self) -> &[u8] {
        &self.fragment
    }

    /// Whether there is a `?`, with or without something behind it.
    pub fn has_query(&self) -> bool {
        self.force_query || !self.query.is_empty()
    }

    /// Whether it is no more than `scheme:///path`, as a `file` URL must be.
    pub fn is_scheme_and_path(&self) -> bool {
        let scheme_and_path = Self {
            scheme: self.scheme.clone(),
            path: self.path.clone(),
            raw_path: self.raw_path.clone(),
            ..Self::default()
        };
        *self == scheme_and_path
    }

    /// Whether it is no more than `scheme://host/path`, the path written as go would write it.
    pub fn is_host_and_path(&self) -> bool {
        let host_and_path = Self {
            scheme: self.scheme.clone(),
            host: self.host.clone(),
            path: self.path.clone(),
            ..Self::default()
        };
        !self.host.is_empty() && *self == host_and_path
    }

    /// The URL with another scheme.
    #[must_use]
    pub fn with_scheme(self, scheme: &str) -> Self {
        Self { scheme: scheme.to_owned(), ..self }
    }

    /// The URL with another host and port, without escapes.
    #[must_use]
    pub fn with_host(self, host: &[u8]) -> Self {
        Self { host: host.into(), ..self }
    }

    /// The URL with another path, without escapes.
    #[must_use]
    pub fn with_path(self, path: &[u8]) -> Self {
        Self { path: path.into(), raw_path: ByteString::default(), ..self }
    }

    /// The URL with more of a path behind its own, which is cleaned: no empty element, no `.` and `..`. `more` is
    /// without escapes, and is written with those of single elements.
    #[must_use]
    pub fn joined(&self, more: &str) -> Self {
        let join = |own: &[u8], more: &[u8]| path::clean(&[own, b"/", more].concat());
        let escaped: Vec<_> =
            more.split('/').map(|element| escape(element.as_bytes(), Part::Element)).collect();
        let path = join(&self.path, more.as_bytes());
        let raw = join(&self.raw_path, &escaped.join(&b'/'));
        let fits = unescape(&raw, Part::Path).is_ok_and(|plain| plain == path);
        let raw = if fits && escape(&path, Part::Path) != raw { raw } else { Vec::new() };
        Self { path: path.into(), raw_path: raw.into(), ..self.clone() }
    }

    fn parse_head(raw: &[u8], strict: bool) -> Result<Self, Fault> {
        if raw.iter().any(u8::is_ascii_control) {
            return Err(Fault::ControlCharacter);
        }
        let (scheme, rest) = split_scheme(raw)?;
        let mut url = Self { scheme, ..Self::default() };
        let rest = url.take_query(rest);
        if !rest.starts_with(b"/") {
            if !url.scheme.is_empty() {
                url.opaque = rest.into();
                return Ok(url);
            }
            if cut(rest, b'/').0.contains(&b':') {
                return Err(Fault::FirstSegmentColon);
            }
        }
        let path = url.take_authority(rest, strict)?;
        url.set_path(path)?;
        Ok(url)
    }

    fn is_web(&self) -> bool {
        matches!(self.scheme.as_str(), "http" | "https")
    }

    /// Takes the query off the end; a lone `?` there is remembered.
    fn take_query<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let (rest, query) = cut(rest, b'?');
        self.force_query = query == Some(b"");
        self.query = query.unwrap_or_default().into();
        rest
    }

    /// Takes `//user@host` off the front. Without a scheme, `///x` is a path.
    fn take_authority<'a>(&mut self, rest: &'a [u8], strict: bool) -> Result<&'a [u8], Fault> {
        let has_scheme = !self.scheme.is_empty();
        match rest.strip_prefix(b"//") {
            Some(after) if has_scheme || !after.starts_with(b"/") => {
                let end = after.iter().position(|b| *b == b'/').unwrap_or(after.len());
                let (user, host) = host::authority(&after[..end], strict && self.is_web())?;
                self.user = user;
                self.host = host.into();
                Ok(&after[end..])
            }
            _ => {
                self.omit_host = has_scheme && rest.starts_with(b"/");
                Ok(rest)
            }
        }
    }

    fn set_path(&mut self, written: &[u8]) -> Result<(), Fault> {
        (self.path, self.raw_path) = both_forms(written, Part::Path)?;
        Ok(())
    }

    fn set_fragment(&mut self, written: &[u8]) -> Result<(), Fault> {
        (self.fragment, self.raw_fragment) = both_forms(written, Part::Fragment)?;
        Ok(())
    }
}

/// Splits `scheme:rest`. A text that begins with no scheme is all rest.
fn split_scheme(raw: &[u8]) -> Result<(String, &[u8]), Fault> {
    let is_scheme = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    match raw.iter().position(|b| !is_scheme(b)) {
        Some(0) if raw.starts_with(b":") => Err(Fault::MissingScheme),
        Some(colon) if raw[colon] == b':' && raw[0].is_ascii_alphabetic() => {
            Ok((lossy(&raw[..colon]).to_ascii_lowercase(), &raw[colon + 1..]))
        }
        _ => Ok((String::new(), raw)),
    }
}

/// `written` without escapes, and `written` itself where go would escape it otherwise.
fn both_forms(written: &[u8], part: Part) -> Result<(ByteString, ByteString), Fault> {
    let plain = unescape(written, part)?;
    let raw = if escape(&plain, part) == written { &b""[..] } else { written };
    Ok((plain.into(), raw.into()))
}

fn cut(text: &[u8], at: u8) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|b| *b == at) {
        Some(index) => (&text[..index], Some(&text[index + 1..])),
        None => (text, None),
    }
}
