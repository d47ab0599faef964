//! The name constraints extension.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{
    der::{Element, Reader, tag},
    domain::{self, Mailbox},
    error::ParseError,
};
use crate::go::version::{Change, Version};

/// What a CA may and may not sign for.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameConstraints {
    pub(crate) permitted: Subtrees,
    pub(crate) excluded: Subtrees,
}

/// Constraints by kind, as they are in the certificate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subtrees {
    pub(crate) dns: Vec<Vec<u8>>,
    pub(crate) ips: Vec<Network>,
    pub(crate) emails: Vec<Vec<u8>>,
    pub(crate) uris: Vec<Vec<u8>>,
}

/// A range of addresses; address and mask are both of 4 or both of 16 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    pub(crate) address: Vec<u8>,
    pub(crate) mask: Vec<u8>,
}

impl NameConstraints {
    /// Reads the extension; the second value is false if there are kinds that go does not know.
    pub(crate) fn parse(value: &[u8], version: Version) -> Result<(Self, bool), ParseError> {
        let invalid = || ParseError::Part("invalid NameConstraints extension");
        let mut outer = Reader::new(value);
        let mut fields = outer.nested(tag::SEQUENCE).ok_or_else(invalid)?;
        let permitted = fields.optional(tag::constructed(0)).ok_or_else(invalid)?;
        let excluded = fields.optional(tag::constructed(1)).ok_or_else(invalid)?;
        if !outer.is_empty() || !fields.is_empty() {
            return Err(invalid());
        }
        let (permitted, excluded) = (permitted.unwrap_or_default(), excluded.unwrap_or_default());
        if permitted.is_empty() && excluded.is_empty() {
            return Err(ParseError::Part("empty name constraints extension"));
        }
        let (permitted, first) = Subtrees::parse(permitted, version)?;
        let (excluded, second) = Subtrees::parse(excluded, version)?;
        Ok((Self { permitted, excluded }, first && second))
    }
}

impl Subtrees {
    fn parse(list: &[u8], version: Version) -> Result<(Self, bool), ParseError> {
        let (mut out, mut all_known) = (Self::default(), true);
        let mut list = Reader::new(list);
        while !list.is_empty() {
            let base = list.nested(tag::SEQUENCE).and_then(|mut subtree| subtree.any());
            let base = base.ok_or(ParseError::Part("invalid NameConstraints extension"))?;
            all_known &= out.add(base, version)?;
        }
        Ok((out, all_known))
    }

    /// Adds one constraint; false for a kind that go does not know.
    fn add(&mut self, base: Element<'_>, version: Version) -> Result<bool, ParseError> {
        let value = base.value;
        match base.tag {
            tag if tag == tag::context(1) => self.emails.push(email(value, version)?),
            tag if tag == tag::context(2) => self.dns.push(dns(value)?),
            tag if tag == tag::context(6) => self.uris.push(uri(value)?),
            tag if tag == tag::context(7) => self.ips.push(network(value, version)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The mail constraints: those on one mailbox, those on a domain.
    pub(crate) fn split_emails(&self, version: Version) -> (Vec<Mailbox>, Vec<&Vec<u8>>) {
        let (addresses, domains): (Vec<_>, Vec<_>) =
            self.emails.iter().partition(|constraint| constraint.contains(&b'@'));
        (
            addresses.into_iter().filter_map(|address| domain::mailbox(address, version)).collect(),
            domains,
        )
    }
}

impl Network {
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        let bytes = match address {
            IpAddr::V4(four) => four.octets().to_vec(),
            IpAddr::V6(six) => six.octets().to_vec(),
        };
        let agrees = |((a, b), mask): ((&u8, &u8), &u8)| a & mask == b & mask;
        let pairs = bytes.iter().zip(&self.address).zip(&self.mask);
        bytes.len() == self.address.len() && pairs.into_iter().all(agrees)
    }

    /// The bits of the mask.
    pub(crate) fn ones(&self) -> u32 {
        self.mask.iter().map(|byte| byte.count_ones()).sum()
    }

    /// The range as go writes it: `10.0.0.0/8`.
    pub(crate) fn shown(&self, version: Version) -> Vec<u8> {
        let masked = |(byte, mask): (&u8, &u8)| byte & mask;
        let first = if version.has(Change::NetworksMasked) {
            self.address.iter().zip(&self.mask).map(masked).collect()
        } else {
            self.address.clone()
        };
        let first = address_of(&first).map(|address| address.to_string());
        format!("{}/{}", first.unwrap_or_default(), self.ones()).into_bytes()
    }
}

fn ascii(value: &[u8]) -> Result<(), ParseError> {
    if value.is_ascii() { Ok(()) } else { Err(ParseError::NotAscii(value.to_vec())) }
}

/// A domain for a constraint: empty, or a name with or without a dot in front.
fn is_domain(value: &[u8]) -> bool {
    value != b"." && domain::is_valid(value.strip_prefix(b".").unwrap_or(value))
}

fn refusal(kind: &'static str, text: &[u8], why: &'static str) -> ParseError {
    ParseError::Constraint { kind, text: text.to_vec(), why }
}

fn dns(value: &[u8]) -> Result<Vec<u8>, ParseError> {
    ascii(value)?;
    let fine = is_domain(value);
    fine.then(|| value.to_vec()).ok_or_else(|| refusal("dnsName", value, ""))
}

fn email(value: &[u8], version: Version) -> Result<Vec<u8>, ParseError> {
    ascii(value)?;
    let fine = if value.contains(&b'@') {
        domain::mailbox(value, version).is_some()
    } else {
        is_domain(value)
    };
    fine.then(|| value.to_vec()).ok_or_else(|| refusal("rfc822Name", value, ""))
}

fn uri(value: &[u8]) -> Result<Vec<u8>, ParseError> {
    ascii(value)?;
    let text = std::str::from_utf8(value).unwrap_or_default();
    if text.parse::<IpAddr>().is_ok() {
        return Err(refusal("URI", value, ": cannot be IP address"));
    }
    let fine = is_domain(value);
    fine.then(|| value.to_vec()).ok_or_else(|| refusal("URI", value, ""))
}

fn network(value: &[u8], version: Version) -> Result<Network, ParseError> {
    if value.len() != 8 && value.len() != 32 {
        return Err(ParseError::IpConstraintLength(value.len()));
    }
    let (address, mask) = value.split_at(value.len() / 2);
    if !is_mask(mask) {
        return Err(ParseError::IpConstraintMask(mask.to_vec()));
    }
    let mapped =
        matches!(address_of(address), Some(IpAddr::V6(six)) if six.to_ipv4_mapped().is_some());
    if mapped && version.has(Change::MappedIpRefused) {
        return Err(ParseError::Part("IP constraint contained IPv4-mapped IPv6 address"));
    }
    Ok(Network { address: address.to_vec(), mask: mask.to_vec() })
}

/// Ones, then zeros.
fn is_mask(mask: &[u8]) -> bool {
    let ones = mask.iter().take_while(|&&byte| byte == 0xff).count();
    let mut rest = mask.iter().skip(ones);
    let edge = rest.next().is_none_or(|byte| byte.leading_ones() + byte.trailing_zeros() >= 8);
    edge && rest.all(|&byte| byte == 0)
}

fn address_of(bytes: &[u8]) -> Option<IpAddr> {
    let four = <[u8; 4]>::try_from(bytes).map(|four| Ipv4Addr::from(four).into());
    let sixteen = || <[u8; 16]>::try_from(bytes).map(|all| Ipv6Addr::from(all).into());
    four.or_else(|_| sixteen()).ok()
}
