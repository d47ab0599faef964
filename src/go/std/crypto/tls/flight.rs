//! What go says about the first bytes of a TLS server: alerts, other protocols, old versions.
//!
//! It reads only what travels in the clear, which is all there is where a handshake fails early.
//! Source: env-auth-proxy-tls.md §5.5 and the recorded answers of the real go.

use super::{
    alert::remote_alert,
    offer::{Offer, TLS_1_2, TLS_1_3},
};

/// Who speaks on the connection: go names an HTTP server only where it is the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// The server of the URL.
    Server,
    /// An HTTPS proxy.
    Proxy,
}

/// What was seen in a server's first bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flight {
    /// go's text where it stops there.
    pub error: Option<String>,
    /// What the server chose, where it answered with a `ServerHello`.
    pub hello: Option<ServerHello>,
    /// The elliptic curve of a TLS 1.2 `ServerKeyExchange`.
    pub curve: Option<u16>,
}

/// What a server chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerHello {
    /// The version: `0x303` is TLS 1.2.
    pub version: u16,
    /// The cipher suite.
    pub suite: u16,
    /// The group of the key share, or the one that it asks for (TLS 1.3).
    pub group: Option<u16>,
    legacy_version: u16,
    session_echoed: bool,
    compression: u8,
    downgraded: bool,
}

const RECORD_LIMIT: usize = 16_384 + 2048;
const MESSAGE_LIMIT: usize = 65_536;
const IGNORED_LIMIT: usize = 16;

/// What the server was offered.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// go's offer.
    pub offer: &'a Offer,
    /// The session id, where one was sent.
    pub session: Option<&'a [u8]>,
}

/// Reads the bytes that a server sent; `ended` is whether the connection ended behind them.
pub fn read(bytes: &[u8], ended: bool, peer: Peer, asked: Asked<'_>) -> Flight {
    let mut reader = Reader {
        peer,
        asked,
        flight: Flight::default(),
        messages: Vec::new(),
        ignored: 0,
        deaf: false,
    };
    let error = reader.records(bytes, ended).err();
    Flight { error, ..reader.flight }
}

struct Reader<'a> {
    peer: Peer,
    asked: Asked<'a>,
    flight: Flight,
    messages: Vec<u8>,
    ignored: usize,
    /// What follows may be encrypted: only the framing of records can be read.
    deaf: bool,
}

impl Reader<'_> {
    fn records(&mut self, mut bytes: &[u8], ended: bool) -> Result<(), String> {
        let eof = |text: &str| if ended { Err(text.to_owned()) } else { Ok(()) };
        loop {
            let Some((header, rest)) = bytes.split_first_chunk::<5>() else {
                return eof(if bytes.is_empty() { "EOF" } else { "unexpected EOF" });
            };
            let [kind, major, minor, high, low] = *header;
            self.header(*header, u16::from_be_bytes([major, minor]))?;
            let length = usize::from(u16::from_be_bytes([high, low]));
            if length > RECORD_LIMIT {
                return Err(format!("tls: oversized record received with length {length}"));
            }
            let Some((body, rest)) = rest.split_at_checked(length) else {
                return eof("unexpected EOF");
            };
            self.record(kind, body)?;
            bytes = rest;
        }
    }

    fn header(&self, header: [u8; 5], version: u16) -> Result<(), String> {
        let agreed = self.flight.hello.as_ref().map(|hello| hello.version.min(TLS_1_2));
        match &header {
            _ if agreed == Some(version) => Ok(()),
            _ if let Some(agreed) = agreed => Err(format!(
                "tls: received record with version {version:x} when expecting version {agreed:x}"
            )),
            b"HTTP/" if self.peer == Peer::Server => {
                Err("http: server gave HTTP response to HTTPS client".into())
            }
            [0x80, ..] => Err("tls: unsupported SSLv2 handshake received".into()),
            [21 | 22, ..] if version < 0x1000 => Ok(()),
            _ => Err("tls: first record does not look like a TLS handshake".into()),
        }
    }

    fn record(&mut self, kind: u8, body: &[u8]) -> Result<(), String> {
        match kind {
            _ if self.deaf => Ok(()),
            21 => self.alert(body),
            22 if body.is_empty() => Err("local error: tls: unexpected message".into()),
            22 => {
                self.messages.extend_from_slice(body);
                self.handshake()
            }
            _ => {
                self.deaf = true;
                Ok(())
            }
        }
    }

    fn alert(&mut self, body: &[u8]) -> Result<(), String> {
        match *body {
            [_, 0] => Err("EOF".into()),
            [2, code] => Err(remote_alert(code)),
            [1, _] if self.ignored < IGNORED_LIMIT => {
                self.ignored += 1;
                Ok(())
            }
            [1, _] => Err("tls: too many ignored records".into()),
            _ => Err("local error: tls: unexpected message".into()),
        }
    }

    fn handshake(&mut self) -> Result<(), String> {
        while let Some([kind, a, b, c]) = self.messages.first_chunk::<4>().copied() {
            let length = u32::from_be_bytes([0, a, b, c]) as usize;
            if length > MESSAGE_LIMIT {
                return Err(format!(
                    "tls: handshake message of length {length} bytes exceeds maximum of {MESSAGE_LIMIT} bytes"
                ));
            }
            if self.messages.len() < 4 + length {
                return Ok(());
            }
            let rest = self.messages.split_off(4 + length);
            let message = std::mem::replace(&mut self.messages, rest);
            self.message(kind, message.get(4..).unwrap_or_default())?;
        }
        Ok(())
    }

    fn message(&mut self, kind: u8, body: &[u8]) -> Result<(), String> {
        match (&self.flight.hello, kind) {
            (Some(_), 12) => self.flight.curve = named_curve(body),
            (Some(_), _) => {}
            (None, 2) => {
                let hello = ServerHello::read(body, self.asked.session)
                    .ok_or("local error: tls: error decoding message")?;
                hello.judge(self.asked.offer)?;
                self.deaf = hello.version == TLS_1_3;
                self.flight.hello = Some(hello);
            }
            (None, 0) if body.is_empty() => {
                return Err("tls: received unexpected handshake message of type *tls.helloRequestMsg when waiting for *tls.serverHelloMsg".into());
            }
            (None, 6 | 7 | 9 | 10 | 17..=19 | 21 | 23 | 25..) => {
                return Err("local error: tls: unexpected message".into());
            }
            // go tells well-formed messages from others; the reader does not know them all.
            (None, _) => self.deaf = true,
        }
        Ok(())
    }
}

