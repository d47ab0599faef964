//! The hosts of a scenario: certificates, faults, routes, proxies.

use std::{collections::BTreeMap, net::IpAddr};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Deserialize;

use super::{
    goproxy::path::asks,
    names::{Key, Name},
    reply::Framing,
    ssh::Ssh,
};
use crate::world::Unreachable;

/// A host that exists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// Its name in lower case, or its address where go is asked for an address.
    pub name: Name,
    /// The address that its name has; one of the networks for documentation (RFC 5737) where it is absent.
    #[serde(default)]
    pub address: Option<IpAddr>,
    /// Other hosts of the file, whose addresses its name has too, behind its own.
    #[serde(default)]
    pub also: Vec<Name>,
    /// Why no connection to it comes about, where none does.
    #[serde(default)]
    pub unreachable: Option<Unreachable>,
    /// What answers on port 443; nobody listens there where it is absent.
    #[serde(default)]
    pub https: Option<Https>,
    /// Whether the routes are served on port 80 as well; nobody listens there where not.
    #[serde(default)]
    pub http: bool,
    /// The ssh server on port 22; nobody listens there where it is absent.
    #[serde(default)]
    pub ssh: Option<Ssh>,
    /// The proxy that it is.
    #[serde(default)]
    pub proxy: Option<Proxy>,
    /// What it answers; the first that fits. 404 where none fits.
    #[serde(default)]
    pub route: Vec<Route>,
}

/// The server on port 443.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
pub struct Https {
    /// The authority that signed its certificate, or `self`.
    pub issuer: Name,
    /// The names in the certificate; the host's own where absent; none where empty.
    pub names: Option<Vec<String>>,
    /// The names in the certificate that clients get who name another host, or none; the same
    /// certificate where absent.
    pub without_sni: Option<Vec<String>>,
    /// The common name; the host's own where absent.
    pub cn: Option<String>,
    /// Whether it is a certificate of version 1, which has no extensions.
    pub v1: bool,
    /// Whether its serial number is negative.
    pub negative_serial: bool,
    /// From when to when it is valid, in days from now.
    pub days: [i64; 2],
    /// Whether it is signed with SHA-1, by an authority with a short RSA key.
    pub sha1: bool,
    /// Its key.
    pub key: Key,
    /// What it may be used for.
    pub usage: Usage,
    /// What is sent: `leaf` and names of authorities. All but the root where absent.
    pub chain: Option<Vec<Name>>,
    /// The application protocols that it knows.
    pub alpn: Vec<String>,
    /// Where the certificate says that its issuer's can be fetched.
    pub aia: Option<String>,
    /// Whether it wants a certificate from the client.
    pub client_cert: bool,
    /// What goes wrong before anything is said.
    pub fault: Option<TlsFault>,
}

impl Default for Https {
    fn default() -> Self {
        Self {
            issuer: Name::new(0..0, "lab".to_owned()),
            names: None,
            without_sni: None,
            cn: None,
            v1: false,
            negative_serial: false,
            days: [-30, 700],
            sha1: false,
            key: Key::Ecdsa,
            usage: Usage::Server,
            chain: None,
            alpn: vec!["h2".to_owned(), "http/1.1".to_owned()],
            aia: None,
            client_cert: false,
            fault: None,
        }
    }
}

/// What a certificate may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usage {
    /// Servers.
    Server,
    /// Clients only.
    Client,
}

/// What goes wrong in the TLS handshake, after the client's first message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TlsFault {
    /// The connection is closed.
    Eof,
    /// Nothing is answered.
    Hang,
    /// The connection is reset.
    Reset,
    /// A plain HTTP response is sent.
    Plain,
    /// Bytes are sent that are no TLS.
    Garbage,
    /// First messages over 1400 bytes are swallowed on the way; smaller ones reach the server.
    Large,
    /// The server speaks TLS 1.2 at best, and says `handshake failure` where others say more, as
    /// those with OpenSSL do.
    Curt,
    /// The server knows this TLS 1.2 cipher suite alone, by its number.
    OnlySuite(u16),
    /// The server knows this version alone: 769 is TLS 1.0, 770 is TLS 1.1.
    OnlyVersion(u16),
    /// A fatal alert is sent: 40 handshake failure, 70 protocol version, 112 unrecognised name.
    Alert(u8),
}

