//! A `ClientHello` with the whole offer of go 1.27, for servers that refuse rustls's smaller one.
//!
//! go does not do this: it is a probe. The answer tells whether the server refuses go too, or
//! picks something that go speaks and the doctor does not (CBC suites, rare groups, ML-DSA).

use rustls::crypto::aws_lc_rs::kx_group::{X25519, X25519MLKEM768};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{fault, socket::Stream, tls::PROTOCOLS};
use crate::{
    event::Failure,
    go::{
        tls_alert::remote_alert,
        tls_flight::{self, Flight, Peer, SUITES, ServerHello},
    },
};

/// The signature schemes that go 1.27 offers; certificates may use SHA-1 besides.
const SCHEMES: [u16; 13] = [
    0x0904, 0x0905, 0x0906, 0x0804, 0x0403, 0x0807, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0503,
    0x0603,
];
const GROUPS: [u16; 7] = [0x11ec, 0x11eb, 0x11ed, 0x001d, 0x0017, 0x0018, 0x0019];
const SHA1: [u16; 2] = [0x0201, 0x0203];
/// No server needs more for its hello, certificates and key exchange.
const READ_LIMIT: usize = 64 * 1024;

/// Whether `failure` may be due to what rustls does not offer: the server stopped before its
/// hello, or rustls did not get along with what it chose.
pub(super) fn is_refusal(failure: &Failure, hello: Option<&ServerHello>) -> bool {
    match failure {
        Failure::Go { text } => {
            hello.is_none() && [40, 71].iter().any(|code| *text == remote_alert(*code))
        }
        Failure::Undetermined { .. } => true,
        Failure::Limit { .. } => false,
    }
}

/// The session id in the `ClientHello` at the start of `written`.
pub(super) fn session_id(written: &[u8]) -> Option<&[u8]> {
    let length = usize::from(*written.get(43)?);
    written.get(44..44 + length)
}

/// Sends the offer for `host` on `stream` and says what go would have met; `first` is what the
/// server did to rustls's offer.
pub(super) async fn ask(mut stream: Stream, host: &str, verified: bool, first: Failure) -> Failure {
    let Some(hello) = client_hello(host, verified) else { return first };
    match answer(&mut stream, &hello).await {
        Some(Flight { error: Some(text), .. }) => fault::go(text),
        Some(Flight { hello: Some(hello), curve, .. }) => judge(&hello, curve, &first),
        _ => first,
    }
}

/// The server chose, so go gets further than the doctor.
fn judge(hello: &ServerHello, curve: Option<u16>, first: &Failure) -> Failure {
    let group = hello.group.or(curve);
    let what = if let Some(suite) = suite_name(hello.suite) {
        format!("the server chose the cipher suite {suite}")
    } else if group == Some(0x11ed) {
        "the server chose the key exchange group SecP384r1MLKEM1024".into()
    } else {
        format!("the server takes go's offer, but not the doctor's ({})", fault::text(first))
    };
    fault::undetermined(format!("TLS that go speaks and the doctor does not: {what}"))
}

/// The suites that go offers and rustls lacks.
fn suite_name(suite: u16) -> Option<&'static str> {
    Some(match suite {
        0xc009 => "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        0xc00a => "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        0xc013 => "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        0xc014 => "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        _ => return None,
    })
}

async fn answer(stream: &mut Stream, hello: &[u8]) -> Option<Flight> {
    stream.write_all(hello).await.ok()?;
    stream.flush().await.ok()?;
    let mut bytes = Vec::new();
    loop {
        let count = stream.read_buf(&mut bytes).await.ok()?;
        let flight = tls_flight::read(&bytes, count == 0, Peer::Server, session_id(hello));
        let chosen = flight.hello.as_ref().is_some_and(|hello| hello.version == 0x304);
        if flight.error.is_some() || chosen || flight.curve.is_some() {
            return Some(flight);
        }
        if count == 0 || bytes.len() > READ_LIMIT {
            return None;
        }
    }
}

/// The record that go 1.27.3 sends, with fresh keys; `None` where no keys can be made.
fn client_hello(host: &str, verified: bool) -> Option<Vec<u8>> {
    let hybrid = X25519MLKEM768.start().ok()?;
    let plain = X25519.start().ok()?;
    let mut random = [0; 64];
    aws_lc_rs::rand::fill(&mut random).ok()?;
    let (random, session) = random.split_at(32);
    let suites = shorts(&SUITES);
    let body = [
        &[3, 3],
        random,
        &behind(1, session),
        &behind(2, &suites),
        &[1, 0],
        &behind(2, &extensions(host, verified, hybrid.pub_key(), plain.pub_key())),
    ]
    .concat();
    let message = [&[1], behind(3, &body).as_slice()].concat();
    Some([&[22, 3, 1], behind(2, &message).as_slice()].concat())
}

/// The extensions in go's order.
fn extensions(host: &str, verified: bool, hybrid: &[u8], plain: &[u8]) -> Vec<u8> {
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_name = host.parse::<std::net::IpAddr>().is_err();
    let schemes = behind(2, &shorts(&SCHEMES));
    let cert_schemes = behind(2, &[shorts(&SCHEMES), shorts(&SHA1)].concat());
    let protocols: Vec<u8> = PROTOCOLS.iter().flat_map(|name| behind(1, name)).collect();
    let shares =
        [&[0x11, 0xec], behind(2, hybrid).as_slice(), &[0, 0x1d], &behind(2, plain)].concat();
    let mut all = Vec::new();
    let mut add = |kind: u16, body: &[u8]| {
        all.extend(kind.to_be_bytes());
        all.extend(behind(2, body));
    };
    if is_name {
        add(0, &behind(2, &[&[0], behind(2, name.as_bytes()).as_slice()].concat()));
    }
    add(11, &[1, 0]);
    add(0xff01, &[0]);
    add(23, &[]);
    add(18, &[]);
    add(5, &[1, 0, 0, 0, 0]);
    add(10, &behind(2, &shorts(&GROUPS)));
    add(13, &schemes);
    add(50, &cert_schemes);
    if verified {
        add(16, &behind(2, &protocols));
    }
    add(43, &[4, 3, 4, 3, 3]);
    add(51, &behind(2, &shares));
    all
}

/// `bytes` behind their length in `width` bytes.
fn behind(width: usize, bytes: &[u8]) -> Vec<u8> {
    let length = (bytes.len() as u64).to_be_bytes();
    let start = length.len().saturating_sub(width);
    [length.get(start..).unwrap_or_default(), bytes].concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hello_is_as_long_as_the_one_of_go() {
        let hello = client_hello("tlseof.test", true).unwrap();
        assert_eq!(hello.len(), 5 + 0x5f8);
        assert_eq!(session_id(&hello).unwrap().len(), 32);
    }

    #[test]
    fn what_the_server_chose_is_named() {
        let server_hello =
            [&[22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3], &[7; 32][..], &[0, 0xc0, 0x13, 0]];
        let flight = tls_flight::read(&server_hello.concat(), false, Peer::Server, None);
        let what = fault::text(&judge(&flight.hello.unwrap(), None, &fault::go("x")));
        assert!(what.ends_with("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"), "{what}");
    }
}
