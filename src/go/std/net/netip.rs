//! IP addresses as go's `net/netip` reads them, with its error texts.
//!
//! Source: answers of go 1.27.3 (testdata/golden/url.jsonl); net/netip's documentation.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use crate::go::std::strconv::{byte_string::ByteString, text::quote};

/// An address with its zone (`fe80::1%eth0`; empty where there is none).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addr {
    /// The address without its zone; `::ffff:1.2.3.4` stays an IPv6 address.
    pub ip: IpAddr,
    /// What follows the `%`.
    pub zone: ByteString,
}

/// Why a text is no address: go's message in parts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct AddrError {
    /// The text.
    pub input: ByteString,
    /// What is wrong with it.
    pub why: &'static str,
    /// The rest of the text from the fault on; empty where go does not point at it.
    pub at: ByteString,
}

impl fmt::Display for AddrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParseAddr({}): {}", quote(&self.input), self.why)?;
        if self.at.is_empty() {
            return Ok(());
        }
        write!(f, " (at {})", quote(&self.at))
    }
}

/// Reads an IPv4 or IPv6 address, with or without a zone.
pub fn parse_addr(input: &[u8]) -> Result<Addr, AddrError> {
    let read = match input.iter().find(|b| matches!(b, b'.' | b':' | b'%')) {
        Some(b'.') => ipv4(input).map(|ip| Addr { ip: ip.into(), zone: ByteString::default() }),
        Some(b':') => ipv6(input),
        Some(_) => Err(("missing IPv6 address", &b""[..])),
        None => Err(("unable to parse IP", &b""[..])),
    };
    read.map_err(|(why, at)| AddrError { input: input.into(), why, at: at.into() })
}

/// Reads an address that must have no zone, as go's `net.ParseIP` does.
pub fn parse_ip(input: &[u8]) -> Option<IpAddr> {
    parse_addr(input).ok().filter(|addr| addr.zone.is_empty()).map(|addr| addr.ip)
}

/// What is wrong, and from where on (empty: go does not say).
type Fault<'a> = (&'static str, &'a [u8]);

fn ipv4(input: &[u8]) -> Result<Ipv4Addr, Fault<'_>> {
    let mut octets = [0_u8; 4];
    let mut rest = input;
    let mut index = 0;
    loop {
        let (value, after) = octet(rest)?;
        let Some(slot) = octets.get_mut(index) else { return Err(("IPv4 address too long", b"")) };
        *slot = value;
        index += 1;
        match after {
            [] if index == 4 => return Ok(octets.into()),
            [] => return Err(("IPv4 address too short", b"")),
            [b'.'] => return Err((NO_DIGIT, after)),
            [b'.', ..] if index == 4 => return Err(("IPv4 address too long", b"")),
            [_, next @ ..] => rest = next,
        }
    }
}

const NO_DIGIT: &str = "IPv4 field must have at least one digit";

/// One field of an IPv4 address, and what follows it: nothing, or something from `.` on.
fn octet(text: &[u8]) -> Result<(u8, &[u8]), Fault<'_>> {
    let mut value = 0_u16;
    for (index, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' if index > 0 && value == 0 => {
                return Err(("IPv4 field has octet with leading zero", b""));
            }
            b'0'..=b'9' => value = value * 10 + u16::from(byte - b'0'),
            b'.' if index == 0 => return Err((NO_DIGIT, text)),
            b'.' => return Ok((u8::try_from(value).unwrap_or(u8::MAX), &text[index..])),
            _ => return Err(("unexpected character", &text[index..])),
        }
        if value > 255 {
            return Err(("IPv4 field has value >255", b""));
        }
    }
    Ok((u8::try_from(value).unwrap_or(u8::MAX), b""))
}

fn ipv6(input: &[u8]) -> Result<Addr, Fault<'_>> {
    let (address, zone) = match input.iter().position(|b| *b == b'%') {
        Some(at) if at + 1 == input.len() => {
            return Err(("zone must be a non-empty string", b""));
        }
        Some(at) => (&input[..at], &input[at + 1..]),
        None => (input, &b""[..]),
    };
    let ip = Groups::read(address)?.fill()?;
    Ok(Addr { ip: ip.into(), zone: zone.into() })
}

/// The 16-bit groups read so far, and where `::` was among them.
#[derive(Default)]
struct Groups {
    groups: Vec<u16>,
    ellipsis: Option<usize>,
}

