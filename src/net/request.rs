//! What is asked, and how it is written on the wire.

use tokio::time::Instant;

use crate::{
    go::std::{net::http::proxy::ProxyUrl, strconv::text::lossy},
    trace::RequestId,
};

/// One request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its number within the path, for the events.
    pub id: RequestId,
    /// What is wanted.
    pub method: Method,
    /// Whether it goes over TLS.
    pub https: bool,
    /// The host of the URL, an IPv6 address without brackets.
    pub host: String,
    /// The port of the URL.
    pub port: Option<u16>,
    /// Path and query.
    pub target: String,
    /// The whole URL for the events, its password masked.
    pub url: String,
    /// What it calls itself.
    pub agent: Agent,
    /// Further fields: `Authorization`, `Referer`.
    pub headers: Vec<Header>,
    /// The proxy that it goes through.
    pub via: Option<Via>,
    /// How the server is verified.
    pub mode: Mode,
}

/// What a request wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The page.
    #[default]
    Get,
    /// The head of the answer alone: a body that a server sends all the same is not read.
    Head,
}

impl Method {
    /// Its name on the wire.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
        }
    }
}

/// A field of a request.
#[derive(Clone)]
pub struct Header {
    /// Its name as HTTP/1 writes it.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its value for the events: the same, or masked.
    pub shown: String,
}

impl std::fmt::Debug for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.shown)
    }
}

/// The `User-Agent` of a request. Source: discovery.md §7.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agent {
    /// The go command since 1.27.
    Command,
    /// net/http's default, which says the protocol.
    Library,
    /// Something else.
    Text(String),
}

/// A proxy.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Via {
    /// How it is spoken to.
    pub scheme: Scheme,
    /// Its host, an IPv6 address without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User name and password.
    pub credentials: Option<(String, String)>,
}

impl std::fmt::Debug for Via {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

/// How a proxy is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// CONNECT, or absolute URLs for plain http.
    Http,
    /// CONNECT and absolute URLs, spoken over TLS.
    Https,
    /// SOCKS 5; the proxy looks names up, as with `socks5h`.
    Socks5,
}

/// How the server is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As go does by default: HTTP/2 where the server speaks it.
    Verified,
    /// Not at all, over HTTP/1.1 only, up to a deadline for head and body (GOINSECURE).
    Unverified {
        /// When go gives up: 5 s after the first request of the chain began.
        deadline: Instant,
    },
}

impl Mode {
    /// Whether certificates are judged.
    pub fn is_verified(self) -> bool {
        self == Self::Verified
    }
}

impl Request {
    /// The port that is dialled.
    pub(super) fn port(&self) -> u16 {
        self.port.unwrap_or(if self.https { 443 } else { 80 })
    }

    /// The host as it is in the `Host` field: without the zone of an IPv6 address, which is nobody else's business.
    pub(super) fn authority(&self) -> String {
        let host = self.host.split_once('%').map_or(&*self.host, |(host, _)| host);
        self.port.map_or_else(|| bracketed(host), |port| join(host, port))
    }

    /// Whether it is sent to the proxy with its whole URL.
    pub(super) fn is_forwarded(&self) -> bool {
        !self.https && self.via.as_ref().is_some_and(|via| via.scheme != Scheme::Socks5)
    }

    /// The head as HTTP/1 sends it, in go's order.
    pub(super) fn http1_head(&self) -> Vec<u8> {
        let target = if self.is_forwarded() {
            format!("http://{}{}", self.authority(), self.target)
        } else {
            self.target.clone()
        };
        let (method, host) = (self.method.name(), self.authority());
        let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n");
        for header in self.fields(false) {
            head.extend([&header.name, ": ", &header.value, "\r\n"]);
        }
        head.push_str("\r\n");
        head.into_bytes()
    }

    /// The fields behind `Host`, in go's order.
    pub(super) fn fields(&self, http2: bool) -> Vec<Header> {
        let mut own = self.headers.clone();
        own.sort_by(|a, b| a.name.cmp(&b.name));
        let mut fields = vec![Header::plain("User-Agent", self.agent.text(http2))];
        fields.append(&mut own);
        if self.method == Method::Get {
            fields.push(Header::plain("Accept-Encoding", "gzip"));
        }
        fields
            .extend(self.via.as_ref().filter(|_| self.is_forwarded()).and_then(Via::authorization));
        fields
    }
}