impl ServerHello {
    fn read(body: &[u8], offered: Option<&[u8]>) -> Option<Self> {
        let (version, rest) = body.split_first_chunk::<2>()?;
        let (random, rest) = rest.split_first_chunk::<32>()?;
        let (session, rest) = block::<1>(rest)?;
        let (&[high, low, compression], rest) = rest.split_first_chunk::<3>()?;
        let legacy_version = u16::from_be_bytes(*version);
        let mut hello = Self {
            version: legacy_version,
            suite: u16::from_be_bytes([high, low]),
            group: None,
            legacy_version,
            session_echoed: offered.is_none_or(|offered| offered == session),
            compression,
            downgraded: matches!(random.last_chunk::<8>()?, b"DOWNGRD\x01" | b"DOWNGRD\0"),
        };
        if !rest.is_empty() {
            let (extensions, rest) = block::<2>(rest)?;
            hello.extensions(extensions)?;
            rest.is_empty().then_some(())?;
        }
        Some(hello)
    }

    fn extensions(&mut self, mut bytes: &[u8]) -> Option<()> {
        while !bytes.is_empty() {
            let (kind, rest) = bytes.split_first_chunk::<2>()?;
            let (body, rest) = block::<2>(rest)?;
            match u16::from_be_bytes(*kind) {
                43 => self.version = u16::from_be_bytes(*body.first_chunk::<2>()?),
                51 => self.group = Some(u16::from_be_bytes(*body.first_chunk::<2>()?)),
                _ => {}
            }
            bytes = rest;
        }
        Some(())
    }

    /// go's checks of a `ServerHello`, in its order.
    fn judge(&self, offer: &Offer) -> Result<(), String> {
        let text = match self.version {
            other if !offer.versions.contains(&other) => {
                return Err(format!("tls: server selected unsupported protocol version {other:x}"));
            }
            TLS_1_3 if self.legacy_version == 0x304 => {
                "tls: server selected TLS 1.3 using the legacy version field"
            }
            TLS_1_3 if !self.session_echoed => "tls: server did not echo the legacy session ID",
            ..TLS_1_3 if self.downgraded && offer.versions.contains(&TLS_1_3) => {
                "tls: downgrade attempt detected, possibly due to a MitM attack or a broken middlebox"
            }
            _ if !offer.takes(self.suite, self.version) => {
                "tls: server chose an unconfigured cipher suite"
            }
            TLS_1_3 => return Ok(()),
            _ if self.compression != 0 => "tls: server selected unsupported compression format",
            _ => return Ok(()),
        };
        Err(text.into())
    }
}

/// The curve of an ECDHE `ServerKeyExchange`, RFC 8422 §5.4.
fn named_curve(body: &[u8]) -> Option<u16> {
    match *body {
        [3, high, low, ..] => Some(u16::from_be_bytes([high, low])),
        _ => None,
    }
}

/// Bytes behind their length, which is big-endian and `N` bytes long.
fn block<const N: usize>(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<N>()?;
    let length = length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::version::Version;

    fn flight(bytes: &[u8], ended: bool, peer: Peer) -> Flight {
        let offer = Offer::of(Version::NEWEST);
        read(bytes, ended, peer, Asked { offer: &offer, session: None })
    }

    fn says(bytes: &[u8]) -> Option<String> {
        flight(bytes, true, Peer::Server).error
    }

    #[test]
    fn other_protocols() {
        let http = "http: server gave HTTP response to HTTPS client";
        assert_eq!(says(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap(), http);
        let other = "tls: first record does not look like a TLS handshake";
        assert_eq!(says(b"SSH-2.0-x\r\n").unwrap(), other);
        let proxy = flight(b"HTTP/1.1 400\r\n", false, Peer::Proxy);
        assert_eq!(proxy.error.unwrap(), other);
    }

    #[test]
    fn records_keep_the_version_that_was_agreed_on() {
        let hello = [&[22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3], &[7; 32][..], &[0, 0xc0, 0x2f, 0]];
        let alert = |version| [&hello.concat()[..], &[21, 3, version, 0, 2, 2, 40]].concat();
        assert_eq!(says(&alert(3)).unwrap(), "remote error: tls: handshake failure");
        let text = "tls: received record with version 301 when expecting version 303";
        assert_eq!(says(&alert(1)).unwrap(), text);
    }

    #[test]
    fn an_end_counts_only_when_it_is_there() {
        assert_eq!(says(b"").unwrap(), "EOF");
        assert_eq!(says(b"\x16\x03\x03\x00\x10abc").unwrap(), "unexpected EOF");
        assert_eq!(flight(b"", false, Peer::Server), Flight::default());
    }

    #[test]
    fn random_bytes_never_panic() {
        let mut seed = 7_u64;
        for _ in 0..20_000 {
            let mut bytes = vec![22, 3, 3, 0];
            for _ in 0..60 {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                bytes.push(u8::try_from(seed & 0x3f).unwrap());
            }
            says(&bytes);
        }
    }
}