impl Groups {
    fn read(text: &[u8]) -> Result<Self, Fault<'_>> {
        let mut read = Self::default();
        let mut rest = text;
        if let Some(after) = text.strip_prefix(b"::") {
            read.ellipsis = Some(0);
            rest = after;
        }
        while !rest.is_empty() && read.groups.len() < 8 {
            rest = read.group(rest)?;
        }
        if rest.is_empty() { Ok(read) } else { Err(("trailing garbage after address", rest)) }
    }

    /// Takes one group and the colon behind it.
    fn group<'a>(&mut self, rest: &'a [u8]) -> Result<&'a [u8], Fault<'a>> {
        let digits = rest.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        if digits > 4 {
            return Err(("each group must have 4 or less digits", rest));
        }
        if digits == 0 {
            return Err(("each colon-separated field must have at least one digit", rest));
        }
        let (group, after) = rest.split_at(digits);
        if after.first() == Some(&b'.') {
            return self.embedded(rest);
        }
        self.groups.push(hex(group));
        self.colon(after)
    }

    fn colon<'a>(&mut self, after: &'a [u8]) -> Result<&'a [u8], Fault<'a>> {
        match after {
            [] => Ok(after),
            [b':'] => Err(("colon must be followed by more characters", after)),
            [b':', b':', ..] if self.ellipsis.is_some() => {
                Err(("multiple :: in address", &after[1..]))
            }
            [b':', b':', rest @ ..] => {
                self.ellipsis = Some(self.groups.len());
                Ok(rest)
            }
            [b':', rest @ ..] => Ok(rest),
            _ => Err(("unexpected character, want colon", after)),
        }
    }

    /// Takes an IPv4 address at the end (`::ffff:1.2.3.4`).
    fn embedded<'a>(&mut self, rest: &'a [u8]) -> Result<&'a [u8], Fault<'a>> {
        if self.ellipsis.is_none() && self.groups.len() != 6 {
            return Err((
                "embedded IPv4 address must replace the final 2 fields of the address",
                rest,
            ));
        }
        if self.groups.len() > 6 {
            return Err((
                "too many hex fields to fit an embedded IPv4 at the end of the address",
                rest,
            ));
        }
        let [a, b, c, d] = ipv4(rest)?.octets();
        self.groups.extend([u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])]);
        Ok(b"")
    }

    /// Puts zeros where `::` was.
    fn fill(mut self) -> Result<Ipv6Addr, Fault<'static>> {
        let missing = 8 - self.groups.len();
        match self.ellipsis {
            Some(_) if missing == 0 => {
                return Err(("the :: must expand to at least one field of zeros", b""));
            }
            None if missing > 0 => return Err(("address string too short", b"")),
            Some(at) => drop(self.groups.splice(at..at, vec![0; missing])),
            None => {}
        }
        let groups = <[u16; 8]>::try_from(self.groups).unwrap_or_default();
        Ok(groups.into())
    }
}

fn hex(digits: &[u8]) -> u16 {
    let value = |digit: &u8| char::from(*digit).to_digit(16).unwrap_or(0);
    let number = digits.iter().fold(0, |number, digit| number * 16 + value(digit));
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        for (text, ip) in [
            ("0.0.0.0", "0.0.0.0"),
            ("::", "::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
            ("1::2:3:4:5:1.2.3.4", "1:0:2:3:4:5:102:304"),
            ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
        ] {
            assert_eq!(parse_ip(text.as_bytes()), ip.parse().ok(), "{text}");
        }
        assert_eq!(parse_addr(b"fe80::1%en0").unwrap().zone.to_string(), "en0");
        assert_eq!(parse_ip(b"fe80::1%en0"), None);
    }

    #[test]
    fn says_what_go_says() {
        for (text, message) in [
            ("abc", r#"ParseAddr("abc"): unable to parse IP"#),
            (
                "1.2.3.4.",
                r#"ParseAddr("1.2.3.4."): IPv4 field must have at least one digit (at ".")"#,
            ),
            ("1::2::3", r#"ParseAddr("1::2::3"): multiple :: in address (at ":3")"#),
            ("::1]", r#"ParseAddr("::1]"): unexpected character, want colon (at "]")"#),
            ("1:2", r#"ParseAddr("1:2"): address string too short"#),
            ("%a", r#"ParseAddr("%a"): missing IPv6 address"#),
        ] {
            assert_eq!(parse_addr(text.as_bytes()).unwrap_err().to_string(), message);
        }
    }
}
