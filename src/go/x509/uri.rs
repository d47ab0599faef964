//! URIs in certificates: go's URL parser, as far as its errors and the host go.

use crate::go::{
    text::quote,
    version::{Change, Version},
};

/// A URI among the subject alternative names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Uri {
    pub(super) text: Vec<u8>,
    /// Host and port, without the user; empty where there is none.
    pub(super) host: Vec<u8>,
}

/// What go's `url.Parse` says: the URL that it quotes and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UrlError {
    url: Vec<u8>,
    why: String,
}

impl UrlError {
    /// go's text: `parse "http://[::1": missing ']' in host`.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        format!("parse {}: {}", quote(&self.url), self.why).into_bytes()
    }
}

/// The host of `url` (ASCII), with its port.
pub(super) fn host(url: &[u8], version: Version) -> Result<Vec<u8>, UrlError> {
    let (front, fragment) = cut(url, b'#');
    let host = parse(front, version).map_err(|why| UrlError { url: front.to_vec(), why })?;
    let unescaped = unescape(fragment, Part::Other);
    unescaped.map_err(|why| UrlError { url: url.to_vec(), why })?;
    Ok(host)
}

fn parse(url: &[u8], version: Version) -> Result<Vec<u8>, String> {
    if url.iter().any(u8::is_ascii_control) {
        return Err("net/url: invalid control character in URL".into());
    }
    let (has_scheme, rest) = scheme(url)?;
    let (rest, _query) = cut(rest, b'?');
    if !rest.starts_with(b"/") {
        if !has_scheme && cut(rest, b'/').0.contains(&b':') {
            return Err("first path segment in URL cannot contain colon".into());
        }
        // Behind a scheme this is opaque, and nothing in it is looked at.
        return if has_scheme {
            Ok(Vec::new())
        } else {
            unescape(rest, Part::Other).map(|_| Vec::new())
        };
    }
    let authority = rest.strip_prefix(b"//").filter(|_| has_scheme || !rest.starts_with(b"///"));
    let (authority, path) = match authority {
        Some(behind) => {
            behind.split_at(behind.iter().position(|&b| b == b'/').unwrap_or(behind.len()))
        }
        None => (&[][..], rest),
    };
    let host = if authority.is_empty() { Vec::new() } else { parse_authority(authority, version)? };
    unescape(path, Part::Other)?;
    Ok(host)
}

/// Whether a scheme stands in front, and what follows it.
fn scheme(url: &[u8]) -> Result<(bool, &[u8]), String> {
    let name = url.iter().take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)).count();
    match url.get(name) {
        Some(b':') if name == 0 => Err("missing protocol scheme".into()),
        Some(b':') if url.first().is_some_and(u8::is_ascii_alphabetic) => {
            Ok((true, url.get(name + 1..).unwrap_or_default()))
        }
        _ => Ok((false, url)),
    }
}

fn parse_authority(authority: &[u8], version: Version) -> Result<Vec<u8>, String> {
    let Some(at) = authority.iter().rposition(|&b| b == b'@') else {
        return parse_host(authority, version);
    };
    let (user, host) = authority.split_at(at);
    let host = parse_host(host.get(1..).unwrap_or_default(), version)?;
    let fine = |b: &u8| b.is_ascii_alphanumeric() || b"-._:!~$&'()*+,;=%@".contains(b);
    if !user.iter().all(fine) {
        return Err("net/url: invalid userinfo".into());
    }
    unescape(user, Part::Other)?;
    Ok(host)
}

fn parse_host(host: &[u8], version: Version) -> Result<Vec<u8>, String> {
    if host.starts_with(b"[") {
        return bracketed(host);
    }
    let colons = |text: &[u8]| text.iter().filter(|&&b| b == b':').count();
    let colon = match version.has(Change::StrictUrlColons) && colons(host) > 0 {
        true => host.iter().position(|&b| b == b':'),
        false => host.iter().rposition(|&b| b == b':'),
    };
    if let Some(colon) = colon {
        check_port(host.get(colon..).unwrap_or_default())?;
    }
    unescape(host, Part::Host)
}

fn bracketed(host: &[u8]) -> Result<Vec<u8>, String> {
    let end = host.iter().rposition(|&b| b == b']').ok_or("missing ']' in host")?;
    let (front, port) = host.split_at(end);
    check_port(port.get(1..).unwrap_or_default())?;
    let zone = front.windows(3).position(|three| three == b"%25").unwrap_or(front.len());
    let (address, zone) = front.split_at(zone);
    let parts =
        [unescape(address, Part::Host)?, unescape(zone, Part::Zone)?, unescape(port, Part::Host)?];
    Ok(parts.concat())
}

/// Refuses what is neither empty nor a colon and digits.
fn check_port(port: &[u8]) -> Result<(), String> {
    match port {
        [] => Ok(()),
        [b':', digits @ ..] if digits.iter().all(u8::is_ascii_digit) => Ok(()),
        _ => Err(format!("invalid port {} after host", quote(port))),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Host,
    Zone,
    Other,
}

fn unescape(text: &[u8], part: Part) -> Result<Vec<u8>, String> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            out.push(escaped(rest, part)?);
            rest = rest.get(3..).unwrap_or_default();
            continue;
        }
        if part != Part::Other && byte < 0x80 && !may_stand_in_host(byte) {
            return Err(format!("invalid character {} in host name", quote([byte])));
        }
        out.push(byte);
        rest = after;
    }
    Ok(out)
}

/// The byte that `%xx` at the front of `text` stands for.
fn escaped(text: &[u8], part: Part) -> Result<u8, String> {
    let three = text.get(..text.len().min(3)).unwrap_or_default();
    let refused = || format!("invalid URL escape {}", quote(three));
    let digit = |at: usize| three.get(at).and_then(|&b| char::from(b).to_digit(16));
    let (high, low) = (digit(1).ok_or_else(refused)?, digit(2).ok_or_else(refused)?);
    let byte = u8::try_from(high * 16 + low).map_err(|_| refused())?;
    let allowed = match part {
        Part::Other => true,
        Part::Host => three == b"%25" || high >= 8,
        Part::Zone => three == b"%25" || byte == b' ' || may_stand_in_host(byte),
    };
    if allowed { Ok(byte) } else { Err(refused()) }
}

fn may_stand_in_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:[]<>\"".contains(&byte)
}

fn cut(text: &[u8], at: u8) -> (&[u8], &[u8]) {
    let mut parts = text.splitn(2, |&byte| byte == at);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}
