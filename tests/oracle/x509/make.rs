//! Random certificates and chains, most of them nearly right.

use super::{
    chance::{Chance, Odds as _},
    der::{bits, boolean, integer, oid, pem, seq, set, tlv},
    extensions::{alternative_names, common, key_ids, name_constraints, policies},
    key::Key,
    spec::{Question, Spec, extension, name},
};

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

/// A chance public key infrastructure with one server in it.
pub(crate) fn question(chance: &mut Chance, keys: &[Key]) -> Question {
    let key_of: Vec<usize> = NAMES.iter().map(|_| chance.below(keys.len())).collect();
    let count = 1 + chance.below(5);
    let authorities: Vec<Vec<u8>> =
        (0..count).map(|_| authority(chance, &key_of).der(keys)).collect();
    let server = server(chance, &key_of, keys.len()).der(keys);
    let mut chain = vec![server.clone()];
    for authority in &authorities {
        if !chance.once_in(3) {
            let at = 1 + chance.below(chain.len());
            chain.insert(at, authority.clone());
        }
    }
    let mut roots: Vec<_> = authorities.into_iter().filter(|_| chance.once_in(2)).collect();
    if chance.once_in(12) {
        roots.push(server);
    }
    if chance.once_in(15) && chain.len() > 1 {
        chain.swap(0, 1);
    }
    let host = chance.pick(&HOSTS);
    let host = if chance.once_in(2) { "proxy.test" } else { host };
    let roots = roots.iter().map(|der| pem(der)).collect();
    Question { chain, roots, host: host.into(), time: "2026-11-21T12:00:00.5Z".into() }
}

