//! Random certificates, most of them nearly right.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING,
        ECDSA_P521_SHA512_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
        RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PSS_SHA256, RsaKeyPair,
    },
};

use super::{
    der::{bits, boolean, integer, octets, oid, pem, seq, set, tlv},
    random::Random,
};

/// A key that signs, by the kinds that servers use.
pub(crate) enum Key {
    Ed25519(Ed25519KeyPair),
    Ecdsa(EcdsaKeyPair, &'static str, &'static str),
    Rsa(RsaKeyPair),
}

impl Key {
    /// A few keys of each kind, for a whole test.
    pub(crate) fn all() -> Vec<Self> {
        let seed = |n: u8| Ed25519KeyPair::from_seed_unchecked(&[n; 32]).unwrap();
        let p256 = || EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let p384 = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_ASN1_SIGNING).unwrap();
        let p521 = EcdsaKeyPair::generate(&ECDSA_P521_SHA512_ASN1_SIGNING).unwrap();
        let mut keys: Vec<Self> = (1..4).map(|n| Self::Ed25519(seed(n))).collect();
        keys.extend(
            (0..2).map(|_| Self::Ecdsa(p256(), "1.2.840.10045.3.1.7", "1.2.840.10045.4.3.2")),
        );
        keys.push(Self::Ecdsa(p384, "1.3.132.0.34", "1.2.840.10045.4.3.3"));
        keys.push(Self::Ecdsa(p521, "1.3.132.0.35", "1.2.840.10045.4.3.4"));
        keys.push(Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()));
        keys
    }

    pub(crate) fn spki(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => {
                seq(&[seq(&[oid("1.3.101.112")]), bits(key.public_key().as_ref())])
            }
            Self::Ecdsa(key, curve, _) => {
                let algorithm = seq(&[oid("1.2.840.10045.2.1"), oid(curve)]);
                seq(&[algorithm, bits(key.public_key().as_ref())])
            }
            Self::Rsa(key) => {
                let algorithm = seq(&[oid("1.2.840.113549.1.1.1"), tlv(5, &[])]);
                seq(&[algorithm, bits(key.public_key().as_ref())])
            }
        }
    }

    /// An algorithm that suits the key, by a number that chooses among several.
    fn algorithm(&self, choice: usize) -> Vec<u8> {
        match self {
            Self::Ed25519(_) => seq(&[oid("1.3.101.112")]),
            Self::Ecdsa(_, _, algorithm) => seq(&[oid(algorithm)]),
            Self::Rsa(_) => match choice % 3 {
                0 => seq(&[oid("1.2.840.113549.1.1.11"), tlv(5, &[])]),
                1 => seq(&[oid("1.2.840.113549.1.1.12"), tlv(5, &[])]),
                _ => pss_algorithm(),
            },
        }
    }

    fn sign(&self, message: &[u8], choice: usize) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Ed25519(key) => key.sign(message).as_ref().to_vec(),
            Self::Ecdsa(key, ..) => key.sign(&random, message).unwrap().as_ref().to_vec(),
            Self::Rsa(key) => {
                let encoding = match choice % 3 {
                    0 => &RSA_PKCS1_SHA256,
                    1 => &RSA_PKCS1_SHA384,
                    _ => &RSA_PSS_SHA256,
                };
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(encoding, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }
}

fn pss_algorithm() -> Vec<u8> {
    let sha256 = seq(&[oid("2.16.840.1.101.3.4.2.1"), tlv(5, &[])]);
    let mask = seq(&[oid("1.2.840.113549.1.1.8"), sha256.clone()]);
    let fields = [tlv(0xa0, &sha256), tlv(0xa1, &mask), tlv(0xa2, &integer(32))];
    seq(&[oid("1.2.840.113549.1.1.10"), seq(&fields)])
}

/// A name of one attribute, in the encoding that `tag` says.
pub(crate) fn name(attribute: &str, tag: u8, text: &str) -> Vec<u8> {
    seq(&[set(&[seq(&[oid(attribute), tlv(tag, text.as_bytes())])])])
}

pub(crate) fn extension(number: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let flag = if critical { boolean(true) } else { Vec::new() };
    seq(&[oid(number), flag, octets(value)])
}

