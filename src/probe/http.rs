//! One GET of our own: no credentials, no redirects, two seconds, a bounded body.

use std::{
    io,
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

use super::{LIMIT, Prober, verifier};
use crate::{
    event::Seen,
    go::{
        http_proxy::{self, ProxyUrl},
        meta,
        text::lossy,
        url::Url,
    },
    world::World,
};

/// How much of a body is read.
const MAX_BODY: usize = 256 << 10;

/// What the client says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agent {
    /// The go command.
    Go,
    /// A browser.
    Browser,
}

impl Agent {
    fn text(self) -> &'static str {
        match self {
            Self::Go => "GoCommand/1 (+https://go.dev/cmd/go)",
            Self::Browser => {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
            }
        }
    }
}

impl Prober {
    /// What a GET of `url` brings, with the tags that go would read from it.
    pub(super) async fn page(&self, url: &str, agent: Agent) -> Result<Seen, String> {
        let asked = async {
            let mut response = self.send(url, agent).await?;
            let body = body(&mut response).await?;
            Ok(self.seen(&response, &body))
        };
        tokio::time::timeout(LIMIT, asked).await.unwrap_or_else(|_| Err("2 seconds passed".into()))
    }

    /// The body of a GET of `url`.
    pub(super) async fn bytes(&self, url: &str, agent: Agent) -> Result<Vec<u8>, String> {
        let asked = async { body(&mut self.send(url, agent).await?).await };
        tokio::time::timeout(LIMIT, asked).await.unwrap_or_else(|_| Err("2 seconds passed".into()))
    }

    async fn send(&self, url: &str, agent: Agent) -> Result<Response, String> {
        let target = Target::parse(url)?;
        if let Some(proxy) = self.proxy(url)? {
            return self.send_by(&proxy, url, &target, agent).await;
        }
        let addresses = reach(&self.world, &target.host, target.port).await;
        let addresses = addresses.map_err(|error| error.to_string())?;
        let client = if target.https {
            self.secure(&target, addresses)?
        } else {
            let first = addresses.first().ok_or("the name has no address")?;
            return send(plain()?, &target.at(*first), agent, Some(&target.authority)).await;
        };
        send(client, url, agent, None).await
    }

    /// The proxy that go would ask for `url`.
    fn proxy(&self, url: &str) -> Result<Option<ProxyUrl>, String> {
        let url = Url::parse(url).map_err(|error| error.to_string())?;
        let decision = http_proxy::for_url(&self.proxies, &url, self.version);
        Ok(decision.map_err(|error| error.to_string())?.proxy)
    }

    async fn send_by(
        &self,
        proxy: &ProxyUrl,
        url: &str,
        target: &Target,
        agent: Agent,
    ) -> Result<Response, String> {
        if proxy.scheme != "http" {
            return Err(format!("not asked: by way of a proxy of kind {}", proxy.scheme));
        }
        let port = proxy.port.parse().map_err(text)?;
        let addresses = reach(&self.world, &lossy(&proxy.host), port).await.map_err(text)?;
        let address = addresses.first().ok_or("the proxy has no address")?;
        let mut led = Proxy::all(format!("http://{address}")).map_err(text)?;
        if let Some(user) = &proxy.user {
            let password =
                proxy.password.as_ref().map_or_else(String::new, |it| lossy(it.expose()));
            led = led.basic_auth(&lossy(user), &password);
        }
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
        }
    }

    fn ahead(&self, date: &str) -> Option<i64> {
        let date = OffsetDateTime::parse(&date.replace("GMT", "+0000"), &Rfc2822).ok()?;
        Some((date - self.world.now()).whole_seconds())
    }
}

/// Where connections to `host` and `port` really go in this world.
pub(super) async fn reach(world: &World, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    let (host, port) = led(world, host, port);
    let detour = world.detour();
    let addresses: Vec<IpAddr> = match (host.parse::<IpAddr>(), detour.names.get(&host)) {
        (Ok(address), _) => vec![address],
        (_, Some(addresses)) => addresses.clone(),
        (_, None) if detour.closed => Vec::new(),
        (_, None) => {
            tokio::net::lookup_host((host.as_str(), port)).await?.map(|a| a.ip()).collect()
        }
    };
    let real = |address| match detour.sockets.get(&address) {
        Some(real) => *real,
        None => (!detour.closed).then_some(address),
    };
    let reachable = addresses.into_iter().filter(|ip| !detour.unreachable.contains_key(ip));
    let all = reachable.map(|ip| SocketAddr::new(ip, port));
    let found: Vec<_> = all.filter_map(real).collect();
    if found.is_empty() { Err(io::ErrorKind::ConnectionRefused.into()) } else { Ok(found) }
}

/// Where `--connect-to` leads.
fn led(world: &World, host: &str, port: u16) -> (String, u16) {
    let mut rules = world.detour().connect_to.iter();
    let rule = rules.find(|rule| {
        rule.host.as_ref().is_none_or(|asked| asked.eq_ignore_ascii_case(host))
            && rule.port.is_none_or(|asked| asked == port)
    });
    let to_host = rule.and_then(|rule| rule.to_host.clone());
    let to_port = rule.and_then(|rule| rule.to_port);
    (to_host.unwrap_or_else(|| host.to_owned()), to_port.unwrap_or(port))
}

/// A URL as far as a question needs it.
struct Target {
    https: bool,
    host: String,
    port: u16,
    has_port: bool,
    authority: String,
    rest: String,
}

impl Target {
    fn parse(text: &str) -> Result<Self, String> {
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

    /// The same over http at `address`.
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

async fn body(response: &mut Response) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(text)? {
        let room = MAX_BODY - bytes.len();
        bytes.extend_from_slice(&chunk[..room.min(chunk.len())]);
        if bytes.len() == MAX_BODY {
            break;
        }
    }
    Ok(bytes)
}

fn field(headers: &HeaderMap, name: &'static str) -> Option<String> {
    let value = headers.get(HeaderName::from_static(name))?;
    Some(lossy(value.as_bytes()))
}

/// The innermost reason, which says most.
fn text(error: impl std::error::Error) -> String {
    let mut at: &dyn std::error::Error = &error;
    while let Some(source) = at.source() {
        at = source;
    }
    at.to_string()
}