/// A straight chain in which nothing but policies can be wrong.
pub(crate) fn policy_question(chance: &mut Chance, keys: &[Key]) -> Question {
    let length = 2 + chance.below(4);
    let names = ["proxy.test", "Inter C", "Inter D", "Inter E", "Root A"];
    let mut ders = Vec::new();
    for at in 0..length {
        let issuer = if chance.once_in(6) { at } else { at + 1 };
        let mut extensions = Vec::new();
        if at == 0 {
            extensions.push(extension("2.5.29.17", false, &seq(&[tlv(0x82, b"proxy.test")])));
        } else {
            extensions.push(extension("2.5.29.19", true, &seq(&[boolean(true)])));
        }
        if !chance.once_in(8) {
            policies(chance, &mut extensions);
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
        roots: pem(&root),
        host: "proxy.test".into(),
        time: "2026-11-21T12:00:00Z".into(),
    }
}

/// A certificate with nearly anything in it, for the parser.
pub(crate) fn odd_certificate(chance: &mut Chance, keys: &[Key]) -> Vec<u8> {
    let key_of: Vec<usize> = NAMES.iter().map(|_| chance.below(keys.len())).collect();
    let mut spec = authority(chance, &key_of);
    (spec.not_before, spec.not_after) = ("261022000000Z".into(), "361118000000Z".into());
    if chance.once_in(2) {
        spec.subject = rich_name(chance);
    }
    if chance.once_in(2) {
        spec.extensions.push(alternative_names(chance));
    }
    if chance.once_in(3) {
        spec.extensions.push(name_constraints(chance));
    }
    spec.der(keys)
}

/// A root with a name of its own.
pub(crate) fn self_signed(number: usize, keys: &[Key]) -> Vec<u8> {
    let own = name("2.5.4.3", 0x0c, &format!("Root {number}"));
    let spec = Spec {
        version: 3,
        serial: 1,
        issuer: own.clone(),
        subject: own,
        not_before: "261022000000Z".into(),
        not_after: "361118000000Z".into(),
        key: 0,
        signer: 0,
        choice: 0,
        spoiled: false,
        extensions: Vec::new(),
    };
    spec.der(keys)
}

fn authority(chance: &mut Chance, key_of: &[usize]) -> Spec {
    let subject = chance.below(NAMES.len());
    let issuer = if chance.once_in(2) { chance.below(2) } else { chance.below(NAMES.len()) };
    let other_key = |chance: &mut Chance, usual: usize| {
        if chance.once_in(12) { chance.below(key_of.len()) } else { usual }
    };
    let (not_before, not_after) = times(chance);
    let mut extensions = Vec::new();
    if !chance.once_in(12) {
        let ca = if chance.once_in(10) { Vec::new() } else { boolean(true) };
        let length = if chance.once_in(4) {
            integer(i64::try_from(chance.below(3)).unwrap())
        } else {
            Vec::new()
        };
        extensions.push(extension("2.5.29.19", true, &seq(&[ca, length])));
    }
    if chance.once_in(2) {
        let usage = if chance.once_in(8) { [0x80] } else { [0x06] };
        extensions.push(extension("2.5.29.15", true, &bits(&usage)));
    }
    key_ids(chance, subject, issuer, &mut extensions);
    common(chance, &mut extensions);
    if chance.once_in(5) {
        extensions.push(name_constraints(chance));
    }
    if chance.once_in(25) {
        extensions.push(alternative_names(chance));
    }
    Spec {
        version: if chance.once_in(20) { 1 } else { 3 },
        serial: i64::try_from(chance.below(1 << 20)).unwrap(),
        issuer: named(issuer, chance),
        subject: named(subject, chance),
        not_before,
        not_after,
        key: other_key(chance, key_of[subject]),
        signer: other_key(chance, key_of[issuer]),
        choice: chance.below(3),
        spoiled: chance.once_in(25),
        extensions,
    }
}

fn server(chance: &mut Chance, key_of: &[usize], keys: usize) -> Spec {
    let issuer = chance.below(NAMES.len());
    let (not_before, not_after) = times(chance);
    let mut extensions = Vec::new();
    if !chance.once_in(10) {
        extensions.push(alternative_names(chance));
    }
    if chance.once_in(3) {
        extensions.push(extension("2.5.29.19", true, &seq(&[])));
    }
    key_ids(chance, 9, issuer, &mut extensions);
    common(chance, &mut extensions);
    let subject = *["proxy.test", "a server", "127.0.0.1", "*.test"].get(chance.below(4)).unwrap();
    Spec {
        version: 3,
        serial: 5,
        issuer: named(issuer, chance),
        subject: name("2.5.4.3", 0x0c, subject),
        not_before,
        not_after,
        key: chance.below(keys),
        signer: if chance.once_in(15) { chance.below(keys) } else { key_of[issuer] },
        choice: chance.below(3),
        spoiled: chance.once_in(25),
        extensions,
    }
}

fn times(chance: &mut Chance) -> (String, String) {
    let (from, until) = match chance.below(12) {
        0 => ("20261121120001Z", "20361118000000Z"),
        1 => ("261022000000Z", "261121120000Z"),
        2 => ("491022000000Z", "501022000000Z"),
        3 => ("20261121120000Z", "20500101000000Z"),
        _ => ("261022000000Z", "361118000000Z"),
    };
    (from.into(), until.into())
}

fn named(index: usize, chance: &mut Chance) -> Vec<u8> {
    let tag = if chance.once_in(25) { 0x13 } else { 0x0c };
    let attribute = if index == 3 { "2.5.4.10" } else { "2.5.4.3" };
    name(attribute, tag, NAMES[index])
}

/// A name of many attributes, of many string types.
fn rich_name(chance: &mut Chance) -> Vec<u8> {
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
    let sets: Vec<Vec<u8>> = (0..=chance.below(5))
        .map(|_| {
            let pairs: Vec<Vec<u8>> = (0..=chance.below(2))
                .map(|_| {
                    let tag = tags[chance.below(tags.len())];
                    seq(&[oid(chance.pick(&attributes)), tlv(tag, chance.pick(&texts).as_bytes())])
                })
                .collect();
            set(&pairs)
        })
        .collect();
    seq(&sets)
}
