//! `HOST:PORT:ADDR:PORT` as curl's `--connect-to` reads it.

use std::net::Ipv6Addr;

use crate::world::ConnectTo;

/// Why a text is no `HOST:PORT:ADDR:PORT`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadConnectTo {
    /// A `[` whose address has no `]`, or something other than `:` after it.
    #[error("an address in [brackets] ends with ] and is followed by :")]
    Brackets,
    /// The text in brackets is no IPv6 address.
    #[error("[{0}] holds no IPv6 address")]
    Ipv6(String),
    /// Fewer or more than four parts.
    #[error(
        "it takes HOST:PORT:ADDR:PORT; any part may be empty, an IPv6 address stands in [brackets]"
    )]
    Parts,
    /// A port that is no number up to 65535.
    #[error("{0:?} is no port")]
    Port(String),
}

/// Reads one `--connect-to`. As in curl the last part may be missing.
pub(super) fn parse(text: &str) -> Result<ConnectTo, BadConnectTo> {
    let (host, rest) = host(text)?;
    let (port, rest) =
        rest.ok_or(BadConnectTo::Parts)?.split_once(':').ok_or(BadConnectTo::Parts)?;
    let (to_host, rest) = self::host(rest)?;
    let to_port = rest.unwrap_or_default();
    if to_port.contains(':') {
        return Err(BadConnectTo::Parts);
    }
    Ok(ConnectTo { host, port: self::port(port)?, to_host, to_port: self::port(to_port)? })
}

/// The host in front, and what follows the `:` after it.
fn host(text: &str) -> Result<(Option<String>, Option<&str>), BadConnectTo> {
    let Some(inner) = text.strip_prefix('[') else {
        let (host, rest) =
            text.split_once(':').map_or((text, None), |(host, rest)| (host, Some(rest)));
        return Ok((Some(host.to_owned()).filter(|host| !host.is_empty()), rest));
    };
    let (address, rest) = inner.split_once(']').ok_or(BadConnectTo::Brackets)?;
    let bare = address.split_once('%').map_or(address, |(bare, _zone)| bare);
    if bare.parse::<Ipv6Addr>().is_err() {
        return Err(BadConnectTo::Ipv6(address.to_owned()));
    }
    match rest.strip_prefix(':') {
        None if !rest.is_empty() => Err(BadConnectTo::Brackets),
        rest => Ok((Some(address.to_owned()), rest)),
    }
}

fn port(text: &str) -> Result<Option<u16>, BadConnectTo> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let port = text.parse().ok().filter(|_| digits);
    port.map(Some).ok_or_else(|| BadConnectTo::Port(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, BadConnectTo> {
        let or = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
        parse(text).map(|to| {
            let port = |port: Option<u16>| or(port.map(|port| port.to_string()));
            format!("{} {} {} {}", or(to.host), port(to.port), or(to.to_host), port(to.to_port))
        })
    }

    #[test]
    fn reads_what_curl_reads() {
        for (text, parts) in [
            ("example.com:443:127.0.0.1:8443", "example.com 443 127.0.0.1 8443"),
            ("::127.0.0.1:8443", "- - 127.0.0.1 8443"),
            ("example.com:443::", "example.com 443 - -"),
            (":::", "- - - -"),
            ("[2001:db8::1]:443:[::1]:8443", "2001:db8::1 443 ::1 8443"),
            ("a:1:[fe80::1%eth0]", "a 1 fe80::1%eth0 -"),
            ("a:1:b", "a 1 b -"),
            ("a:1:", "a 1 - -"),
            ("a:1::2", "a 1 - 2"),
        ] {
            assert_eq!(shown(text), Ok(parts.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        let port = |text: &str| BadConnectTo::Port(text.to_owned());
        for (text, error) in [
            ("", BadConnectTo::Parts),
            ("a:1", BadConnectTo::Parts),
            ("a:1:b:2:3", BadConnectTo::Parts),
            ("a:http:b:2", port("http")),
            ("a:1:b:65536", port("65536")),
            ("a:+1:b:2", port("+1")),
            ("[::1:1:b:2", BadConnectTo::Brackets),
            ("[::1]x:1:b:2", BadConnectTo::Brackets),
            ("[b]:1:b:2", BadConnectTo::Ipv6("b".to_owned())),
            ("::1:1:b:2", BadConnectTo::Parts),
        ] {
            assert_eq!(shown(text), Err(error), "{text}");
        }
    }
}
