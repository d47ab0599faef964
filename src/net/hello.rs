//! A `ClientHello` with go's whole offer, for servers that refuse rustls's smaller one.
//!
//! go does not do this: it is a probe. The answer tells whether the server refuses go too, or
//! picks something that go speaks and the doctor does not: old versions, CBC suites, rare groups.

use rustls::crypto::aws_lc_rs::kx_group::{SECP256R1, X25519, X25519MLKEM768};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{fault, socket::Stream, tls::PROTOCOLS};
use crate::{
    go::std::crypto::tls::{
        alert::remote_alert,
        flight,
        flight::{Asked, Flight, Peer, ServerHello},
        names,
        offer::{Offer, TLS_1_2, TLS_1_3, X25519_KYBER, X25519_MLKEM},
    },
    trace::Failure,
};

/// No server needs more for its hello, certificates and key exchange.
const READ_LIMIT: usize = 64 * 1024;

/// Whether `failure` may be due to what rustls does not offer: the server stopped before its
/// hello, or rustls did not get along with what it chose.
pub(super) fn is_refusal(failure: &Failure, hello: Option<&ServerHello>, offer: &Offer) -> bool {
    let codes: &[u8] = if speaks_old(offer) { &[40, 70, 71] } else { &[40, 71] };
    match failure {
        Failure::Go { text } => {
            hello.is_none() && codes.iter().any(|code| *text == remote_alert(*code))
        }
        Failure::Undetermined { .. } => true,
        Failure::Limit { .. } => false,
    }
}

fn speaks_old(offer: &Offer) -> bool {
    offer.versions.iter().any(|version| *version < TLS_1_2)
}

/// The session id in the `ClientHello` at the start of `written`.
pub(super) fn session_id(written: &[u8]) -> Option<&[u8]> {
    let length = usize::from(*written.get(43)?);
    written.get(44..44 + length)
}

/// What a server that is offered `offer` on `stream` answers in the clear: up to its `ServerHello`,
/// an alert, or the end. `None` where it answers nothing.
pub(crate) async fn first_flight(mut stream: Stream, host: &str, offer: &Offer) -> Option<Flight> {
    let question = Question { host, verified: true, offer };
    let hello = question.client_hello()?;
    question.answer(&mut stream, &hello, |_| true).await
}

/// What is to be asked, and of whom.
pub(super) struct Question<'a> {
    pub(super) host: &'a str,
    pub(super) verified: bool,
    pub(super) offer: &'a Offer,
}

impl Question<'_> {
    /// Sends the offer on `stream` and says what go would have met; `first` is what the server did
    /// to rustls's offer.
    pub(super) async fn ask(self, mut stream: Stream, first: Failure) -> Failure {
        let Some(hello) = self.client_hello() else { return first };
        // Without forward secrecy no key follows; else go looks at what does.
        let settled = |hello: &ServerHello| hello.version == TLS_1_3 || hello.suite < 0x0100;
        match self.answer(&mut stream, &hello, settled).await {
            Some(Flight { error: Some(text), .. }) => fault::go(text),
            Some(Flight { hello: Some(hello), curve, .. }) => judge(&hello, curve, &first),
            _ => first,
        }
    }

    /// The answer, up to a `ServerHello` that is `enough`, or to the curve of TLS 1.2.
    async fn answer(
        &self,
        stream: &mut Stream,
        hello: &[u8],
        enough: impl Fn(&ServerHello) -> bool,
    ) -> Option<Flight> {
        stream.write_all(hello).await.ok()?;
        stream.flush().await.ok()?;
        let asked = Asked { offer: self.offer, session: session_id(hello) };
        let mut bytes = Vec::new();
        loop {
            let count = stream.read_buf(&mut bytes).await.ok()?;
            let flight = flight::read(&bytes, count == 0, Peer::Server, asked);
            let settled = flight.hello.as_ref().is_some_and(&enough);
            if flight.error.is_some() || settled || flight.curve.is_some() {
                return Some(flight);
            }
            if count == 0 || bytes.len() > READ_LIMIT {
                return flight.hello.is_some().then_some(flight);
            }
        }
    }

    /// The record that go sends, with fresh keys; `None` where no keys can be made.
    fn client_hello(&self) -> Option<Vec<u8>> {
        let mut random = [0; 64];
        aws_lc_rs::rand::fill(&mut random).ok()?;
        let (random, session) = random.split_at(32);
        let modern = self.offer.versions.contains(&TLS_1_3);
        let body = [
            &[3, 3],
            random,
            &behind(1, if modern { session } else { &[] }),
            &behind(2, &shorts(&self.offer.suites)),
            &[1, 0],
            &behind(2, &self.extensions(&shares(&self.offer.shares)?)),
        ]
        .concat();
        let message = [&[1], behind(3, &body).as_slice()].concat();
        Some([&[22, 3, 1], behind(2, &message).as_slice()].concat())
    }

    /// The extensions in the order of go 1.27.
    fn extensions(&self, shares: &[u8]) -> Vec<u8> {
        let (host, offer) = (self.host, self.offer);
        let name = host.strip_suffix('.').unwrap_or(host);
        let is_name = host.parse::<std::net::IpAddr>().is_err();
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
        add(10, &behind(2, &shorts(&offer.groups)));
        add(13, &behind(2, &shorts(&offer.schemes)));
        if let Some(schemes) = &offer.certificate_schemes {
            add(50, &behind(2, &shorts(schemes)));
        }
        if self.verified && offer.http2 {
            let protocols: Vec<u8> = PROTOCOLS.iter().flat_map(|name| behind(1, name)).collect();
            add(16, &behind(2, &protocols));
        }
        if offer.versions.contains(&TLS_1_3) {
            add(43, &behind(1, &shorts(&offer.versions)));
            add(51, &behind(2, shares));
        }
        all
    }
}

