//! One GET of our own: no credentials, no redirects, two seconds, a bounded body.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use reqwest::{
    Client, ClientBuilder, Proxy, Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{HOST, HeaderMap, HeaderName, HeaderValue},
    redirect::Policy,
};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::{
    LIMIT, Prober, verifier,
    way::{reach, real},
};
use crate::{
    go::{
        cmd::meta,
        std::{
            net::{http::proxy::ProxyUrl, url::Url},
            strconv::text::lossy,
        },
    },
    secret::redact_url,
    trace::Seen,
};

/// How much of a body is read.
const MAX_BODY: usize = 256 << 10;

/// How much of a certificate is read.
const MAX_BYTES: usize = 64 << 10;

/// What the client says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agent {
    /// The go command.
    Go,
    /// A browser.
    Browser,
    /// git.
    Git,
}

impl Agent {
    fn text(self) -> &'static str {
        match self {
            Self::Go => "GoCommand/1 (+https://go.dev/cmd/go)",
            Self::Git => "git/2.47.3",
            Self::Browser => {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
            }
        }
    }
}

impl Prober {
    /// What a GET of `url` brings, of the host's address `at` where one is given, with the tags that
    /// go would read from it.
    pub(crate) async fn page(
        &self,
        url: &str,
        agent: Agent,
        at: Option<IpAddr>,
    ) -> Result<Seen, String> {
        let asked = async {
            let mut response = self.send(url, agent, at).await?;
            let body = body(&mut response, MAX_BODY).await?;
            Ok(self.seen(&response, &body))
        };
        tokio::time::timeout(LIMIT, asked).await.unwrap_or_else(|_| Err("2 seconds passed".into()))
    }

    /// The body of a GET of `url`, of the host's address `at`, up to 64 KiB.
    pub(crate) async fn bytes(
        &self,
        url: &str,
        agent: Agent,
        at: IpAddr,
    ) -> Result<Vec<u8>, String> {
        let asked = async { body(&mut self.send(url, agent, Some(at)).await?, MAX_BYTES).await };
        tokio::time::timeout(LIMIT, asked).await.unwrap_or_else(|_| Err("2 seconds passed".into()))
    }

    async fn send(&self, url: &str, agent: Agent, at: Option<IpAddr>) -> Result<Response, String> {
        let target = Target::parse(url)?;
        if let Some(proxy) = self.proxy(url)? {
            return self.send_by(&proxy, url, &target, agent).await;
        }
        let addresses = match at {
            None => reach(&self.world, &target.host, target.port).await.map_err(text)?,
            Some(ip) => {
                let led = real(&self.world, SocketAddr::new(ip, target.port));
                vec![led.ok_or("connection refused")?]
            }
        };
        let client = if target.https {
            self.secure(&target, addresses)?
        } else {
            let first = addresses.first().ok_or("the name has no address")?;
            return send(plain()?, &target.at(*first), agent, Some(&target.authority)).await;
        };
        send(client, url, agent, None).await
    }

    async fn send_by(
        &self,
        proxy: &ProxyUrl,
        url: &str,
        target: &Target,
        agent: Agent,
    ) -> Result<Response, String> {
        let scheme = match proxy.scheme.as_str() {
            "http" => "http",
            // As go does it: the proxy looks the name up.
            "socks5" | "socks5h" => "socks5h",
            other => return Err(format!("not asked: by way of a proxy of kind {other}")),
        };
        let port = proxy.port.parse().map_err(text)?;
        let addresses = reach(&self.world, &lossy(&proxy.host), port).await.map_err(text)?;
        let address = addresses.first().ok_or("the proxy has no address")?;
        let mut led = reqwest::Url::parse(&format!("{scheme}://{address}")).map_err(text)?;
        if let Some(user) = &proxy.user {
            let password = proxy.password.as_ref().map(|password| lossy(password.expose()));
            let masked = |()| "the login of the proxy cannot be written".to_owned();
            led.set_username(&lossy(user)).map_err(masked)?;
            led.set_password(password.as_deref()).map_err(masked)?;
        }
        let led = Proxy::all(led).map_err(text)?;
        let builder = if target.https { self.secure_builder(target)? } else { plain_builder()? };
        let client = builder.no_proxy().proxy(led).build().map_err(text)?;
        send(client, url, agent, None).await
    }

