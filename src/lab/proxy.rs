//! Proxies: the one that takes other commands to the lab's servers, and a scenario's own.

use std::{
    collections::BTreeMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use tokio::{
    io::{AsyncWriteExt as _, copy, copy_bidirectional},
    net::TcpStream,
};

use super::{
    counts::{Log, Request},
    hosts,
    reply::{Ask, Reply, reason},
    socks::{self, Answer},
    wire::Wire,
};
use crate::world::Unreachable;

/// Where names and addresses of a scenario really go.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) names: BTreeMap<String, Vec<IpAddr>>,
    pub(super) sockets: BTreeMap<SocketAddr, Option<SocketAddr>>,
    pub(super) unreachable: BTreeMap<IpAddr, Unreachable>,
}

/// A proxy.
pub(super) struct Relay {
    /// The host that it is; empty for the lab's own.
    pub(super) name: String,
    pub(super) rules: Option<hosts::Proxy>,
    pub(super) reach: Arc<Reach>,
    pub(super) log: Arc<Log>,
}

impl Reach {
    /// The listener behind `HOST:PORT`; `None` where there is none.
    pub(super) fn find(&self, authority: &str) -> Option<SocketAddr> {
        let (host, port) = authority.rsplit_once(':')?;
        let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        let own = host.parse().map(|address| vec![address]).unwrap_or_default();
        let addresses = self.names.get(&host).unwrap_or(&own);
        let port = port.parse().ok()?;
        let mut sockets = addresses.iter().map(|address| SocketAddr::new(*address, port));
        sockets.find_map(|socket| self.sockets.get(&socket).copied().flatten())
    }
}

/// Serves one connection.
pub(super) async fn serve(stream: TcpStream, relay: Arc<Relay>) {
    let connection = relay.log.connection(&relay.name);
    // Whatever the client does, the lab goes on.
    let _ = relay.visit(stream, connection).await;
}

impl Relay {
    async fn visit(&self, stream: TcpStream, connection: u64) -> io::Result<()> {
        let socks = self.rules.as_ref().is_some_and(|rules| rules.socks);
        if socks && socks::is_spoken(&stream).await? {
            return self.socks(stream).await;
        }
        self.http(Wire::new(stream), connection).await
    }

    async fn http(&self, mut wire: Wire<TcpStream>, connection: u64) -> io::Result<()> {
        match wire.head().await {
            Ok(Some(ask)) => {
                self.note(&ask, connection);
                self.answer(wire, &ask).await
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                refuse(wire, &no_http(), Reply::new(400, "", "")).await
            }
            Ok(None) | Err(_) => Ok(()),
        }
    }

    async fn socks(&self, mut client: TcpStream) -> io::Result<()> {
        let wish = socks::wish(&mut client).await?;
        let Some(server) = self.connect(&wish).await else {
            return socks::answer(&mut client, Answer::HostUnreachable).await;
        };
        socks::answer(&mut client, Answer::Connected).await?;
        join(client, server).await
    }

    async fn answer(&self, mut wire: Wire<TcpStream>, ask: &Ask) -> io::Result<()> {
        if let Some(raw) = self.rules.as_ref().and_then(|rules| rules.raw.as_ref()) {
            wire.write(raw.as_bytes()).await?;
            return wire.close().await;
        }
        if let Some(refusal) = self.rules.as_ref().and_then(|rules| refusal(rules, ask)) {
            return refuse(wire, ask, refusal).await;
        }
        match ask.method.as_str() {
            "CONNECT" => self.tunnel(wire, ask).await,
            _ => self.forward(wire, ask).await,
        }
    }

