//! Which HTTP proxy go's own requests go through (env-auth-proxy-tls.md §6.1).

use serde::{Deserialize, Serialize};

use crate::{
    go::{
        std::{
            net::{
                netip,
                url::{ParseError, Url},
            },
            strconv::{
                byte_string::ByteString,
                text::{quote, url_error},
            },
        },
        version::{Change, Version},
    },
    secret::{Secret, redact_url},
};
use no_proxy::NoProxy;
pub(crate) use no_proxy::ascii;

mod no_proxy;

/// The variables that go reads, as found in the environment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProxyEnv {
    /// For http URLs.
    pub http_proxy: Option<Variable>,
    /// For https URLs.
    pub https_proxy: Option<Variable>,
    /// Hosts that are reached without a proxy.
    pub no_proxy: String,
    /// `REQUEST_METHOD`: not empty means that go believes itself to be a CGI program.
    pub request_method: String,
}

/// A variable that holds a proxy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Variable {
    /// Its name as found: `HTTPS_PROXY` or `https_proxy`.
    pub name: String,
    /// Its value, which may hold a password.
    pub value: Secret,
}

/// Whether a request goes through a proxy, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Decision {
    /// The proxy; none: the request goes straight to its host.
    pub proxy: Option<ProxyUrl>,
    /// What decided.
    pub why: Why,
}

/// A proxy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProxyUrl {
    /// `http`, `https`, `socks5`, `socks5h`; any other is spoken to as `http`.
    pub scheme: String,
    /// Its host, without brackets; may be empty, which go dials as it is.
    pub host: ByteString,
    /// Its port, the scheme's own where none is written; empty for an unknown scheme.
    pub port: String,
    /// For `Proxy-Authorization`.
    pub user: Option<ByteString>,
    /// The password, if there is a colon behind the user.
    pub password: Option<Secret>,
}

/// What decided about a proxy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// No variable for this scheme, or only empty ones.
    NoVariable,
    /// The variable's value is no URL: go drops it and says nothing.
    Unparsable {
        /// The variable.
        name: String,
        /// Its value without the password.
        value: String,
    },
    /// The host is exactly `localhost`.
    Localhost,
    /// The host is a loopback address.
    Loopback,
    /// An entry of `NO_PROXY`, as it is written there.
    NoProxy(String),
    /// The host has a bracket in it, which go cannot split from its port.
    OddHost,
    /// The proxy comes from this variable.
    Variable(String),
}

/// Why go ends the request instead of choosing a proxy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyError {
    /// `HTTP_PROXY` could come from a `Proxy:` header of a client of the CGI program.
    #[error("refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy")]
    Cgi,
    /// The variable's value is no URL, in the releases that say so. Passwords are masked.
    #[error("invalid proxy address {value}: {why}")]
    Address {
        /// The value in quotes.
        value: String,
        /// What is wrong with it.
        why: String,
    },
}

impl ProxyEnv {
    /// Picks the variables out of an environment: upper case first, empty ones skipped.
    pub fn from_env<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let find = |names: [&'static str; 2]| {
            let set = |name| get(name).filter(|value| !value.is_empty()).map(|value| (name, value));
            names.into_iter().find_map(set)
        };
        let proxy = |names| {
            let (name, value) = find(names)?;
            Some(Variable { name: name.to_owned(), value: Secret::new(value) })
        };
        Self {
            http_proxy: proxy(["HTTP_PROXY", "http_proxy"]),
            https_proxy: proxy(["HTTPS_PROXY", "https_proxy"]),
            no_proxy: find(["NO_PROXY", "no_proxy"])
                .map(|(_, value)| value.into())
                .unwrap_or_default(),
            request_method: get("REQUEST_METHOD").unwrap_or_default().to_owned(),
        }
    }

    fn variable(&self, scheme: &str, version: Version) -> Option<&Variable> {
        let https = self.https_proxy.as_ref();
        match scheme {
            "http" => self.http_proxy.as_ref(),
            "https" if version.has(Change::OwnProxyForHttps) => https,
            "https" => https.or(self.http_proxy.as_ref()),
            _ => None,
        }
    }

    fn is_refused(&self, variable: &Variable) -> bool {
        !self.request_method.is_empty() && self.http_proxy.as_ref() == Some(variable)
    }
}

