//! Another address for each address, of the same length and kind: private stays private, loopback stays.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
    sync::LazyLock,
};

use regex::{Captures, Regex};

/// The other address of each, as they come up.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    others: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Addresses {
    /// The text with the other addresses in it.
    pub(super) fn replace(&mut self, text: &str) -> String {
        let Some(forms) = &*FORMS else { return text.to_owned() };
        let replaced = forms.replace_all(text, |found: &Captures<'_>| {
            let own = found.get(0).map_or("", |own| own.as_str());
            if own.contains(':') { self.six(own) } else { self.four(own) }
        });
        replaced.into_owned()
    }

    /// The bytes with the other addresses in them: those of certificates are four bytes behind their tag and length.
    pub(super) fn replace_packed(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        for at in 0..bytes.len().saturating_sub(5) {
            let Some([0x87, 4, a, b, c, d]) = bytes.get(at..at + 6) else { continue };
            let other = self.four(&Ipv4Addr::new(*a, *b, *c, *d).to_string());
            let parts = other.split('.').filter_map(|part| part.parse().ok());
            for (place, part) in parts.enumerate() {
                if let Some(byte) = bytes.get_mut(at + 2 + place) {
                    *byte = part;
                }
            }
        }
        bytes
    }

    fn four(&mut self, own: &str) -> String {
        let Ok(address) = own.parse::<Ipv4Addr>() else { return own.to_owned() };
        if address.is_loopback() || address.is_unspecified() || address.is_broadcast() {
            return own.to_owned();
        }
        let parts: Vec<&str> = own.split('.').collect();
        let kept = kept(address);
        self.other(own, |number| {
            let mut number = number;
            let mut out: Vec<String> = Vec::new();
            for (place, part) in parts.iter().enumerate().rev() {
                let (low, room) = [(1, 9), (10, 90), (100, 156)][part.len().clamp(1, 3) - 1];
                out.push(if place < kept {
                    (*part).to_owned()
                } else {
                    let other = low + number % room;
                    number /= room;
                    other.to_string()
                });
            }
            out.reverse();
            out.join(".")
        })
    }

    /// All groups but the first are numbered.
    fn six(&mut self, own: &str) -> String {
        if own.trim_matches(['[', ']']) == "::1" || own == "::" {
            return own.to_owned();
        }
        self.other(own, |number| {
            let mut number = number;
            let (first, rest) = own.split_once(':').unwrap_or(("", own));
            let mut out: Vec<char> = Vec::new();
            for c in rest.chars().rev() {
                let digit =
                    u32::try_from(number % 16).ok().and_then(|digit| char::from_digit(digit, 16));
                if c.is_ascii_hexdigit() {
                    out.push(digit.unwrap_or(c));
                    number /= 16;
                } else {
                    out.push(c);
                }
            }
            format!("{first}:{}", out.iter().rev().collect::<String>())
        })
    }

    /// The address that is known for `own`, or the first of those numbered from 1 that is free.
    fn other(&mut self, own: &str, numbered: impl Fn(usize) -> String) -> String {
        if let Some(other) = self.others.get(own) {
            return other.clone();
        }
        let free =
            (1..MOST).map(&numbered).find(|other| other != own && !self.taken.contains(other));
        let other = free.unwrap_or_else(|| numbered(0));
        self.taken.insert(other.clone());
        self.others.insert(own.to_owned(), other.clone());
        other
    }
}

/// How many addresses are tried.
const MOST: usize = 10_000;

/// How many parts of an address say what kind it is.
fn kept(address: Ipv4Addr) -> usize {
    match address.octets() {
        [10, ..] => 1,
        [192, 168, ..] | [172, 16..=31, ..] | [169, 254, ..] | [100, 64..=127, ..] => 2,
        _ => 0,
    }
}

/// What addresses look like.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let four = r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b";
    let six = r"\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){7}\b|\b(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}\b|\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,5}::";
    Regex::new(&format!("(?-u){six}|{four}")).ok()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_lengths_stay() {
        let mut addresses = Addresses::default();
        let out = addresses.replace("10.1.22.133 192.168.7.9 127.0.0.1 93.184.216.34 10.1.22.133 17:28:26 fd00:1::beef [::1]:80");
        let parts: Vec<&str> = out.split(' ').collect();
        assert!(parts[0].starts_with("10.") && parts[0] != "10.1.22.133" && parts[0] == parts[4]);
        assert!(parts[1].starts_with("192.168.") && parts[1] != "192.168.7.9");
        assert_eq!((parts[2], parts[5], parts[7]), ("127.0.0.1", "17:28:26", "[::1]:80"));
        assert!(parts[3] != "93.184.216.34" && parts[3].len() == 13);
        assert!(
            parts[6].starts_with("fd00:") && parts[6] != "fd00:1::beef" && parts[6].len() == 12
        );
        let packed = addresses.replace_packed(vec![1, 0x87, 4, 10, 1, 22, 133, 9]);
        let four: Vec<String> = packed[3..7].iter().map(u8::to_string).collect();
        assert_eq!(four.join("."), parts[0]);
    }
}