/// An HTTP proxy, or one for SOCKS 5.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// Its port.
    pub port: u16,
    /// What it answers to every request; it does its work where absent.
    #[serde(default)]
    pub status: Option<u16>,
    /// The reason behind the status code.
    #[serde(default)]
    pub reason: Option<String>,
    /// The header fields of a refusal.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body of a refusal.
    #[serde(default)]
    pub body: String,
    /// Who may use it; everyone else gets 407.
    #[serde(default)]
    pub auth: Option<Auth>,
    /// Whether it does its work for clients that speak SOCKS 5, which need no login.
    #[serde(default)]
    pub socks: bool,
    /// The bytes that it answers to everything that is HTTP.
    #[serde(default)]
    pub raw: Option<String>,
}

/// Who may ask: HTTP Basic authentication.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
    /// What the others get; 401 where absent.
    #[serde(default)]
    pub status: Option<u16>,
}

/// What a host answers to some requests.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The path; with a `*` at the end, every path that begins so.
    pub path: Name,
    /// How many requests it answers, before the next route that fits does; all where absent.
    #[serde(default)]
    pub times: Option<u32>,
    /// Whether only requests with `?go-get=1` are meant.
    #[serde(default)]
    pub go_get: bool,
    /// Whether only clients whose `User-Agent` holds this are meant.
    #[serde(default)]
    pub agent: Option<String>,
    /// Whether only requests whose body holds this are meant, as it is sent.
    #[serde(default)]
    pub sends: Option<String>,
    /// Whether only clients who log in as this user are meant.
    #[serde(default)]
    pub login: Option<Auth>,
    /// Who may ask.
    #[serde(default)]
    pub auth: Option<Auth>,
    /// The status code; 200 where absent, 302 with `redirect`.
    #[serde(default)]
    pub status: Option<u16>,
    /// The reason behind it; the usual one where absent.
    #[serde(default)]
    pub reason: Option<String>,
    /// The header fields. A body is `text/html; charset=utf-8` where they do not say.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// A page with a go-import tag of this content.
    #[serde(default)]
    pub import: Option<String>,
    /// The body.
    #[serde(default)]
    pub body: Option<String>,
    /// The body, in base64: for bytes that are not UTF-8.
    #[serde(default)]
    pub base64: Option<Base64>,
    /// The certificate of this authority, PEM.
    #[serde(default)]
    pub cert: Option<Name>,
    /// The Location of a redirect.
    #[serde(default)]
    pub redirect: Option<String>,
    /// The repository that is served below the path.
    #[serde(default)]
    pub git: Option<Name>,
    /// The tree of modules that is served below the path, as module proxies do.
    #[serde(default)]
    pub goproxy: Option<Name>,
    /// The checksum database that is served below the path.
    #[serde(default)]
    pub sumdb: Option<Name>,
    /// The path below which the module proxy or the database lies, where it is not that of the route.
    #[serde(default)]
    pub base: Option<String>,
    /// The bytes of the whole response; the connection is closed then.
    #[serde(default)]
    pub raw: Option<String>,
    /// Whether the body is compressed with gzip.
    #[serde(default)]
    pub gzip: bool,
    /// How the end of the body is told in HTTP/1.1.
    #[serde(default)]
    pub framing: Framing,
    /// After how many bytes of the body the connection breaks.
    #[serde(default)]
    pub cut: Option<usize>,
    /// Whether the body is repeated for ever.
    #[serde(default)]
    pub endless: bool,
    /// Seconds before the response.
    #[serde(default)]
    pub delay: f64,
    /// Seconds between the eighths of the body.
    #[serde(default)]
    pub drip: f64,
}

/// Bytes, written in base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base64(pub Vec<u8>);

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: serde::Deserializer<'de>>(text: D) -> Result<Self, D::Error> {
        let text: String = String::deserialize(text)?.split_whitespace().collect();
        STANDARD.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Auth {
    /// Whether the value of an `Authorization` field is this user's.
    pub fn admits(&self, value: Option<&str>) -> bool {
        let wanted = STANDARD.encode(format!("{}:{}", self.user, self.password));
        value.and_then(|v| v.strip_prefix("Basic ")) == Some(wanted.as_str())
    }
}