/// Everything that goes into a certificate.
#[derive(Clone)]
pub(crate) struct Spec {
    pub(crate) version: i64,
    pub(crate) serial: i64,
    pub(crate) issuer: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) not_before: String,
    pub(crate) not_after: String,
    pub(crate) key: usize,
    pub(crate) signer: usize,
    pub(crate) choice: usize,
    pub(crate) spoiled: bool,
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Spec {
    pub(crate) fn der(&self, keys: &[Key]) -> Vec<u8> {
        let signer = &keys[self.signer];
        let algorithm = signer.algorithm(self.choice);
        let version =
            if self.version == 1 { Vec::new() } else { tlv(0xa0, &integer(self.version - 1)) };
        let time = |text: &str| tlv(if text.len() == 13 { 0x17 } else { 0x18 }, text.as_bytes());
        let extensions =
            if self.extensions.is_empty() { Vec::new() } else { tlv(0xa3, &seq(&self.extensions)) };
        let tbs = seq(&[
            version,
            integer(self.serial),
            algorithm.clone(),
            self.issuer.clone(),
            seq(&[time(&self.not_before), time(&self.not_after)]),
            self.subject.clone(),
            keys[self.key].spki(),
            extensions,
        ]);
        let mut signature = signer.sign(&tbs, self.choice);
        if self.spoiled {
            *signature.last_mut().unwrap() ^= 1;
        }
        seq(&[tbs, algorithm, bits(&signature)])
    }
}

/// One question: a chain, the roots, a host and a moment.
pub(crate) struct Question {
    pub(crate) chain: Vec<Vec<u8>>,
    pub(crate) roots: Vec<Vec<u8>>,
    pub(crate) host: String,
    pub(crate) time: String,
}

impl Question {
    pub(crate) fn json(&self) -> serde_json::Value {
        let texts = |ders: &[Vec<u8>]| ders.iter().map(|der| pem(der)).collect::<Vec<_>>();
        serde_json::json!({
            "op": "verify", "chain": texts(&self.chain), "roots": texts(&self.roots),
            "host": self.host, "time": self.time,
        })
    }
}

const NAMES: [&str; 4] = ["Root A", "Root B", "Inter C", "Inter D"];
const HOSTS: [&str; 12] = [
    "proxy.test",
    "a.proxy.test",
    "proxy.test.",
    "PROXY.test",
    "other.test",
    "127.0.0.1",
    "[::1]",
    "::1",
    "*.proxy.test",
    "",
    "a b.test",
    "10.1.2.3",
];
const DNS: [&str; 14] = [
    "proxy.test",
    "*.proxy.test",
    "*.test",
    "PROXY.TEST",
    "other.test",
    "proxy.test.",
    "*",
    "",
    "a..b",
    ".proxy.test",
    "x_y.test",
    "a b.test",
    "a*.proxy.test",
    "evil.example",
];
const CONSTRAINTS: [&str; 9] = [
    "test",
    "proxy.test",
    ".proxy.test",
    "",
    "example",
    ".test",
    "a.proxy.test",
    "OTHER.test",
    "y.test",
];

/// A random public key infrastructure with one server in it.
pub(crate) fn question(random: &mut Random, keys: &[Key]) -> Question {
    let key_of: Vec<usize> = NAMES.iter().map(|_| random.below(keys.len())).collect();
    let count = 1 + random.below(5);
    let authorities: Vec<Vec<u8>> =
        (0..count).map(|_| authority(random, &key_of).der(keys)).collect();
    let server = server(random, &key_of, keys.len()).der(keys);
    let mut chain = vec![server.clone()];
    for authority in &authorities {
        if !random.once_in(3) {
            let at = 1 + random.below(chain.len());
            chain.insert(at, authority.clone());
        }
    }
    let mut roots: Vec<_> = authorities.into_iter().filter(|_| random.once_in(2)).collect();
    if random.once_in(12) {
        roots.push(server);
    }
    if random.once_in(15) && chain.len() > 1 {
        chain.swap(0, 1);
    }
    let host = random.pick(&HOSTS);
    let host = if random.once_in(2) { "proxy.test" } else { host };
    Question { chain, roots, host: host.into(), time: "2026-11-21T12:00:00.5Z".into() }
}