/// Which proxy a request for `url` goes through.
pub fn for_url(env: &ProxyEnv, url: &Url, version: Version) -> Result<Decision, ProxyError> {
    let direct = |why| Ok(Decision { proxy: None, why });
    let Some(variable) = env.variable(url.scheme(), version) else {
        return direct(Why::NoVariable);
    };
    let drops = version.has(Change::BadProxyDropped);
    let proxy = parse(variable.value.expose(), version);
    if proxy.is_err() && drops {
        return direct(unparsable(variable));
    }
    if env.is_refused(variable) {
        return Err(ProxyError::Cgi);
    }
    if let Some(why) = never_proxied(url, &env.no_proxy, version) {
        return direct(why);
    }
    let proxy = proxy.map_err(|error| bad_address(variable, &error, version))?;
    Ok(Decision { proxy: Some(proxy.into()), why: Why::Variable(variable.name.clone()) })
}

fn bad_address(variable: &Variable, error: &ParseError, version: Version) -> ProxyError {
    let masked = |text: &[u8]| redact_url(&String::from_utf8_lossy(text));
    let value = quote(masked(variable.value.expose()));
    let input = masked(error.input.as_ref());
    ProxyError::Address { value, why: url_error("parse", input, &error.fault.to_string(), version) }
}

fn unparsable(variable: &Variable) -> Why {
    let value = redact_url(&String::from_utf8_lossy(variable.value.expose()));
    Why::Unparsable { name: variable.name.clone(), value }
}

/// Reads the value as a URL; where that gives no scheme and host, once more behind `http://`.
fn parse(value: &[u8], version: Version) -> Result<Url, ParseError> {
    let first = Url::parse_by(value, version);
    match &first {
        Ok(url) if is_proxy(url, version) => first,
        _ => Url::parse_by([b"http://", value].concat(), version).or(first),
    }
}

fn is_proxy(url: &Url, version: Version) -> bool {
    if version.has(Change::AnyProxyScheme) {
        return !url.scheme().is_empty() && !url.host().is_empty();
    }
    matches!(url.scheme(), "http" | "https" | "socks5")
}

fn never_proxied(url: &Url, list: &str, version: Version) -> Option<Why> {
    let host = ascii(&String::from_utf8_lossy(url.hostname()));
    if host.contains(['[', ']']) {
        return Some(Why::OddHost);
    }
    if host == "localhost" {
        return Some(Why::Localhost);
    }
    let ip = netip::parse_addr(host.as_bytes()).ok().map(|addr| addr.ip.to_canonical());
    if ip.is_some_and(|ip| ip.is_loopback()) {
        return Some(Why::Loopback);
    }
    let port = if url.port().is_empty() { default_port(url.scheme()) } else { url.port() };
    let entry = if version.has(Change::NoProxyNetworks) {
        NoProxy::new(list).find(&host, port, ip)?
    } else {
        no_proxy::find_early(list, &host)?
    };
    Some(Why::NoProxy(entry.to_owned()))
}

fn default_port(scheme: &str) -> &'static str {
    match scheme {
        "http" => "80",
        "https" => "443",
        "socks5" | "socks5h" => "1080",
        _ => "",
    }
}

impl From<Url> for ProxyUrl {
    fn from(url: Url) -> Self {
        let port = if url.port().is_empty() { default_port(url.scheme()) } else { url.port() };
        Self {
            scheme: url.scheme().to_owned(),
            host: url.hostname().into(),
            port: port.to_owned(),
            user: url.user().map(|user| user.name.clone()),
            password: url.user().and_then(|user| user.password.clone()),
        }
    }
}
