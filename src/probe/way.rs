//! The way to a host: its addresses, and connections as go would make them.

use std::{
    io,
    net::{IpAddr, SocketAddr},
};

use super::Prober;
use crate::{
    go::std::net::{
        http::{proxy, proxy::ProxyUrl},
        url::Url,
    },
    net::{Agent, Limits, Method, Mode, Request, Stream, Via, Wire},
    world::World,
};

impl Prober {
    /// A connection to the https port of `host`, by way of the proxy that go would take.
    pub(crate) async fn connect(&self, host: &str) -> Option<Stream> {
        let url = format!("https://{host}");
        let request = Request {
            id: 0,
            method: Method::Get,
            https: true,
            host: host.to_owned(),
            port: None,
            target: "/".to_owned(),
            via: self.proxy(&url).ok()?.map(Via::from),
            url,
            agent: Agent::Command,
            headers: Vec::new(),
            mode: Mode::Verified,
        };
        let wire = Wire::new(self.world.clone(), self.trust.clone(), Limits::default());
        wire.way(&request).await.ok()
    }

    /// The proxy that go would ask for `url`.
    pub(crate) fn proxy(&self, url: &str) -> Result<Option<ProxyUrl>, String> {
        let url = Url::parse(url).map_err(|error| error.to_string())?;
        let decision = proxy::for_url(&self.proxies, &url, self.version);
        Ok(decision.map_err(|error| error.to_string())?.proxy)
    }
}

/// Where connections to `host` and `port` really go in this world.
pub(crate) async fn reach(world: &World, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    let (host, port) = led(world, host, port);
    let addresses = addresses(world, &host).await?.into_iter();
    let found: Vec<_> = addresses.filter_map(|ip| real(world, SocketAddr::new(ip, port))).collect();
    if found.is_empty() { Err(io::ErrorKind::ConnectionRefused.into()) } else { Ok(found) }
}

/// The addresses of `host`; an address is its own.
pub(crate) async fn addresses(world: &World, host: &str) -> io::Result<Vec<IpAddr>> {
    let detour = world.detour();
    Ok(match (host.parse::<IpAddr>(), detour.names.get(host)) {
        (Ok(address), _) => vec![address],
        (_, Some(addresses)) => addresses.clone(),
        (_, None) if detour.closed => Vec::new(),
        (_, None) => tokio::net::lookup_host((host, 443)).await?.map(|a| a.ip()).collect(),
    })
}

/// Whom an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anybody in the world.
    Public,
    /// The machine itself.
    Loopback,
    /// The link, where clouds keep what a machine may know.
    Link,
    /// A network of its own, or nobody.
    Private,
}

impl Kind {
    /// Whose `ip` is.
    pub(crate) fn of(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            ip if ip.is_loopback() || ip.is_unspecified() => Self::Loopback,
            ip if ip.is_multicast() => Self::Private,
            IpAddr::V4(ip) if ip.is_link_local() => Self::Link,
            IpAddr::V6(ip) if ip.is_unicast_link_local() => Self::Link,
            IpAddr::V6(ip) if ip.is_unique_local() => Self::Private,
            IpAddr::V4(ip) => match ip.octets() {
                [0 | 240..=255, ..] | [100, 64..=127, ..] => Self::Private,
                _ if ip.is_private() => Self::Private,
                _ => Self::Public,
            },
            IpAddr::V6(_) => Self::Public,
        }
    }
}

/// Where a connection to `address` really goes; `None` where there is nobody.
pub(crate) fn real(world: &World, address: SocketAddr) -> Option<SocketAddr> {
    let detour = world.detour();
    match detour.sockets.get(&address) {
        _ if detour.unreachable.contains_key(&address.ip()) => None,
        Some(real) => *real,
        None => (!detour.closed).then_some(address),
    }
}

/// Where `--connect-to` sends connections.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_an_address_is() {
        let kind = |ip: &str| Kind::of(ip.parse().unwrap());
        for ip in ["8.8.8.8", "2001:db8::1", "192.0.2.1", "172.32.0.1"] {
            assert_eq!(kind(ip), Kind::Public, "{ip}");
        }
        for ip in ["127.0.0.1", "::1", "0.0.0.0", "::ffff:127.1.1.1"] {
            assert_eq!(kind(ip), Kind::Loopback, "{ip}");
        }
        assert_eq!((kind("169.254.169.254"), kind("fe80::1")), (Kind::Link, Kind::Link));
        for ip in ["10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "224.0.0.1"] {
            assert_eq!(kind(ip), Kind::Private, "{ip}");
        }
    }
}
