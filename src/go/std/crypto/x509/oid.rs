//! Object identifiers, kept as the bytes that are in the certificate.

use std::fmt;

/// An object identifier. Display writes it with dots: `2.5.29.17`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(Box<[u8]>);

impl Oid {
    /// Reads the value of an OBJECT IDENTIFIER; an arc of more than 31 bits is refused.
    pub(crate) fn from_der(value: &[u8]) -> Option<Self> {
        let oid = Self::from_der_any_size(value)?;
        let small = oid.arcs().all(|arc| arc.is_some_and(|arc| arc < 1 << 31));
        small.then_some(oid)
    }

    /// Reads the value of an OBJECT IDENTIFIER with arcs of any size, as go does for policies.
    pub(crate) fn from_der_any_size(value: &[u8]) -> Option<Self> {
        let ended = value.last().is_some_and(|last| last & 0x80 == 0);
        let arcs = value.split_inclusive(|byte| byte & 0x80 == 0);
        let padded = arcs.clone().any(|arc| arc.first() == Some(&0x80));
        (ended && !padded).then(|| Self(value.into()))
    }

    /// Takes the value of an OBJECT IDENTIFIER as it is.
    pub(crate) fn unchecked(value: &[u8]) -> Self {
        Self(value.into())
    }

    /// Whether this is the identifier whose DER value is `value`.
    pub(crate) fn is(&self, value: &[u8]) -> bool {
        *self.0 == *value
    }

    /// The DER value.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The encoded numbers; the first holds the first two arcs. `None` for one over 64 bits.
    fn arcs(&self) -> impl Iterator<Item = Option<u64>> {
        self.0.split_inclusive(|byte| byte & 0x80 == 0).map(|arc| {
            let add = |n: u64, byte: &u8| Some(n.checked_mul(0x80)? | u64::from(byte & 0x7f));
            arc.iter().try_fold(0, add)
        })
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arcs = self.arcs().map(|arc| arc.unwrap_or(u64::MAX));
        let first = arcs.next().unwrap_or_default();
        let root = (first / 40).min(2);
        write!(f, "{root}.{}", first - root * 40)?;
        arcs.try_for_each(|arc| write!(f, ".{arc}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_with_dots() {
        let shown = |value: &[u8]| Oid::from_der(value).map(|oid| oid.to_string());
        assert_eq!(shown(&[0x55, 0x1d, 0x11]), Some("2.5.29.17".into()));
        assert_eq!(shown(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]), Some("1.2.840.113549".into()));
        assert_eq!(shown(&[0x88, 0x37]), Some("2.999".into()));
        for bad in [&[][..], &[0x80, 1], &[0x2a, 0x86], &[0x2a, 0x90, 0x80, 0x80, 0x80, 0]] {
            assert_eq!(shown(bad), None, "{bad:?}");
        }
    }
}