impl Route {
    /// Whether a request for `target` is meant.
    pub fn fits(&self, target: &str) -> bool {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if self.go_get && !query.split('&').any(|part| part == "go-get=1") {
            return false;
        }
        match self.path.get_ref().strip_suffix('*') {
            Some(begin) => path.starts_with(begin) || decoded(path).starts_with(begin),
            None => self.fits_path(path),
        }
    }

    fn fits_path(&self, path: &str) -> bool {
        let same = || path == self.path.get_ref() || decoded(path) == *self.path.get_ref();
        let below = || self.below(path);
        match () {
            () if self.git.is_some() => below().is_some_and(|below| is_git_path(&below)),
            () if self.base.is_some() => same(),
            () if self.goproxy.is_some() => below().is_some_and(|below| asks(&below)),
            () if self.sumdb.is_some() => below().is_some(),
            () => same(),
        }
    }

    /// The rest of a request's path, decoded, behind the base; it begins with a slash.
    pub(super) fn below(&self, target: &str) -> Option<String> {
        let path = decoded(target.split('?').next().unwrap_or_default());
        let base = self.base.as_ref().unwrap_or(self.path.get_ref());
        let rest = path.strip_prefix(base.trim_end_matches(['*', '/']))?;
        rest.starts_with('/').then(|| rest.to_owned())
    }

    /// The page's bytes, before compression.
    pub fn page(&self) -> Option<Vec<u8>> {
        let given = self.body.as_ref().map(|body| body.clone().into_bytes());
        let bytes = self.base64.as_ref().map(|b| b.0.clone());
        given.or(bytes).or_else(|| self.import.as_deref().map(import_page))
    }

    /// How many kinds of answer it has; more than one is a mistake.
    pub(super) fn kinds(&self) -> usize {
        [
            self.import.is_some(),
            self.body.is_some(),
            self.base64.is_some(),
            self.cert.is_some(),
            self.redirect.is_some(),
            self.git.is_some(),
            self.goproxy.is_some(),
            self.sumdb.is_some(),
            self.raw.is_some(),
        ]
        .into_iter()
        .filter(|&is| is)
        .count()
    }
}

/// A path as it was before it was escaped.
fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = Vec::from(parts.next().unwrap_or_default());
    for part in parts {
        let byte = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) => bytes.extend([&[byte], &part.as_bytes()[2..]].concat()),
            None => bytes.extend([b"%", part.as_bytes()].concat()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_git_path(rest: &str) -> bool {
    matches!(rest, "/info/refs" | "/git-upload-pack")
}

fn import_page(content: &str) -> Vec<u8> {
    let prefix = content.split_whitespace().next().unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta name=\"go-import\" content=\"{content}\">\n\
         </head>\n<body>\ngo get {prefix}\n</body>\n</html>\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(text: &str) -> Route {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn routes_fit_paths_prefixes_queries_and_repositories() {
        assert!(route("path = '/a'").fits("/a?go-get=1"));
        assert!(!route("path = '/a'").fits("/a/b"));
        assert!(route("path = '/a*'").fits("/a/b"));
        assert!(route("path = '*'").fits("/"));
        assert!(!route("path = '/a'\ngo_get = true").fits("/a"));
        assert!(route("path = '/a.git'\ngit = 'a'").fits("/a.git/info/refs?service=x"));
        assert!(!route("path = '/a.git'\ngit = 'a'").fits("/a.git"));
        let proxy = route("path = '/p/'\ngoproxy = 'public'");
        assert!(proxy.fits("/p/a.test/%21b/@v/list") && !proxy.fits("/p/a.test/b"));
        assert!(route("path = '/a/!b/@v/list'").fits("/a/%21b/@v/list"));
        let tile = route("path = '/s/tile/8/0/000'\nbase = '/s'\nsumdb = 'a'");
        assert!(tile.fits("/s/tile/8/0/000") && !tile.fits("/s/tile/8/0/001"));
        assert_eq!(tile.below("/s/tile/8/0/000").as_deref(), Some("/tile/8/0/000"));
    }

    #[test]
    fn basic_authentication_compares_user_and_password() {
        let auth = Auth { user: "u".into(), password: "p".into(), status: None };
        assert!(auth.admits(Some("Basic dTpw")));
        assert!(!auth.admits(Some("Basic dTpx")));
        assert!(!auth.admits(None));
    }
}