    fn secure(&self, target: &Target, addresses: Vec<SocketAddr>) -> Result<Client, String> {
        let led = Arc::new(Led(addresses));
        self.secure_builder(target)?.dns_resolver(led).build().map_err(text)
    }

    fn secure_builder(&self, target: &Target) -> Result<ClientBuilder, String> {
        if target.host.parse::<IpAddr>().is_ok() || target.has_port {
            return Err("only names on the usual port are asked over https".into());
        }
        let (config, _) = verifier::config(self.trust.clone(), &target.host).map_err(text)?;
        Ok(builder().tls_backend_preconfigured(config))
    }

    fn seen(&self, response: &Response, body: &[u8]) -> Seen {
        let headers = response.headers();
        Seen {
            status: response.status().as_u16(),
            server: field(headers, "server"),
            location: field(headers, "location"),
            ahead: field(headers, "date").and_then(|date| self.ahead(&date)),
            imports: meta::read(body, self.version).imports,
            begins: self.begins(body),
        }
    }

    /// The first line that holds something, cut after 80 characters. A secret is masked before, since its beginning alone
    /// is none that is known.
    fn begins(&self, body: &[u8]) -> String {
        let mut begin = body.get(..1024).unwrap_or(body).to_vec();
        self.world.secrets().cover(&mut begin, "");
        let text = redact_url(&lossy(begin.get(..512).unwrap_or(&begin)));
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        line.unwrap_or_default().chars().take(80).collect()
    }

    fn ahead(&self, date: &str) -> Option<i64> {
        let date = OffsetDateTime::parse(&date.replace("GMT", "+0000"), &Rfc2822).ok()?;
        Some((date - self.world.now()).whole_seconds())
    }
}

/// A URL as far as a question needs it.
pub(crate) struct Target {
    https: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    has_port: bool,
    authority: String,
    rest: String,
}

impl Target {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|error| error.to_string())?;
        let https = url.scheme() == "https";
        if url.user().is_some() || !(https || url.scheme() == "http") {
            return Err("not asked: the URL has a login, or another scheme than http".into());
        }
        let port = url.port();
        Ok(Self {
            https,
            host: lossy(url.hostname()),
            has_port: !port.is_empty(),
            port: port.parse().unwrap_or(if https { 443 } else { 80 }),
            authority: lossy(url.host()),
            rest: lossy(&url.request_uri()),
        })
    }

    /// The URL over http at `address`.
    fn at(&self, address: SocketAddr) -> String {
        format!("http://{address}{}", self.rest)
    }
}

/// The addresses that a client is to use, whatever it asks for.
struct Led(Vec<SocketAddr>);

impl Resolve for Led {
    fn resolve(&self, _name: Name) -> Resolving {
        let addresses: Addrs = Box::new(self.0.clone().into_iter());
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

fn builder() -> ClientBuilder {
    Client::builder().no_proxy().redirect(Policy::none()).referer(false).timeout(LIMIT)
}

fn plain() -> Result<Client, String> {
    plain_builder()?.build().map_err(text)
}

/// For http; its TLS is there because there must be one.
fn plain_builder() -> Result<ClientBuilder, String> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(text)?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Ok(builder().tls_backend_preconfigured(tls))
}

async fn send(
    client: Client,
    url: &str,
    agent: Agent,
    host: Option<&str>,
) -> Result<Response, String> {
    let mut request = client.get(url).header(reqwest::header::USER_AGENT, agent.text());
    if let Some(host) = host {
        request = request.header(HOST, HeaderValue::from_str(host).map_err(text)?);
    }
    request.send().await.map_err(text)
}

async fn body(response: &mut Response, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(text)? {
        let room = most - bytes.len();
        bytes.extend_from_slice(&chunk[..room.min(chunk.len())]);
        if bytes.len() == most {
            break;
        }
    }
    Ok(bytes)
}

fn field(headers: &HeaderMap, name: &'static str) -> Option<String> {
    let value = headers.get(HeaderName::from_static(name))?;
    Some(redact_url(&lossy(value.as_bytes())))
}

/// The innermost reason, which says most.
fn text(error: impl std::error::Error) -> String {
    let mut at: &dyn std::error::Error = &error;
    while let Some(source) = at.source() {
        at = source;
    }
    at.to_string()
}
