//! What go's TLS client offers to a server, by release and GODEBUG.
//!
//! Source: env-auth-proxy-tls.md §5.5, and the `ClientHello`s of go 1.21.13 to 1.27.3.

use crate::go::{
    knobs::Fips,
    version::{Change, Version},
};

/// The offer of a `ClientHello`: numbers of the IANA registries, in go's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The versions, newest first: `0x303` is TLS 1.2.
    pub versions: Vec<u16>,
    /// The cipher suites.
    pub suites: Vec<u16>,
    /// The groups for the key exchange.
    pub groups: Vec<u16>,
    /// The groups for which a key is sent along.
    pub shares: Vec<u16>,
    /// The signature schemes of the handshake.
    pub schemes: Vec<u16>,
    /// The signature schemes of certificates, where they are named apart.
    pub certificate_schemes: Option<Vec<u16>>,
    /// Whether HTTP/2 is offered.
    pub http2: bool,
    /// What go says instead of sending anything.
    pub broken: Option<&'static str>,
}

impl Offer {
    /// What `version` offers.
    pub fn of(version: Version) -> Self {
        let fips = version.knobs().fips();
        let groups = groups(version);
        let broken = fips == Fips::Only && version.has(Change::FipsOnlyBreaks);
        Self {
            versions: versions(version),
            suites: suites(version),
            shares: shares(&groups),
            groups,
            schemes: schemes(version),
            certificate_schemes: certificate_schemes(version),
            http2: !version.knobs().without_http2(),
            broken: broken
                .then_some("crypto/ecdh: use of X25519 is not allowed in FIPS 140-only mode"),
        }
    }

    /// Whether `suite` is offered, and may be chosen with the protocol version `version`.
    pub fn takes(&self, suite: u16, version: u16) -> bool {
        self.suites.contains(&suite) && (suite >> 8 == 0x13) == (version == TLS_1_3)
    }
}

/// The number of TLS 1.3.
pub const TLS_1_3: u16 = 0x304;
/// The number of TLS 1.2.
pub const TLS_1_2: u16 = 0x303;

/// X25519 with ML-KEM-768.
pub const X25519_MLKEM: u16 = 0x11ec;
/// The draft of the same with Kyber.
pub const X25519_KYBER: u16 = 0x6399;

const X25519: u16 = 0x1d;
const CHACHA: [u16; 3] = [0xcca9, 0xcca8, 0x1303];
const SHA1: [u16; 2] = [0x0201, 0x0203];

fn versions(version: Version) -> Vec<u16> {
    let newest = version.has(Change::Tls13).then_some(TLS_1_3);
    let oldest: &[u16] = if version.has(Change::Tls12Least) { &[] } else { &[0x302, 0x301] };
    newest.into_iter().chain([TLS_1_2]).chain(oldest.iter().copied()).collect()
}

fn suites(version: Version) -> Vec<u16> {
    let (rsa, triple_des) = (version.has(Change::RsaKeyExchange), version.has(Change::TripleDes));
    let mut all = vec![0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8];
    all.extend([0xc009, 0xc013, 0xc00a, 0xc014]);
    all.extend([0x9c, 0x9d, 0x2f, 0x35].into_iter().filter(|_| rsa));
    all.extend(triple_des.then_some(0xc012));
    all.extend((rsa && triple_des).then_some(0x0a));
    all.extend([0x1301, 0x1302, 0x1303].into_iter().filter(|_| version.has(Change::Tls13)));
    if version.knobs().fips() != Fips::Off {
        let cbc = |suite: u16| suite < 0x1000 || (0xc009..=0xc014).contains(&suite);
        all.retain(|suite| !cbc(*suite) && !CHACHA.contains(suite));
    }
    all
}

fn groups(version: Version) -> Vec<u16> {
    let fips = version.knobs().fips() != Fips::Off;
    let hybrid = version.has(Change::MlKem) && (!fips || version.has(Change::FipsMlKem));
    let mut all = Vec::new();
    all.extend(version.has(Change::Kyber).then_some(X25519_KYBER));
    all.extend(hybrid.then_some(X25519_MLKEM));
    if hybrid && version.has(Change::SecpMlKem) {
        all.extend([0x11eb, 0x11ed]);
    }
    all.extend((!fips).then_some(X25519));
    all.extend([0x17, 0x18, 0x19]);
    all
}

/// A hybrid key, and a plain one next to it where X25519 is offered.
fn shares(groups: &[u16]) -> Vec<u16> {
    let first = groups.first().copied();
    let plain = groups.contains(&X25519).then_some(X25519);
    first.into_iter().chain(plain.filter(|plain| first != Some(*plain))).collect()
}