/// A straight chain in which nothing but policies can be wrong.
pub(crate) fn policy_question(random: &mut Random, keys: &[Key]) -> Question {
    let length = 2 + random.below(4);
    let names = ["proxy.test", "Inter C", "Inter D", "Inter E", "Root A"];
    let mut ders = Vec::new();
    for at in 0..length {
        let issuer = if random.once_in(6) { at } else { at + 1 };
        let mut extensions = Vec::new();
        if at == 0 {
            extensions.push(extension("2.5.29.17", false, &seq(&[tlv(0x82, b"proxy.test")])));
        } else {
            extensions.push(extension("2.5.29.19", true, &seq(&[boolean(true)])));
        }
        if !random.once_in(8) {
            policies(random, &mut extensions);
        }
        let last = at + 1 == length;
        let self_issued = issuer == at && !last;
        let name_of = |index: usize| name("2.5.4.3", 0x0c, names[index]);
        let (subject, issuer) = (name_of(at), name_of(if last { at } else { at + 1 }));
        let spec = Spec {
            version: 3,
            serial: 1,
            issuer: issuer.clone(),
            subject: subject.clone(),
            not_before: "261022000000Z".into(),
            not_after: "361118000000Z".into(),
            key: at % 3,
            signer: if last { at % 3 } else { (at + 1) % 3 },
            choice: 0,
            spoiled: false,
            extensions,
        };
        let mut spec = spec;
        if self_issued && at > 0 {
            // One more of the same name below.
            spec.subject = issuer;
        }
        ders.push(spec.der(keys));
    }
    let root = ders.pop().unwrap();
    Question {
        chain: ders,
        roots: vec![root],
        host: "proxy.test".into(),
        time: "2026-11-21T12:00:00Z".into(),
    }
}

fn times(random: &mut Random) -> (String, String) {
    let (from, until) = match random.below(12) {
        0 => ("20261121120001Z", "20361118000000Z"),
        1 => ("261022000000Z", "261121120000Z"),
        2 => ("491022000000Z", "501022000000Z"),
        3 => ("20261121120000Z", "20500101000000Z"),
        _ => ("261022000000Z", "361118000000Z"),
    };
    (from.into(), until.into())
}

/// A name of many attributes, of many string types.
fn rich_name(random: &mut Random) -> Vec<u8> {
    let attributes = [
        "2.5.4.3",
        "2.5.4.5",
        "2.5.4.6",
        "2.5.4.7",
        "2.5.4.8",
        "2.5.4.9",
        "2.5.4.10",
        "2.5.4.11",
        "2.5.4.17",
        "2.5.4.4",
        "1.2.840.113549.1.9.1",
        "0.9.2342.19200300.100.1.25",
    ];
    let texts =
        ["A", "", " a ", "#b", "a,b+c\"d\\e<f>g;h", "ü", "*&", "12 3", "a@b_c", "\0x\0y", "x\0\0"];
    let tags = [0x0c, 0x13, 0x14, 0x16, 0x12, 0x1e, 0x1c, 0x0c, 0x13, 0x1a, 0x04];
    let sets: Vec<Vec<u8>> = (0..=random.below(5))
        .map(|_| {
            let pairs: Vec<Vec<u8>> = (0..=random.below(2))
                .map(|_| {
                    let tag = tags[random.below(tags.len())];
                    seq(&[oid(random.pick(&attributes)), tlv(tag, random.pick(&texts).as_bytes())])
                })
                .collect();
            set(&pairs)
        })
        .collect();
    seq(&sets)
}

/// A certificate in which nearly anything may stand, for the parser.
pub(crate) fn odd_certificate(random: &mut Random, keys: &[Key]) -> Vec<u8> {
    let key_of: Vec<usize> = NAMES.iter().map(|_| random.below(keys.len())).collect();
    let mut spec = authority(random, &key_of);
    (spec.not_before, spec.not_after) = ("261022000000Z".into(), "361118000000Z".into());
    if random.once_in(2) {
        spec.subject = rich_name(random);
    }
    if random.once_in(2) {
        spec.extensions.push(alternative_names(random));
    }
    if random.once_in(3) {
        spec.extensions.push(name_constraints(random));
    }
    spec.der(keys)
}

fn named(index: usize, random: &mut Random) -> Vec<u8> {
    let tag = if random.once_in(25) { 0x13 } else { 0x0c };
    let attribute = if index == 3 { "2.5.4.10" } else { "2.5.4.3" };
    name(attribute, tag, NAMES[index])
}

