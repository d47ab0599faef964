//! Recorded certificates issued anew: the same bytes but for keys, signatures and a shift of days.

use std::collections::HashMap;

use time::{Date, Duration, macros::format_description};

use super::openssl::{self, Algorithm, Key, Kind};
use crate::support::der::{bits, seq, tlv};

/// Certificates of one recorded case, which may share keys.
pub(crate) struct Issuer {
    days: i64,
    keys: HashMap<Vec<u8>, Key>,
    made: HashMap<Vec<u8>, Vec<u8>>,
    stranger: Option<Key>,
}

/// A certificate in its parts.
struct Parts<'a> {
    fields: Vec<&'a [u8]>,
    algorithm: &'a [u8],
    tbs: &'a [u8],
    signature: &'a [u8],
    rest: &'a [u8],
}

impl Issuer {
    /// One that lets dates begin and end `days` later.
    pub(crate) fn new(days: i64) -> Self {
        Self { days, keys: HashMap::new(), made: HashMap::new(), stranger: None }
    }

    /// The certificate `der` with a new key, signed by the new key of its issuer, where that is
    /// among `all`; else by a stranger's.
    pub(crate) fn issue(&mut self, der: &[u8], all: &[Vec<u8>]) -> Vec<u8> {
        if let Some(made) = self.made.get(der) {
            return made.clone();
        }
        let parts = Parts::of(der);
        let mut fields: Vec<Vec<u8>> = parts.fields.iter().map(|field| field.to_vec()).collect();
        fields[parts.validity()] = self.shifted(parts.fields[parts.validity()]);
        fields[parts.spki()].clone_from(&self.key(&parts).spki);
        let tbs = seq(&fields);
        let algorithm = Algorithm::of(parts.fields[parts.algorithm_at()]);
        let signature = self.signer(&parts, all).sign(algorithm, &tbs);
        let mut made = seq(&[tbs, parts.algorithm.to_vec(), bits(&signature)]);
        made.extend(parts.rest);
        self.made.insert(der.to_vec(), made.clone());
        made
    }

    /// The key that `der` got.
    pub(crate) fn key_of(&mut self, der: &[u8]) -> Key {
        self.key(&Parts::of(der)).clone()
    }

    fn key(&mut self, parts: &Parts<'_>) -> &Key {
        let spki = parts.fields[parts.spki()];
        self.keys.entry(spki.to_vec()).or_insert_with(|| openssl::key(&Kind::of(spki), spki))
    }

    fn signer(&mut self, parts: &Parts<'_>, all: &[Vec<u8>]) -> Key {
        let algorithm = Algorithm::of(parts.fields[parts.algorithm_at()]);
        let issuer = parts.fields[parts.issuer()];
        for candidate in all.iter().map(|der| Parts::of(der)) {
            let spki = candidate.fields[candidate.spki()];
            let named = candidate.fields[candidate.subject()] == issuer;
            if named && openssl::verifies(spki, algorithm, parts.tbs, parts.signature) {
                return self.key(&candidate).clone();
            }
        }
        let kind = algorithm.usual_key();
        self.stranger.get_or_insert_with(|| openssl::key(&kind, b"stranger")).clone()
    }

    fn shifted(&self, validity: &[u8]) -> Vec<u8> {
        let times = elements(content(validity)).into_iter();
        seq(&times.map(|time| shift(time, self.days).unwrap_or(time.to_vec())).collect::<Vec<_>>())
    }
}

impl<'a> Parts<'a> {
    fn of(der: &'a [u8]) -> Self {
        let (whole, rest) = first(der);
        let outer = elements(content(whole));
        let [tbs, algorithm, signature] = outer[..] else { panic!("no certificate") };
        let signature = &content(signature)[1..];
        Self { fields: elements(content(tbs)), algorithm, tbs, signature, rest }
    }

    /// Where the serial number is: behind the version, if there is one.
    fn serial(&self) -> usize {
        usize::from(self.fields[0][0] == 0xa0)
    }

    fn algorithm_at(&self) -> usize {
        self.serial() + 1
    }

    fn issuer(&self) -> usize {
        self.serial() + 2
    }

    fn validity(&self) -> usize {
        self.serial() + 3
    }

    fn subject(&self) -> usize {
        self.serial() + 4
    }

    fn spki(&self) -> usize {
        self.serial() + 5
    }
}

/// A time in its usual form, `days` later; none for odd forms, which stay as they are.
fn shift(time: &[u8], days: i64) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(content(time)).ok()?;
    let century = match (time[0], text.len()) {
        (0x17, 13) if text.as_bytes()[0] >= b'5' => "19",
        (0x17, 13) => "20",
        (0x18, 15) => "",
        _ => return None,
    };
    let (date, clock) = text.split_at(8 - century.len());
    let format = format_description!("[year][month][day]");
    let date = Date::parse(&format!("{century}{date}"), &format).ok()? + Duration::days(days);
    let date = date.format(&format).ok()?;
    Some(tlv(time[0], format!("{}{clock}", &date[century.len()..]).as_bytes()))
}

/// The first element and what follows it.
fn first(der: &[u8]) -> (&[u8], &[u8]) {
    der.split_at(head(der) + length(der))
}

fn head(der: &[u8]) -> usize {
    if der[1] < 0x80 { 2 } else { 2 + usize::from(der[1] & 0x7f) }
}

fn length(der: &[u8]) -> usize {
    match der[1] {
        short @ ..0x80 => usize::from(short),
        _ => der[2..head(der)].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    }
}

pub(crate) fn content(element: &[u8]) -> &[u8] {
    &element[head(element)..][..length(element)]
}

pub(crate) fn elements(mut der: &[u8]) -> Vec<&[u8]> {
    let mut all = Vec::new();
    while !der.is_empty() {
        let (element, rest) = first(der);
        all.push(element);
        der = rest;
    }
    all
}