/// A fresh key for each of `groups`; `None` where one cannot be made.
fn shares(groups: &[u16]) -> Option<Vec<u8>> {
    let share = |group: &u16| {
        let key = public_key(*group)?;
        Some([&group.to_be_bytes()[..], &behind(2, &key)].concat())
    };
    groups.iter().map(share).collect::<Option<Vec<_>>>().map(|all| all.concat())
}

fn public_key(group: u16) -> Option<Vec<u8>> {
    let known = match group {
        X25519_MLKEM | X25519_KYBER => X25519MLKEM768,
        0x17 => SECP256R1,
        _ => X25519,
    };
    let mut key = known.start().ok()?.pub_key().to_vec();
    if group == X25519_KYBER {
        // The draft has the short key in front.
        key.rotate_right(32);
    }
    Some(key)
}

/// The server chose, so go gets further than the doctor.
fn judge(hello: &ServerHello, curve: Option<u16>, first: &Failure) -> Failure {
    let rare = (hello.group.or(curve) == Some(0x11ed))
        .then(|| "the server chose the key exchange group SecP384r1MLKEM1024".to_owned());
    let what = names_it(hello).or(rare).unwrap_or_else(|| {
        format!("the server takes go's offer, but not the doctor's ({})", fault::text(first))
    });
    fault::undetermined(format!("TLS that go speaks and the doctor does not: {what}"))
}

/// What of its choice rustls lacks, where the `ServerHello` alone says so.
fn names_it(hello: &ServerHello) -> Option<String> {
    match (hello.version, suite_name(hello.suite), hello.group) {
        (0x301, ..) => Some("the server chose TLS 1.0".to_owned()),
        (0x302, ..) => Some("the server chose TLS 1.1".to_owned()),
        (_, Some(suite), _) => Some(format!("the server chose the cipher suite {suite}")),
        (.., Some(X25519_KYBER)) => {
            Some("the server chose the key exchange group X25519Kyber768Draft00".to_owned())
        }
        _ => None,
    }
}

/// The suites that go offers and rustls lacks: RSA key exchange, CBC, 3DES.
fn suite_name(suite: u16) -> Option<&'static str> {
    let lacks = suite < 0x0100 || (0xc009..=0xc014).contains(&suite);
    names::suite(suite).filter(|_| lacks)
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
    use crate::go::version::Version;

    fn length(release: &str, godebug: &str) -> usize {
        let release: Version = release.parse().unwrap();
        let offer = Offer::of(release.under(godebug));
        let question = Question { host: "h.test", verified: true, offer: &offer };
        let hello = question.client_hello().unwrap();
        assert_eq!(session_id(&hello).unwrap().len(), 32);
        hello.len()
    }

    /// As long as those of the real go commands.
    #[test]
    fn the_hello_is_as_long_as_the_one_of_go() {
        let cases = [("1.21", 276), ("1.22", 276), ("1.23", 276), ("1.24", 1486), ("1.25", 1512)];
        for (release, expected) in cases.into_iter().chain([("1.26", 1516), ("1.27", 1528)]) {
            assert_eq!(length(release, ""), expected, "{release}");
        }
        assert_eq!(length("1.27", "tlsmlkem=0"), 302);
        assert_eq!(length("1.26", "tlsrsakex=1,tls3des=1"), 1528);
        assert_eq!(length("1.27", "http2client=0"), 1510);
        assert_eq!(length("1.27", "fips140=on"), 1472);
    }

    #[test]
    fn what_the_server_chose_is_named() {
        let server_hello =
            [&[22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3], &[7; 32][..], &[0, 0xc0, 0x13, 0]];
        let offer = Offer::of(Version::NEWEST);
        let asked = Asked { offer: &offer, session: None };
        let flight = flight::read(&server_hello.concat(), false, Peer::Server, asked);
        let what = fault::text(&judge(&flight.hello.unwrap(), None, &fault::go("x")));
        assert!(what.ends_with("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"), "{what}");
    }
}