fn authority(random: &mut Random, key_of: &[usize]) -> Spec {
    let subject = random.below(NAMES.len());
    let issuer = if random.once_in(2) { random.below(2) } else { random.below(NAMES.len()) };
    let other_key = |random: &mut Random, usual: usize| {
        if random.once_in(12) { random.below(key_of.len()) } else { usual }
    };
    let (not_before, not_after) = times(random);
    let mut extensions = Vec::new();
    if !random.once_in(12) {
        let ca = if random.once_in(10) { Vec::new() } else { boolean(true) };
        let length = if random.once_in(4) {
            integer(i64::try_from(random.below(3)).unwrap())
        } else {
            Vec::new()
        };
        extensions.push(extension("2.5.29.19", true, &seq(&[ca, length])));
    }
    if random.once_in(2) {
        let usage = if random.once_in(8) { [0x80] } else { [0x06] };
        extensions.push(extension("2.5.29.15", true, &bits(&usage)));
    }
    key_ids(random, subject, issuer, &mut extensions);
    common(random, &mut extensions);
    if random.once_in(5) {
        extensions.push(name_constraints(random));
    }
    if random.once_in(25) {
        extensions.push(alternative_names(random));
    }
    Spec {
        version: if random.once_in(20) { 1 } else { 3 },
        serial: i64::try_from(random.below(1 << 20)).unwrap(),
        issuer: named(issuer, random),
        subject: named(subject, random),
        not_before,
        not_after,
        key: other_key(random, key_of[subject]),
        signer: other_key(random, key_of[issuer]),
        choice: random.below(3),
        spoiled: random.once_in(25),
        extensions,
    }
}

fn server(random: &mut Random, key_of: &[usize], keys: usize) -> Spec {
    let issuer = random.below(NAMES.len());
    let (not_before, not_after) = times(random);
    let mut extensions = Vec::new();
    if !random.once_in(10) {
        extensions.push(alternative_names(random));
    }
    if random.once_in(3) {
        extensions.push(extension("2.5.29.19", true, &seq(&[])));
    }
    key_ids(random, 9, issuer, &mut extensions);
    common(random, &mut extensions);
    let subject = *["proxy.test", "a server", "127.0.0.1", "*.test"].get(random.below(4)).unwrap();
    Spec {
        version: 3,
        serial: 5,
        issuer: named(issuer, random),
        subject: name("2.5.4.3", 0x0c, subject),
        not_before,
        not_after,
        key: random.below(keys),
        signer: if random.once_in(15) { random.below(keys) } else { key_of[issuer] },
        choice: random.below(3),
        spoiled: random.once_in(25),
        extensions,
    }
}

fn key_ids(random: &mut Random, subject: usize, issuer: usize, out: &mut Vec<Vec<u8>>) {
    let number = |index: usize| u8::try_from(index).unwrap();
    if random.once_in(2) {
        let id = if random.once_in(6) { 77 } else { number(subject) };
        out.push(extension("2.5.29.14", false, &octets(&[id])));
    }
    if random.once_in(2) {
        let id = if random.once_in(6) { 77 } else { number(issuer) };
        out.push(extension("2.5.29.35", false, &seq(&[tlv(0x80, &[id])])));
    }
}

/// What may stand in any certificate.
fn common(random: &mut Random, out: &mut Vec<Vec<u8>>) {
    if random.once_in(3) {
        let uses = [
            "1.3.6.1.5.5.7.3.1",
            "1.3.6.1.5.5.7.3.2",
            "2.5.29.37.0",
            "1.2.3.4",
            "1.3.6.1.5.5.7.3.1",
        ];
        let all: Vec<_> = (0..=random.below(2)).map(|_| oid(random.pick(&uses))).collect();
        out.push(extension("2.5.29.37", random.once_in(2), &seq(&all)));
    }
    if random.once_in(25) {
        out.push(extension("1.2.3.4.5", random.once_in(2), &[5, 0]));
    }
    if random.once_in(4) {
        policies(random, out);
    }
    if random.once_in(12) {
        let location = tlv(0x86, b"http://proxy.test/ca.crt");
        let entry = seq(&[oid("1.3.6.1.5.5.7.48.2"), location.clone()]);
        out.push(extension("1.3.6.1.5.5.7.1.1", false, &seq(&[entry])));
        let point = seq(&[tlv(0xa0, &tlv(0xa0, &location))]);
        out.push(extension("2.5.29.31", random.once_in(2), &seq(&[point])));
    }
}

