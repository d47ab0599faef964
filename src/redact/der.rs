//! The texts of a certificate (ITU-T X.690, DER): those that are strings by their tag. Keys and signatures are no text,
//! though their bytes may spell a name by chance.

use std::ops::Range;

/// The tags of strings, and those of names for a host, a mailbox, a URI (RFC 5280 §4.2.1.6).
const STRINGS: [u8; 8] = [0x0c, 0x13, 0x14, 0x16, 0x1a, 0x81, 0x82, 0x86];

/// Whether `bytes` are one structure, as a certificate is: a sequence that fills them.
pub(super) fn is_structure(bytes: &[u8]) -> bool {
    bytes.first() == Some(&0x30) && content(bytes, 1).is_some_and(|place| place.end == bytes.len())
}

/// Where the strings of `bytes` are, none of them in another.
pub(super) fn strings(bytes: &[u8]) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let string = string_at(bytes, at);
        at = string.as_ref().map_or(at + 1, |place| place.end);
        found.extend(string);
    }
    found
}

/// The text behind a tag at `at`.
fn string_at(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let is_tag = STRINGS.contains(bytes.get(at)?);
    let place = content(bytes, at + 1).filter(|place| is_tag && !place.is_empty())?;
    // Text of any coding has no control characters.
    bytes.get(place.clone())?.iter().all(|byte| *byte >= b' ').then_some(place)
}

/// What the length at `at` spans.
fn content(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let first = usize::from(*bytes.get(at)?);
    if first < 0x80 {
        return Some(at + 1..at + 1 + first);
    }
    let begin = at + 1 + (first - 0x80);
    let digits = bytes.get(at + 1..begin).filter(|digits| (1..4).contains(&digits.len()))?;
    let length = digits.iter().fold(0, |sum, digit| (sum << 8) | usize::from(*digit));
    Some(begin..begin + length)
}
