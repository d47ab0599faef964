//! Random extensions, most of them nearly right.

use super::{
    chance::{Chance, Odds as _},
    der::{integer, octets, oid, seq, tlv},
    spec::{extension, name},
};

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

pub(crate) fn key_ids(chance: &mut Chance, subject: usize, issuer: usize, out: &mut Vec<Vec<u8>>) {
    let number = |index: usize| u8::try_from(index).unwrap();
    if chance.once_in(2) {
        let id = if chance.once_in(6) { 77 } else { number(subject) };
        out.push(extension("2.5.29.14", false, &octets(&[id])));
    }
    if chance.once_in(2) {
        let id = if chance.once_in(6) { 77 } else { number(issuer) };
        out.push(extension("2.5.29.35", false, &seq(&[tlv(0x80, &[id])])));
    }
}

/// What may be in any certificate.
pub(crate) fn common(chance: &mut Chance, out: &mut Vec<Vec<u8>>) {
    if chance.once_in(3) {
        let uses = [
            "1.3.6.1.5.5.7.3.1",
            "1.3.6.1.5.5.7.3.2",
            "2.5.29.37.0",
            "1.2.3.4",
            "1.3.6.1.5.5.7.3.1",
        ];
        let all: Vec<_> = (0..=chance.below(2)).map(|_| oid(chance.pick(&uses))).collect();
        out.push(extension("2.5.29.37", chance.once_in(2), &seq(&all)));
    }
    if chance.once_in(25) {
        out.push(extension("1.2.3.4.5", chance.once_in(2), &[5, 0]));
    }
    if chance.once_in(4) {
        policies(chance, out);
    }
    if chance.once_in(12) {
        let location = tlv(0x86, b"http://proxy.test/ca.crt");
        let entry = seq(&[oid("1.3.6.1.5.5.7.48.2"), location.clone()]);
        out.push(extension("1.3.6.1.5.5.7.1.1", false, &seq(&[entry])));
        let point = seq(&[tlv(0xa0, &tlv(0xa0, &location))]);
        out.push(extension("2.5.29.31", chance.once_in(2), &seq(&[point])));
    }
}

pub(crate) fn policies(chance: &mut Chance, out: &mut Vec<Vec<u8>>) {
    let known = ["1.2.3", "1.2.4", "1.2.5", "2.5.29.32.0"];
    let mut ids: Vec<&str> = known.into_iter().filter(|_| chance.once_in(2)).collect();
    if chance.once_in(3) {
        ids.push("1.2.6");
    }
    if !ids.is_empty() {
        let all: Vec<_> = ids.iter().map(|id| seq(&[oid(id)])).collect();
        out.push(extension("2.5.29.32", chance.once_in(2), &seq(&all)));
    }
    if chance.once_in(3) {
        let pairs: Vec<_> = (0..=chance.below(3))
            .map(|_| seq(&[oid(chance.pick(&known)), oid(chance.pick(&known[..3]))]))
            .collect();
        out.push(extension("2.5.29.33", chance.once_in(2), &seq(&pairs)));
    }
    if chance.once_in(2) {
        let count = |chance: &mut Chance| [u8::try_from(chance.below(3)).unwrap()];
        let mut fields = Vec::new();
        if !chance.once_in(4) {
            fields.push(tlv(0x80, &count(chance)));
        }
        if chance.once_in(2) {
            fields.push(tlv(0x81, &count(chance)));
        }
        out.push(extension("2.5.29.36", chance.once_in(2), &seq(&fields)));
    }
    if chance.once_in(4) {
        let count = i64::try_from(chance.below(3)).unwrap();
        out.push(extension("2.5.29.54", chance.once_in(2), &integer(count)));
    }
}

pub(crate) fn alternative_names(chance: &mut Chance) -> Vec<u8> {
    let mut names = Vec::new();
    if !chance.once_in(3) {
        names.push(tlv(0x82, b"proxy.test"));
    }
    for _ in 0..chance.below(4) {
        names.push(match chance.below(6) {
            0..=2 => tlv(0x82, chance.pick(&DNS).as_bytes()),
            3 => tlv(0x87, chance.pick(&[&[127, 0, 0, 1], &[10, 1, 2, 3]])),
            4 => tlv(
                0x81,
                chance.pick(&["a@proxy.test", "b@y.test", "bad", "\"q\"@test"]).as_bytes(),
            ),
            _ => {
                let uris =
                    ["http://proxy.test/x", "http://10.0.0.1/", "urn:x", "https://y.test:8080/"];
                tlv(0x86, chance.pick(&uris).as_bytes())
            }
        });
    }
    if chance.once_in(6) {
        names.push(tlv(0x87, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
    }
    if chance.once_in(40) {
        names.extend((0..120).map(|n| tlv(0x82, format!("h{n}.test").as_bytes())));
    }
    extension("2.5.29.17", chance.once_in(4), &seq(&names))
}

pub(crate) fn name_constraints(chance: &mut Chance) -> Vec<u8> {
    let list = |chance: &mut Chance| {
        let all: Vec<_> = (0..=chance.below(2)).map(|_| seq(&[constraint(chance)])).collect();
        all.concat()
    };
    let mut fields = Vec::new();
    if !chance.once_in(3) {
        fields.push(tlv(0xa0, &list(chance)));
    }
    if chance.once_in(2) || fields.is_empty() {
        fields.push(tlv(0xa1, &list(chance)));
    }
    extension("2.5.29.30", chance.once_in(2), &seq(&fields))
}

fn constraint(chance: &mut Chance) -> Vec<u8> {
    let domain = chance.pick(&CONSTRAINTS).as_bytes();
    match chance.below(9) {
        0..=3 => tlv(0x82, domain),
        4 => tlv(0x87, &[10, 0, 0, 0, 255, 0, 0, 0]),
        5 => tlv(0x87, &[127, 0, 0, 0, 255, 255, 255, 0]),
        6 => {
            if chance.once_in(2) {
                tlv(0x81, chance.pick(&["a@proxy.test", "b@Y.test", "c@test"]).as_bytes())
            } else {
                tlv(0x81, domain)
            }
        }
        7 => tlv(0x86, domain),
        _ => tlv(0xa4, &name("2.5.4.3", 0x0c, "x")),
    }
}
