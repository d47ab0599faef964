//! A URL as text: what is sent, what is shown, what is saved.

use std::fmt;

use super::{
    Url, UserInfo, cut,
    escape::{Part, escape, is_escaped},
};
use crate::{
    go::{
        std::strconv::{byte_string::ByteString, text::lossy},
        version::{Change, Version},
    },
    secret::{Secret, URL_MASK},
};

impl Url {
    /// The path as go sends it: as written where that is a valid form of it.
    pub fn escaped_path(&self) -> Vec<u8> {
        escaped(&self.path, &self.raw_path, Part::Path)
    }

    /// What the request line has: path and query.
    pub fn request_uri(&self) -> Vec<u8> {
        let mut out = self.opaque.to_vec();
        if out.is_empty() {
            out = self.escaped_path();
        } else if out.starts_with(b"//") {
            out = [self.scheme.as_bytes(), b":", &out].concat();
        }
        if out.is_empty() {
            out.push(b'/');
        }
        self.push_query(&mut out);
        out
    }

    /// The whole URL with its password, as go's `String` writes it: for what is sent or compared, not for
    /// what is shown.
    pub fn expose(&self) -> Vec<u8> {
        self.write(self.user.as_ref().map(UserInfo::escaped))
    }

    /// The URL with `xxxxx` for its password, as go's `Redacted` writes it. Bytes that are not
    /// UTF-8 stay.
    pub fn redacted(&self) -> Vec<u8> {
        self.write(self.user.as_ref().map(|user| user.masked().escaped()))
    }

    /// The URL with `***` for its password, as net/http writes it into `Get "URL": …`.
    pub fn in_client_error(&self) -> Vec<u8> {
        self.write(self.user.as_ref().map(|user| match user.password {
            Some(_) => [&user.name[..], b":***"].concat(),
            None => user.escaped(),
        }))
    }

    /// The URL without user and password, as a `Referer` names it.
    pub fn without_user(&self) -> Vec<u8> {
        self.write(None)
    }

    /// The fields of go's `url.URL`, as `%+v` prints them in a release; the password is masked.
    pub fn fields(&self, version: Version) -> String {
        let user = self.user.as_ref().map(|user| user.masked().escaped()).unwrap_or_default();
        let head = format!(
            "Scheme:{} Opaque:{} User:{} Host:{} Path:{}",
            self.scheme,
            self.opaque,
            lossy(&user),
            self.host,
            self.path
        );
        let (raw, fragment) = (&self.raw_path, &self.fragment);
        let (query, raw_fragment) = (&self.query, &self.raw_fragment);
        let (force, omit) = (self.force_query, self.omit_host);
        if version.has(Change::UrlFieldsReordered) {
            format!(
                "{{{head} Fragment:{fragment} RawQuery:{query} RawPath:{raw} RawFragment:{raw_fragment} \
                 ForceQuery:{force} OmitHost:{omit}}}"
            )
        } else {
            format!(
                "{{{head} RawPath:{raw} OmitHost:{omit} ForceQuery:{force} RawQuery:{query} Fragment:{fragment} \
                 RawFragment:{raw_fragment}}}"
            )
        }
    }

    fn write(&self, user: Option<Vec<u8>>) -> Vec<u8> {
        let mut out = Vec::new();
        if !self.scheme.is_empty() {
            out.extend(self.scheme.bytes());
            out.push(b':');
        }
        if self.opaque.is_empty() {
            self.push_authority(user, &mut out);
            self.push_path(&mut out);
        } else {
            out.extend(self.opaque.iter());
        }
        self.push_query(&mut out);
        if !self.fragment.is_empty() {
            out.push(b'#');
            out.extend(escaped(&self.fragment, &self.raw_fragment, Part::Fragment));
        }
        out
    }

    fn push_authority(&self, user: Option<Vec<u8>>, out: &mut Vec<u8>) {
        let has_authority = !self.host.is_empty() || user.is_some();
        let keeps_slashes = !self.scheme.is_empty() && !self.omit_host && !self.path.is_empty();
        if has_authority || keeps_slashes {
            out.extend(b"//");
        }
        if let Some(user) = user {
            out.extend(user);
            out.push(b'@');
        }
        out.extend(escape(&self.host, Part::Host));
    }

    /// A path must not be taken for something else: one whose first element has a colon gets `./`,
    /// one that begins with two slashes behind `file:` has the first escaped.
    fn push_path(&self, out: &mut Vec<u8>) {
        let path = self.escaped_path();
        if self.omit_host && path.starts_with(b"//") {
            out.extend(b"%2F");
            out.extend(&path[1..]);
            return;
        }
        if !path.is_empty() && !path.starts_with(b"/") && !self.host.is_empty() {
            out.push(b'/');
        }
        if out.is_empty() && cut(&path, b'/').0.contains(&b':') {
            out.extend(b"./");
        }
        out.extend(path);
    }

    fn push_query(&self, out: &mut Vec<u8>) {
        if self.has_query() {
            out.push(b'?');
            out.extend(self.query.iter());
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&lossy(&self.redacted()))
    }
}

impl From<Url> for ByteString {
    fn from(url: Url) -> Self {
        url.redacted().into()
    }
}

/// Reads a saved URL back. One that go writes but does not read again keeps its text.
impl From<ByteString> for Url {
    fn from(text: ByteString) -> Self {
        Self::parse(&text).unwrap_or_else(|_| Self { opaque: text, ..Self::default() })
    }
}

impl UserInfo {
    /// `user:password`, escaped.
    fn escaped(&self) -> Vec<u8> {
        let mut out = escape(&self.name, Part::User);
        if let Some(password) = &self.password {
            out.push(b':');
            out.extend(escape(password.expose(), Part::User));
        }
        out
    }

    fn masked(&self) -> Self {
        let password = self.password.as_ref().map(|_| Secret::new(URL_MASK));
        Self { name: self.name.clone(), password }
    }
}

/// The escaped form: as written where that is valid.
fn escaped(plain: &[u8], written: &[u8], part: Part) -> Vec<u8> {
    if !written.is_empty() && is_escaped(written, part) {
        return written.to_vec();
    }
    if part == Part::Path && plain == b"*" {
        return plain.to_vec();
    }
    escape(plain, part)
}