    async fn tunnel(&self, mut wire: Wire<TcpStream>, ask: &Ask) -> io::Result<()> {
        let Some(mut server) = self.connect(&ask.target).await else {
            return refuse(wire, ask, nowhere(&ask.target)).await;
        };
        wire.write(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        let (client, ahead) = wire.into_parts();
        server.write_all(&ahead).await?;
        join(client, server).await
    }

    async fn forward(&self, wire: Wire<TcpStream>, ask: &Ask) -> io::Result<()> {
        let Some((authority, path)) = absolute(&ask.target) else {
            return refuse(wire, ask, Reply::new(400, "", "")).await;
        };
        let Some(mut server) = self.connect(&authority).await else {
            return refuse(wire, ask, nowhere(&authority)).await;
        };
        server.write_all(onward(ask, path).as_bytes()).await?;
        let (mut client, ahead) = wire.into_parts();
        server.write_all(&ahead).await?;
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = server.split();
        let up = async {
            copy(&mut from_client, &mut to_server).await?;
            std::future::pending().await
        };
        tokio::select! {
            end = copy(&mut from_server, &mut to_client) => end.map(drop),
            end = up => end,
        }
    }

    async fn connect(&self, authority: &str) -> Option<TcpStream> {
        let server = TcpStream::connect(self.reach.find(authority)?).await.ok()?;
        server.set_nodelay(true).ok()?;
        Some(server)
    }

    fn note(&self, ask: &Ask, connection: u64) {
        let request = Request {
            connection,
            port: self.rules.as_ref().map_or(0, |rules| rules.port),
            protocol: "HTTP/1.1",
            method: ask.method.clone(),
            target: ask.target.clone(),
            headers: ask.headers.clone(),
        };
        self.log.request(&self.name, request);
    }
}

/// Carries bytes both ways until both sides are done.
async fn join(mut client: TcpStream, mut server: TcpStream) -> io::Result<()> {
    match copy_bidirectional(&mut client, &mut server).await {
        Err(error) if error.kind() == io::ErrorKind::ConnectionReset => client.set_zero_linger(),
        copied => copied.map(drop),
    }
}

/// What the rules of a proxy have against a request.
fn refusal(rules: &hosts::Proxy, ask: &Ask) -> Option<Reply> {
    let given = ask.header("proxy-authorization");
    if rules.auth.as_ref().is_some_and(|auth| !auth.admits(given)) {
        let reply = Reply::new(407, "", "");
        return Some(reply.with("Proxy-Authenticate", "Basic realm=\"proxy\""));
    }
    let status = rules.status?;
    let mut reply = Reply::new(status, "", rules.body.clone());
    reply.reason = rules.reason.clone().unwrap_or_else(|| reason(status));
    reply.headers.extend(rules.headers.clone());
    Some(reply)
}

async fn refuse(mut wire: Wire<TcpStream>, ask: &Ask, reply: Reply) -> io::Result<()> {
    wire.send(ask, reply.with("Connection", "close")).await?;
    wire.close().await
}

fn nowhere(authority: &str) -> Reply {
    Reply::new(502, "text/plain", format!("the lab has nobody listening at {authority}\n"))
}

fn no_http() -> Ask {
    Ask { method: "GET".into(), target: "/".into(), headers: Vec::new(), body: bytes::Bytes::new() }
}

/// Authority with port, and path, of an absolute `http` URL.
fn absolute(target: &str) -> Option<(String, &str)> {
    let rest = target.strip_prefix("http://")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let port = authority.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    Some((if port { authority.to_owned() } else { format!("{authority}:80") }, path))
}

/// The head of a request as the server gets it: one request for each connection.
fn onward(ask: &Ask, path: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    let mut head = format!("{} {slash}{path} HTTP/1.1\r\n", ask.method);
    for (name, value) in &ask.headers {
        let hop = ["proxy-authorization", "proxy-connection", "connection"];
        if !hop.contains(&name.to_ascii_lowercase().as_str()) {
            head.extend([name, ": ", value, "\r\n"]);
        }
    }
    head + "Connection: close\r\n\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_urls_are_taken_apart() {
        assert_eq!(absolute("http://a.test/b?c"), Some(("a.test:80".to_owned(), "/b?c")));
        assert_eq!(absolute("http://a.test:81"), Some(("a.test:81".to_owned(), "")));
        assert_eq!(absolute("/b"), None);
    }

    #[test]
    fn names_lead_to_listeners() {
        let real: SocketAddr = "127.0.0.1:4000".parse().unwrap();
        let mut reach = Reach::default();
        let addresses = ["192.0.2.9", "192.0.2.1"].map(|text| text.parse().unwrap());
        reach.names.insert("a.test".into(), addresses.into());
        reach.sockets.insert("192.0.2.1:443".parse().unwrap(), Some(real));
        assert_eq!(reach.find("A.test.:443"), Some(real));
        assert_eq!(reach.find("192.0.2.1:443"), Some(real));
        assert_eq!(reach.find("a.test:80"), None);
        assert_eq!(reach.find("b.test:443"), None);
    }
}
