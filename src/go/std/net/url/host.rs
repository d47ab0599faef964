//! The part of a URL between `//` and the path: user, host and port.

use std::net::IpAddr;

use super::{
    Fault, UserInfo,
    escape::{Part, unescape},
};
use crate::{go::std::net::netip, secret::Secret};

/// Reads `user:password@host:port`; `strict` about a second colon in front of the port.
pub(crate) fn authority(text: &[u8], strict: bool) -> Result<(Option<UserInfo>, Vec<u8>), Fault> {
    let Some(at) = text.iter().rposition(|b| *b == b'@') else {
        return Ok((None, host(text, strict)?));
    };
    let host = host(&text[at + 1..], strict)?;
    Ok((Some(user_info(&text[..at])?), host))
}

/// Splits `host:port`; without a port, or with one that is no number, it is all host.
pub(crate) fn split_port(host: &[u8]) -> (&[u8], &[u8]) {
    match host.iter().rposition(|b| *b == b':') {
        Some(colon) if is_port(&host[colon..]) => (&host[..colon], &host[colon + 1..]),
        _ => (host, b""),
    }
}

fn user_info(text: &[u8]) -> Result<UserInfo, Fault> {
    if !text.iter().all(|b| b.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(b)) {
        return Err(Fault::BadUserInfo);
    }
    let (name, password) = match text.iter().position(|b| *b == b':') {
        Some(colon) => (&text[..colon], Some(&text[colon + 1..])),
        None => (text, None),
    };
    let name = unescape(name, Part::User)?.into();
    let password = password.map(|text| unescape(text, Part::User)).transpose()?;
    Ok(UserInfo { name, password: password.map(Secret::new) })
}

fn host(text: &[u8], strict: bool) -> Result<Vec<u8>, Fault> {
    match text.iter().rposition(|b| *b == b'[') {
        Some(0) => bracketed(text),
        Some(_) => Err(Fault::BadIpLiteral),
        None => {
            check_port(port_of_name(text, strict))?;
            unescape(text, Part::Host)
        }
    }
}

/// Where the port begins: at the first colon where a second one is not taken.
fn port_of_name(host: &[u8], strict: bool) -> &[u8] {
    let mut bytes = host.iter();
    let is_colon = |b: &u8| *b == b':';
    let colon = if strict { bytes.position(is_colon) } else { bytes.rposition(is_colon) };
    colon.map_or(b"", |at| &host[at..])
}

/// Reads `[::1]:80`.
fn bracketed(text: &[u8]) -> Result<Vec<u8>, Fault> {
    let end = text.iter().rposition(|b| *b == b']').ok_or(Fault::MissingBracket)?;
    let (literal, port) = text.split_at(end + 1);
    check_port(port)?;
    let address = with_zone(literal.get(1..end).unwrap_or_default())?;
    check_literal(&address)?;
    Ok([b"[", address.as_slice(), b"]", port].concat())
}

/// An address without its escapes; after `%25` comes a zone, where more may be escaped.
fn with_zone(address: &[u8]) -> Result<Vec<u8>, Fault> {
    let zone = address.windows(3).position(|three| three == b"%25").unwrap_or(address.len());
    let mut plain = unescape(&address[..zone], Part::Host)?;
    plain.extend(unescape(&address[zone..], Part::Zone)?);
    Ok(plain)
}

fn check_literal(address: &[u8]) -> Result<(), Fault> {
    match netip::parse_addr(address).map_err(Fault::BadAddress)?.ip {
        IpAddr::V4(_) => Err(Fault::BadIpLiteral),
        IpAddr::V6(_) => Ok(()),
    }
}

fn check_port(port: &[u8]) -> Result<(), Fault> {
    if is_port(port) { Ok(()) } else { Err(Fault::BadPort(port.into())) }
}

/// Whether `text` is empty, or a colon and any number of digits.
fn is_port(text: &[u8]) -> bool {
    text.split_first()
        .is_none_or(|(colon, digits)| *colon == b':' && digits.iter().all(u8::is_ascii_digit))
}

/// The authority in the text of an absolute URL, or of one that begins with `//`: host, port and
/// login as written (RFC 3986 §3.2). `None` where it has none. For texts to be shown: whether go
/// takes the URL, [`super::Url::parse`] says.
pub fn authority_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("//")?;
    let ends = |c| matches!(c, '/' | '?' | '#');
    let absolute = scheme.is_empty() || scheme.ends_with(':') && !scheme.contains(ends);
    rest.split(ends).next().filter(|_| absolute)
}

/// The host in an authority as written: without login, port and the brackets of an address.
pub fn host_of(authority: &str) -> &str {
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities_as_written() {
        for (url, authority) in [
            ("https://u:p@h.test:8443/x?y", Some("u:p@h.test:8443")),
            ("https://h?go-get=1", Some("h")),
            ("http://h#x", Some("h")),
            ("//h/x", Some("h")),
            ("https:///x", Some("")),
            ("/login?next=https://h/", None),
            ("?next=//h/", None),
            ("/a//b", None),
            ("h/x", None),
        ] {
            assert_eq!(authority_of(url), authority, "{url}");
        }
    }

    #[test]
    fn hosts_as_written() {
        for (authority, host) in
            [("h", "h"), ("h:8443", "h"), ("u:p@h:1", "h"), ("[::1]:80", "::1"), ("u@[::1]", "::1")]
        {
            assert_eq!(host_of(authority), host, "{authority}");
        }
    }
}
