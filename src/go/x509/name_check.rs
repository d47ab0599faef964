//! Holding the names of certificates to the name constraints above them.

use std::{fmt, net::IpAddr};

use super::{
    certificate::Certificate,
    constraints::{NameConstraints, Network},
    domain::{self, Mailbox},
    uri::Uri,
};
use crate::go::text;

/// Why a name is refused; Display is the end of go's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRefusal {
    kind: &'static str,
    name: Vec<u8>,
    why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Why {
    /// Excluded by this constraint.
    Excluded(Vec<u8>),
    NotPermitted,
    /// A name that cannot be held to any constraint; go's words around the name.
    Unusable(&'static str, &'static str),
}

impl fmt::Display for NameRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, name) = (self.kind, text::quote(&self.name));
        match &self.why {
            Why::Excluded(constraint) => {
                write!(f, "{kind} {name} is excluded by constraint {}", text::quote(constraint))
            }
            Why::NotPermitted => write!(f, "{kind} {name} is not permitted by any constraint"),
            Why::Unusable(before, after) => write!(f, "{before}{name}{after}"),
        }
    }
}

/// Holds every name of `certificate` to `constraints`.
pub(super) fn check(
    certificate: &Certificate,
    constraints: &NameConstraints,
) -> Result<(), NameRefusal> {
    let names = &certificate.extensions;
    let (permitted, excluded) = (&constraints.permitted, &constraints.excluded);
    for email in &names.emails {
        let mailbox = domain::mailbox(email)
            .ok_or_else(|| unusable(email, "cannot parse rfc822Name ", ""))?;
        let matches = |constraint: &Vec<u8>| matches_mailbox(&mailbox, constraint);
        held("email address", email, (&permitted.emails, &excluded.emails), matches, Clone::clone)?;
    }
    for name in &names.dns_names {
        if !domain::is_valid(name) {
            return Err(unusable(name, "cannot parse dnsName ", ""));
        }
        let matches = |constraint: &Vec<u8>| matches_domain(name, constraint);
        held("DNS name", name, (&permitted.dns, &excluded.dns), matches, Clone::clone)?;
    }
    for uri in &names.uris {
        let host = constrained_host(uri, &permitted.uris, &excluded.uris)?;
        let matches = |constraint: &Vec<u8>| matches_domain(&host, constraint);
        held("URI", &uri.text, (&permitted.uris, &excluded.uris), matches, Clone::clone)?;
    }
    for address in &names.ips {
        let shown = address.to_canonical().to_string().into_bytes();
        let matches = |network: &Network| matches_network(*address, network);
        held("IP address", &shown, (&permitted.ips, &excluded.ips), matches, Network::shown)?;
    }
    Ok(())
}

fn unusable(name: &[u8], before: &'static str, after: &'static str) -> NameRefusal {
    NameRefusal { kind: "", name: name.to_vec(), why: Why::Unusable(before, after) }
}

/// A name must match no excluded constraint, and one permitted one if there are any.
fn held<C>(
    kind: &'static str,
    name: &[u8],
    (permitted, excluded): (&[C], &[C]),
    matches: impl Fn(&C) -> bool,
    shown: impl Fn(&C) -> Vec<u8>,
) -> Result<(), NameRefusal> {
    let refusal = |why| NameRefusal { kind, name: name.to_vec(), why };
    if let Some(constraint) = excluded.iter().find(|constraint| matches(constraint)) {
        return Err(refusal(Why::Excluded(shown(constraint))));
    }
    let fine = permitted.is_empty() || permitted.iter().any(matches);
    if fine { Ok(()) } else { Err(refusal(Why::NotPermitted)) }
}

/// The host of a URI that is to be held to constraints.
fn constrained_host(
    uri: &Uri,
    permitted: &[Vec<u8>],
    excluded: &[Vec<u8>],
) -> Result<Vec<u8>, NameRefusal> {
    if permitted.is_empty() && excluded.is_empty() {
        return Ok(Vec::new());
    }
    if uri.host.is_empty() {
        let after = ") cannot be matched against constraints";
        return Err(unusable(&uri.text, "URI with empty host (", after));
    }
    let port =
        uri.host.iter().rposition(|&byte| byte == b':').filter(|_| !uri.host.ends_with(b"]"));
    let host = uri.host.get(..port.unwrap_or(uri.host.len())).unwrap_or_default();
    let bare = host.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]"));
    let address = std::str::from_utf8(host).is_ok_and(|host| host.parse::<IpAddr>().is_ok());
    if bare.is_some() || address {
        let after = ") cannot be matched against constraints";
        return Err(unusable(&uri.text, "URI with IP (", after));
    }
    Ok(host.to_vec())
}

/// A mailbox against one mailbox, a host, or with a dot in front the hosts of a domain.
fn matches_mailbox(mailbox: &Mailbox, constraint: &[u8]) -> bool {
    match domain::mailbox(constraint).filter(|_| constraint.contains(&b'@')) {
        Some(one) => one.local == mailbox.local && one.domain.eq_ignore_ascii_case(&mailbox.domain),
        None => matches_domain(&mailbox.domain, constraint),
    }
}

/// A domain against a constraint: itself and what is under it; with a dot in front only that.
fn matches_domain(name: &[u8], constraint: &[u8]) -> bool {
    if constraint.is_empty() {
        return true;
    }
    let below = constraint.strip_prefix(b".");
    let (Some(name), Some(constraint)) =
        (domain::labels(name), domain::labels(below.unwrap_or(constraint)))
    else {
        return false;
    };
    let deep_enough = name.len() >= constraint.len() + usize::from(below.is_some());
    deep_enough && name.iter().zip(&constraint).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

fn matches_network(address: IpAddr, network: &Network) -> bool {
    let bytes = match address {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets().to_vec(),
    };
    let in_mask = |((a, b), mask): ((&u8, &u8), &u8)| a & mask == b & mask;
    bytes.len() == network.address.len()
        && bytes.iter().zip(&network.address).zip(&network.mask).all(in_mask)
}
