//! A reader of DER as strict as the one that go's certificate parser uses.

use super::oid::Oid;

/// Identifier octets, as they precede a value.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const NUMERIC_STRING: u8 = 0x12;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const T61_STRING: u8 = 0x14;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// The primitive context-specific tag `[number]`.
    pub(crate) const fn context(number: u8) -> u8 {
        0x80 | number
    }

    /// The constructed context-specific tag `[number]`.
    pub(crate) const fn constructed(number: u8) -> u8 {
        0xa0 | number
    }
}

/// One element: its identifier octet, its value, and both with the length between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) value: &'a [u8],
    pub(crate) full: &'a [u8],
}

/// What is left of a DER text. Every method takes one element off the front, or gives `None` and
/// leaves the rest as it may; a caller that meets `None` gives up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn peek(&self, tag: u8) -> bool {
        self.rest.first() == Some(&tag)
    }

    /// The next element, whatever it is. Tags over 30 and lengths over 32 bits are refused.
    pub(crate) fn any(&mut self) -> Option<Element<'a>> {
        let (&tag, after_tag) = self.rest.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (length, body) = read_length(after_tag)?;
        let (value, rest) = body.split_at_checked(length)?;
        let (full, _) = self.rest.split_at_checked(self.rest.len() - rest.len())?;
        self.rest = rest;
        Some(Element { tag, value, full })
    }

    /// The next element, which must carry `tag`.
    pub(crate) fn element(&mut self, tag: u8) -> Option<Element<'a>> {
        self.any().filter(|element| element.tag == tag)
    }

    /// The value of the next element, which must carry `tag`.
    pub(crate) fn value(&mut self, tag: u8) -> Option<&'a [u8]> {
        Some(self.element(tag)?.value)
    }

    /// A reader over the value of the next element, which must carry `tag`.
    pub(crate) fn nested(&mut self, tag: u8) -> Option<Self> {
        Some(Self::new(self.value(tag)?))
    }

    #[expect(clippy::option_option, reason = "broken, absent and present are three things")]
    /// The value of the next element if it carries `tag`; the outer `None` is a broken element.
    pub(crate) fn optional(&mut self, tag: u8) -> Option<Option<&'a [u8]>> {
        if self.peek(tag) { self.value(tag).map(Some) } else { Some(None) }
    }

    /// A BOOLEAN: `00` or `ff`, nothing else.
    pub(crate) fn boolean(&mut self) -> Option<bool> {
        match self.value(tag::BOOLEAN)? {
            [0] => Some(false),
            [0xff] => Some(true),
            _ => None,
        }
    }

    /// An INTEGER in its shortest form, as big-endian two's complement.
    pub(crate) fn integer(&mut self) -> Option<&'a [u8]> {
        self.integer_tagged(tag::INTEGER)
    }

    fn integer_tagged(&mut self, tag: u8) -> Option<&'a [u8]> {
        let bytes = self.value(tag)?;
        let padded = matches!(bytes, [0, 0..0x80, ..] | [0xff, 0x80..=0xff, ..]);
        (!bytes.is_empty() && !padded).then_some(bytes)
    }

    /// An integer that fits 64 bits, under `tag`.
    pub(crate) fn small_integer(&mut self, tag: u8) -> Option<i64> {
        let bytes = self.integer_tagged(tag)?;
        let sign = if bytes.first()? & 0x80 == 0 { 0 } else { -1 };
        (bytes.len() <= 8).then(|| bytes.iter().fold(sign, |n, &byte| n << 8 | i64::from(byte)))
    }

    /// An OBJECT IDENTIFIER whose arcs fit 31 bits.
    pub(crate) fn oid(&mut self) -> Option<Oid> {
        Oid::from_der(self.value(tag::OID)?)
    }

    /// A BIT STRING, with the unused bits of its last byte, which must be zero.
    pub(crate) fn bit_string(&mut self) -> Option<BitString<'a>> {
        let (&unused, bytes) = self.value(tag::BIT_STRING)?.split_first()?;
        let last = bytes.last().copied();
        let clean = last.map_or(unused == 0, |last| unused < 8 && last & ((1 << unused) - 1) == 0);
        clean.then_some(BitString { bytes, unused })
    }
}

/// A BIT STRING's bytes and how many bits of the last one do not count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BitString<'a> {
    bytes: &'a [u8],
    unused: u8,
}

impl BitString<'_> {
    /// Bit `at`, counted from the first, high one; those past the end are not set.
    pub(crate) fn bit(&self, at: usize) -> bool {
        self.bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1)
    }

    /// The bits moved right until the last byte is full, as go does before it looks inside.
    pub(crate) fn right_aligned(&self) -> Vec<u8> {
        let mut high = 0;
        let shift = |byte: &u8| {
            let pair = u16::from_be_bytes([std::mem::replace(&mut high, *byte), *byte]);
            (pair >> self.unused).to_le_bytes()[0]
        };
        self.bytes.iter().map(shift).collect()
    }
}

/// The DER of an element.
pub(crate) fn element(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len().to_be_bytes();
    let zeros = length.iter().take_while(|&&byte| byte == 0).count();
    let significant = length.get(zeros..).unwrap_or_default();
    let count = u8::try_from(significant.len()).unwrap_or_default();
    let long = (value.len() >= 0x80).then_some(0x80 | count);
    let length = if value.is_empty() { &[0][..] } else { significant };
    let header = std::iter::once(tag).chain(long).chain(length.iter().copied());
    header.chain(value.iter().copied()).collect()
}

/// The length octets in their shortest form: the length, and what follows them.
fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    if first < 0x80 {
        return Some((usize::from(first), rest));
    }
    let count = usize::from(first & 0x7f);
    if !(1..=4).contains(&count) {
        return None;
    }
    let (octets, rest) = rest.split_at_checked(count)?;
    let length = octets.iter().fold(0, |n: usize, &octet| n << 8 | usize::from(octet));
    (length >= 0x80 && octets.first() != Some(&0)).then_some((length, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_one_form() {
        for good in [&[4, 0][..], &[4, 1, 9]] {
            assert!(Reader::new(good).any().is_some(), "{good:?}");
        }
        for bad in [&[4][..], &[4, 0x80], &[4, 0x81, 1, 9], &[0x1f, 1, 9], &[4, 2, 9], &[4, 0x85]] {
            assert!(Reader::new(bad).any().is_none(), "{bad:?}");
        }
    }

    #[test]
    fn integers_are_short() {
        assert_eq!(Reader::new(&[2, 2, 0, 0x80]).small_integer(tag::INTEGER), Some(128));
        assert_eq!(Reader::new(&[2, 1, 0xfb]).small_integer(tag::INTEGER), Some(-5));
        assert_eq!(Reader::new(&[2, 2, 0, 1]).small_integer(tag::INTEGER), None);
        assert_eq!(Reader::new(&[2, 2, 0xff, 0x80]).small_integer(tag::INTEGER), None);
        assert_eq!(Reader::new(&[2, 0]).small_integer(tag::INTEGER), None);
    }

    #[test]
    fn bits_move_right() {
        let bits = Reader::new(&[3, 3, 4, 0xab, 0xc0]).bit_string();
        assert_eq!(bits.map(|bits| bits.right_aligned()), Some(vec![0x0a, 0xbc]));
        assert!(Reader::new(&[3, 2, 4, 0xab]).bit_string().is_none());
    }
}