fn schemes(version: Version) -> Vec<u16> {
    let mut all = own_schemes(version);
    all.extend(SHA1.into_iter().filter(|_| version.has(Change::Sha1Handshakes)));
    all
}

fn certificate_schemes(version: Version) -> Option<Vec<u16>> {
    if !version.has(Change::CertificateSchemes) {
        return None;
    }
    let mut all = own_schemes(version);
    all.extend(SHA1.into_iter().filter(|_| version.knobs().fips() == Fips::Off));
    Some(all)
}

fn own_schemes(version: Version) -> Vec<u16> {
    if !version.has(Change::PssHandshakes) {
        return vec![0x0401, 0x0403, 0x0501, 0x0503, 0x0601, 0x0603];
    }
    let ml_dsa = [0x0904, 0x0905, 0x0906].into_iter().filter(|_| version.has(Change::MlDsa));
    let classic = [0x0804, 0x0403, 0x0807, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0503, 0x0603];
    ml_dsa.chain(classic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(release: &str, godebug: &str) -> Offer {
        Offer::of(release.parse::<Version>().unwrap().under(godebug))
    }

    /// The `ClientHello`s of the releases.
    #[test]
    fn offers_what_go_offers() {
        let suites = |release, godebug| {
            let all = offer(release, godebug).suites;
            all.iter().map(|suite| format!("{suite:04x}")).collect::<Vec<_>>().join(" ")
        };
        let newest = "c02b c02f c02c c030 cca9 cca8 c009 c013 c00a c014 1301 1302 1303";
        assert_eq!(suites("1.27", ""), newest);
        let old = newest.replace("c014", "c014 009c 009d 002f 0035 c012 000a");
        for release in ["1.21", "1.22", "1.23"] {
            assert_eq!(suites(release, ""), old, "{release}");
        }
        assert_eq!(suites("1.22", "tlsrsakex=0"), newest.replace("c014", "c014 c012"));
        assert_eq!(suites("1.23", "tlsrsakex=0,tls3des=0"), newest);
        assert_eq!(suites("1.26", "tlsrsakex=1,tls3des=1"), old);
        assert_eq!(suites("1.26", "tls3des=1"), suites("1.22", "tlsrsakex=0"));
        assert_eq!(suites("1.27", "fips140=on"), "c02b c02f c02c c030 1301 1302");
    }

    #[test]
    fn groups_and_shares() {
        let of = |release, godebug| {
            let offer = offer(release, godebug);
            (offer.groups, offer.shares)
        };
        let plain = vec![0x1d, 0x17, 0x18, 0x19];
        assert_eq!(of("1.22", ""), (plain.clone(), vec![0x1d]));
        assert_eq!(of("1.27", "tlsmlkem=0"), (plain, vec![0x1d]));
        assert_eq!(of("1.23", "").1, [0x1d]);
        assert_eq!(of("1.23", "tlskyber=1").1, [0x6399, 0x1d]);
        assert_eq!(of("1.27", "").0, [0x11ec, 0x11eb, 0x11ed, 0x1d, 0x17, 0x18, 0x19]);
        assert_eq!(of("1.27", "tlssecpmlkem=0").0, [0x11ec, 0x1d, 0x17, 0x18, 0x19]);
        assert_eq!(of("1.24", "fips140=on"), (vec![0x17, 0x18, 0x19], vec![0x17]));
        assert_eq!(of("1.25", "fips140=on"), (vec![0x11ec, 0x17, 0x18, 0x19], vec![0x11ec]));
        assert!(offer("1.25", "fips140=only").broken.is_some());
        assert!(offer("1.26", "fips140=only").broken.is_none());
    }

    #[test]
    fn versions_and_schemes() {
        assert_eq!(offer("1.27", "").versions, [0x304, 0x303]);
        assert_eq!(offer("1.12", "tls13=1").versions, [0x304, 0x303, 0x302, 0x301]);
        assert_eq!(offer("1.18", "tls10default=1").versions, offer("1.17", "").versions);
        assert!(offer("1.24", "").schemes.ends_with(&SHA1));
        assert!(offer("1.25", "tlssha1=1").schemes.ends_with(&SHA1));
        assert!(offer("1.25", "").schemes.ends_with(&[0x0503, 0x0603]));
        assert!(offer("1.25", "").certificate_schemes.unwrap().ends_with(&SHA1));
    }
}
