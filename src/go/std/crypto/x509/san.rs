//! Subject alternative names.

use std::net::IpAddr;

use super::{
    certificate::{Certificate, Extensions},
    der::{Reader, tag},
    domain,
    error::ParseError,
};
use crate::go::{
    std::net::url::Url,
    version::{Change, Version},
};

const EMAIL: u8 = tag::context(1);
const DNS: u8 = tag::context(2);
const URI: u8 = tag::context(6);
const IP: u8 = tag::context(7);

/// A URI among the names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Uri {
    /// The bytes in the certificate.
    pub(crate) text: Vec<u8>,
    /// The parsed URI.
    pub(crate) url: Url,
}

/// Reads the extension into `out`; false where it holds no name of a kind that go knows.
pub(crate) fn parse(
    value: &[u8],
    out: &mut Extensions,
    version: Version,
) -> Result<bool, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let mut names = Reader::new(value)
        .nested(tag::SEQUENCE)
        .ok_or_else(at("invalid subject alternative names"))?;
    out.raw_san = Some(value.to_vec());
    while !names.is_empty() {
        let name = names.any().ok_or_else(at("invalid subject alternative name"))?;
        match name.tag {
            EMAIL => out.emails.push(ascii(name.value, "SAN rfc822Name is malformed")?),
            DNS => out.dns_names.push(ascii(name.value, "SAN dNSName is malformed")?),
            URI => out.uris.push(parse_uri(name.value)?),
            IP => out.ips.push(parse_ip(name.value, version)?),
            _ => {}
        }
    }
    let counts = [out.emails.len(), out.dns_names.len(), out.uris.len(), out.ips.len()];
    Ok(counts.iter().any(|&count| count > 0))
}

/// One alternative name, of a kind that constraints are about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name<'a> {
    Email(&'a [u8]),
    Dns(&'a [u8]),
    Uri(&'a Uri),
    Ip(IpAddr),
}

/// The alternative names of a certificate in the order of the extension.
pub(crate) fn names(certificate: &Certificate) -> impl Iterator<Item = Name<'_>> {
    let all = &certificate.extensions;
    let value = all.raw_san.as_deref().unwrap_or_default();
    let mut order = Reader::new(value).nested(tag::SEQUENCE);
    let (mut emails, mut dns) = (all.emails.iter(), all.dns_names.iter());
    let (mut uris, mut ips) = (all.uris.iter(), all.ips.iter());
    let tags = std::iter::from_fn(move || Some(order.as_mut()?.any()?.tag));
    tags.filter_map(move |tag| match tag {
        EMAIL => emails.next().map(|email| Name::Email(email)),
        DNS => dns.next().map(|name| Name::Dns(name)),
        URI => uris.next().map(Name::Uri),
        IP => ips.next().map(|address| Name::Ip(*address)),
        _ => None,
    })
}

fn ascii(value: &[u8], refusal: &'static str) -> Result<Vec<u8>, ParseError> {
    if value.is_ascii() { Ok(value.to_vec()) } else { Err(ParseError::Part(refusal)) }
}

fn parse_uri(value: &[u8]) -> Result<Uri, ParseError> {
    let text = ascii(value, "SAN uniformResourceIdentifier is malformed")?;
    let refused = |why: String| ParseError::Uri { uri: text.clone(), why };
    let url = Url::parse(&text).map_err(|error| refused(error.to_string()))?;
    if !url.host().is_empty() && !domain::is_valid(url.host()) {
        return Err(refused("invalid domain".into()));
    }
    Ok(Uri { text, url })
}

fn parse_ip(value: &[u8], version: Version) -> Result<IpAddr, ParseError> {
    let address = if let Ok(four) = <[u8; 4]>::try_from(value) {
        IpAddr::from(four)
    } else if let Ok(sixteen) = <[u8; 16]>::try_from(value) {
        IpAddr::from(sixteen)
    } else {
        return Err(ParseError::IpLength(value.len()));
    };
    let mapped = matches!(address, IpAddr::V6(six) if six.to_ipv4_mapped().is_some());
    if mapped && version.has(Change::MappedIpRefused) {
        let text = "SAN iPAddress contains IPv4-mapped IPv6 address";
        return Err(ParseError::Part(text));
    }
    Ok(address)
}