fn policies(random: &mut Random, out: &mut Vec<Vec<u8>>) {
    let known = ["1.2.3", "1.2.4", "1.2.5", "2.5.29.32.0"];
    let mut ids: Vec<&str> = known.into_iter().filter(|_| random.once_in(2)).collect();
    if random.once_in(3) {
        ids.push("1.2.6");
    }
    if !ids.is_empty() {
        let all: Vec<_> = ids.iter().map(|id| seq(&[oid(id)])).collect();
        out.push(extension("2.5.29.32", random.once_in(2), &seq(&all)));
    }
    if random.once_in(3) {
        let pairs: Vec<_> = (0..=random.below(3))
            .map(|_| seq(&[oid(random.pick(&known)), oid(random.pick(&known[..3]))]))
            .collect();
        out.push(extension("2.5.29.33", random.once_in(2), &seq(&pairs)));
    }
    if random.once_in(2) {
        let count = |random: &mut Random| [u8::try_from(random.below(3)).unwrap()];
        let mut fields = Vec::new();
        if !random.once_in(4) {
            fields.push(tlv(0x80, &count(random)));
        }
        if random.once_in(2) {
            fields.push(tlv(0x81, &count(random)));
        }
        out.push(extension("2.5.29.36", random.once_in(2), &seq(&fields)));
    }
    if random.once_in(4) {
        let count = i64::try_from(random.below(3)).unwrap();
        out.push(extension("2.5.29.54", random.once_in(2), &integer(count)));
    }
}

fn alternative_names(random: &mut Random) -> Vec<u8> {
    let mut names = Vec::new();
    if !random.once_in(3) {
        names.push(tlv(0x82, b"proxy.test"));
    }
    for _ in 0..random.below(4) {
        names.push(match random.below(6) {
            0..=2 => tlv(0x82, random.pick(&DNS).as_bytes()),
            3 => tlv(0x87, random.pick(&[&[127, 0, 0, 1], &[10, 1, 2, 3]])),
            4 => tlv(
                0x81,
                random.pick(&["a@proxy.test", "b@y.test", "bad", "\"q\"@test"]).as_bytes(),
            ),
            _ => {
                let uris =
                    ["http://proxy.test/x", "http://10.0.0.1/", "urn:x", "https://y.test:8080/"];
                tlv(0x86, random.pick(&uris).as_bytes())
            }
        });
    }
    if random.once_in(6) {
        names.push(tlv(0x87, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
    }
    if random.once_in(40) {
        names.extend((0..120).map(|n| tlv(0x82, format!("h{n}.test").as_bytes())));
    }
    extension("2.5.29.17", random.once_in(4), &seq(&names))
}

fn name_constraints(random: &mut Random) -> Vec<u8> {
    let list = |random: &mut Random| {
        let all: Vec<_> = (0..=random.below(2)).map(|_| seq(&[constraint(random)])).collect();
        all.concat()
    };
    let mut fields = Vec::new();
    if !random.once_in(3) {
        fields.push(tlv(0xa0, &list(random)));
    }
    if random.once_in(2) || fields.is_empty() {
        fields.push(tlv(0xa1, &list(random)));
    }
    extension("2.5.29.30", random.once_in(2), &seq(&fields))
}

fn constraint(random: &mut Random) -> Vec<u8> {
    let domain = random.pick(&CONSTRAINTS).as_bytes();
    match random.below(9) {
        0..=3 => tlv(0x82, domain),
        4 => tlv(0x87, &[10, 0, 0, 0, 255, 0, 0, 0]),
        5 => tlv(0x87, &[127, 0, 0, 0, 255, 255, 255, 0]),
        6 => {
            if random.once_in(2) {
                tlv(0x81, random.pick(&["a@proxy.test", "b@Y.test", "c@test"]).as_bytes())
            } else {
                tlv(0x81, domain)
            }
        }
        7 => tlv(0x86, domain),
        _ => tlv(0xa4, &name("2.5.4.3", 0x0c, "x")),
    }
}
