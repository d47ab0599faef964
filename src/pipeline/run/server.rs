//! A server by its name: what people type for the `certs` command.

use std::{fmt, net::Ipv6Addr};

use crate::{
    go::std::{
        net::url::{ParseError, Url},
        strconv::text::lossy,
    },
    problem::Problem,
};

/// The port of https.
const PORT: u16 = 443;

/// A server that speaks TLS. Display is `HOST:PORT`, an IPv6 address in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    host: String,
    port: u16,
}

impl Server {
    /// Reads `HOST[:PORT]`; of an https URL or an import path the host counts.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        read(text).map_err(|why| {
            let next = "goget-doctor certs git.example.com:8443";
            Problem::new(format!("{text} names no server"), why, next)
        })
    }

    /// The name or address, without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The URL that go would ask, without a port where it is the usual one.
    pub(crate) fn url(&self) -> Result<Url, ParseError> {
        let host = bracketed(&self.host);
        match self.port {
            PORT => Url::parse(format!("https://{host}/")),
            port => Url::parse(format!("https://{host}:{port}/")),
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", bracketed(&self.host), self.port)
    }
}

fn read(text: &str) -> Result<Server, String> {
    if let Ok(address) = text.parse::<Ipv6Addr>() {
        return Ok(Server { host: address.to_string(), port: PORT });
    }
    let rest = text.strip_prefix("https://").unwrap_or(text);
    if rest.contains("://") {
        return Err("only https has certificates".to_owned());
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let url =
        Url::parse(format!("https://{authority}/")).map_err(|error| error.fault.to_string())?;
    if url.user().is_some() {
        return Err("it holds a user name".to_owned());
    }
    let port = match url.port() {
        "" => Ok(PORT),
        port => port.parse().ok().filter(|port| *port > 0).ok_or("its port is none of 1 to 65535"),
    };
    Ok(Server { host: ascii(&lossy(url.hostname()))?, port: port? })
}

/// The name as it is looked up and as certificates have it.
fn ascii(host: &str) -> Result<String, String> {
    if host.is_empty() {
        return Err("it holds no host".to_owned());
    }
    if host.is_ascii() {
        return Ok(host.to_owned());
    }
    url::Host::parse(host).map(|host| host.to_string()).map_err(|error| error.to_string())
}

fn bracketed(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read_as_people_write_them() {
        for (text, shown, host) in [
            ("git.example.com", "git.example.com:443", "git.example.com"),
            ("git.example.com:8443", "git.example.com:8443", "git.example.com"),
            ("https://git.example.com/x?y", "git.example.com:443", "git.example.com"),
            ("git.example.com/team/pkg", "git.example.com:443", "git.example.com"),
            ("git.example.com.", "git.example.com.:443", "git.example.com."),
            ("10.0.0.1:444", "10.0.0.1:444", "10.0.0.1"),
            ("::1", "[::1]:443", "::1"),
            ("[::1]:8443", "[::1]:8443", "::1"),
            ("bücher.example", "xn--bcher-kva.example:443", "xn--bcher-kva.example"),
        ] {
            let server = Server::parse(text).unwrap();
            assert_eq!((server.to_string().as_str(), server.host()), (shown, host), "{text}");
        }
    }

    #[test]
    fn what_names_no_server_is_refused() {
        for text in
            ["", ":443", "a b", "http://a.test", "a:0", "a:65536", "a:x", "u@a.test", "[::1"]
        {
            assert!(Server::parse(text).is_err(), "{text}");
        }
    }
}