impl Header {
    /// A field without secrets.
    pub fn plain(name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self { name: name.into(), shown: value.clone(), value }
    }
}

impl Agent {
    fn text(&self, http2: bool) -> &str {
        match self {
            Self::Command => "GoCommand/1 (+https://go.dev/cmd/go)",
            Self::Library if http2 => "Go-http-client/2.0",
            Self::Library => "Go-http-client/1.1",
            Self::Text(text) => text,
        }
    }
}

impl From<ProxyUrl> for Via {
    fn from(proxy: ProxyUrl) -> Self {
        let scheme = match proxy.scheme.as_str() {
            "https" => Scheme::Https,
            "socks5" | "socks5h" => Scheme::Socks5,
            _ => Scheme::Http,
        };
        let password = proxy.password.as_ref().map(|password| lossy(password.expose()));
        let credentials = proxy.user.map(|user| (lossy(&user), password.unwrap_or_default()));
        let port = proxy.port.parse().unwrap_or(80);
        Self { scheme, host: lossy(&proxy.host), port, credentials }
    }
}

impl Via {
    /// Host and port.
    pub(super) fn address(&self) -> String {
        join(&self.host, self.port)
    }

    /// The URL of the proxy, its password masked.
    pub fn shown(&self) -> String {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
            Scheme::Socks5 => "socks5",
        };
        let user = self.credentials.as_ref().map(|(user, _)| format!("{user}:xxxxx@"));
        format!("{scheme}://{}{}", user.unwrap_or_default(), self.address())
    }

    /// The `Proxy-Authorization` field for its credentials.
    pub(super) fn authorization(&self) -> Option<Header> {
        use base64::Engine as _;
        let (user, password) = self.credentials.as_ref()?;
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
        let name = "Proxy-Authorization".to_owned();
        Some(Header { name, value: format!("Basic {basic}"), shown: "Basic xxxxx".into() })
    }
}

/// Host and port as go joins them.
pub(super) fn join(host: &str, port: u16) -> String {
    format!("{}:{port}", bracketed(host))
}

fn bracketed(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        let secret = Header {
            name: "Authorization".into(),
            value: "Basic dTpw".into(),
            shown: "Basic xxxxx".into(),
        };
        Request {
            id: 1,
            method: Method::Get,
            https: false,
            host: "aa.test".into(),
            port: None,
            target: "/b?go-get=1".into(),
            url: "http://aa.test/b?go-get=1".into(),
            agent: Agent::Command,
            headers: vec![Header::plain("Referer", "https://x"), secret],
            via: None,
            mode: Mode::Verified,
        }
    }

    #[test]
    fn fields_stand_in_the_order_of_go() {
        let mut request = request();
        let head = "GET /b?go-get=1 HTTP/1.1\r\nHost: aa.test\r\n\
            User-Agent: GoCommand/1 (+https://go.dev/cmd/go)\r\nAuthorization: Basic dTpw\r\n\
            Referer: https://x\r\nAccept-Encoding: gzip\r\n\r\n";
        assert_eq!(String::from_utf8(request.http1_head()).unwrap(), head);
        let credentials = Some(("u".into(), "p".into()));
        request.via =
            Some(Via { scheme: Scheme::Http, host: "px".into(), port: 3128, credentials });
        let head = String::from_utf8(request.http1_head()).unwrap();
        assert!(head.starts_with("GET http://aa.test/b?go-get=1 HTTP/1.1\r\nHost: aa.test\r\n"));
        assert!(head.ends_with("gzip\r\nProxy-Authorization: Basic dTpw\r\n\r\n"));
    }

    #[test]
    fn a_head_has_no_use_for_packing() {
        let request = Request { method: Method::Head, headers: Vec::new(), ..request() };
        let head = String::from_utf8(request.http1_head()).unwrap();
        assert!(head.starts_with("HEAD /b?go-get=1 HTTP/1.1\r\n"));
        assert!(!head.contains("Accept-Encoding"));
    }

    #[test]
    fn a_zone_stays_here() {
        let request = Request { host: "fe80::1%en0".into(), port: Some(81), ..request() };
        assert_eq!(request.authority(), "[fe80::1]:81");
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = format!("{:?}", request());
        assert!(!shown.contains("dTpw") && shown.contains("Basic xxxxx"));
    }
}
