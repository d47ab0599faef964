//! Holding the names of certificates to the name constraints above them, as go 1.26 does.

use std::{fmt, net::IpAddr, sync::Arc};

use super::{
    certificate::Certificate,
    chain::Chain,
    constraints::Subtrees,
    domain::{self, Mailbox},
    san::Uri,
};
use crate::go::{std::strconv::text, version::Version};

/// Why a name is refused; Display is the end of go's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRefusal {
    pub(crate) kind: Kind,
    pub(crate) name: Vec<u8>,
    pub(crate) why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Ip,
    Dns,
    Uri,
    Email,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    NotPermitted,
    /// Excluded by this constraint.
    Excluded(Vec<u8>),
    Unparsable,
    EmptyHost,
    IpHost,
}

impl fmt::Display for NameRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, name) = (self.kind, text::quote(&self.name));
        match &self.why {
            Why::NotPermitted => write!(f, "{kind} {name} is not permitted by any constraint"),
            Why::Excluded(constraint) => {
                write!(f, "{kind} {name} is excluded by constraint {}", text::quote(constraint))
            }
            Why::Unparsable if kind == Kind::Dns => write!(f, "x509: cannot parse dnsName {name}"),
            Why::Unparsable => write!(f, "cannot parse rfc822Name {name}"),
            Why::EmptyHost => {
                write!(f, "URI with empty host ({name}) cannot be matched against constraints")
            }
            Why::IpHost => write!(f, "URI with IP ({name}) cannot be matched against constraints"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ip => "IP address",
            Self::Dns => "DNS name",
            Self::Uri => "URI",
            Self::Email => "email address",
        })
    }
}

/// Holds every name in a chain to the constraints above it, from the server's certificate up.
///
/// The error has the certificate whose constraints are not met.
pub(crate) fn check_chain(
    chain: &Chain,
    version: Version,
) -> Result<(), (Arc<Certificate>, NameRefusal)> {
    for (at, certificate) in chain.iter().enumerate() {
        if let Some(constraints) = &certificate.extensions.name_constraints {
            let check = Check {
                permitted: &constraints.permitted,
                excluded: &constraints.excluded,
                version,
            };
            let mut below = chain.iter().take(at);
            below
                .try_for_each(|child| check.names(child))
                .map_err(|refusal| (Arc::clone(certificate), refusal))?;
        }
    }
    Ok(())
}

/// One certificate's constraints.
struct Check<'a> {
    permitted: &'a Subtrees,
    excluded: &'a Subtrees,
    version: Version,
}

impl Check<'_> {
    /// Any of the kinds may be wrong in a name only where there are constraints, of whatever kind.
    fn names(&self, certificate: &Certificate) -> Result<(), NameRefusal> {
        let names = &certificate.extensions;
        let hosts = names.uris.iter().map(|uri| Ok((uri, constrained_host(uri)?)));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        let mailboxes = names.emails.iter().map(|email| read_mailbox(email, self.version));
        let mailboxes = mailboxes.collect::<Result<Vec<_>, _>>()?;
        names.ips.iter().try_for_each(|address| self.ip(*address))?;
        names.dns_names.iter().try_for_each(|name| self.dns(name))?;
        hosts.iter().try_for_each(|(uri, host)| self.uri(uri, host))?;
        mailboxes.iter().try_for_each(|mailbox| self.email(mailbox))
    }

    fn ip(&self, address: IpAddr) -> Result<(), NameRefusal> {
        let refusal = |why| NameRefusal { kind: Kind::Ip, name: address.to_string().into(), why };
        let permitted = &self.permitted.ips;
        if !permitted.is_empty() && !permitted.iter().any(|network| network.contains(address)) {
            return Err(refusal(Why::NotPermitted));
        }
        let matching = self.excluded.ips.iter().filter(|network| network.contains(address));
        let broadest = matching.min_by_key(|network| network.ones());
        broadest.map_or(Ok(()), |network| Err(refusal(Why::Excluded(network.shown(self.version)))))
    }

    fn dns(&self, name: &[u8]) -> Result<(), NameRefusal> {
        let refusal = |why| NameRefusal { kind: Kind::Dns, name: name.to_vec(), why };
        if !domain::is_valid(name) {
            return Err(refusal(Why::Unparsable));
        }
        domain_refusal(name, &self.permitted.dns, &self.excluded.dns)
            .map_or(Ok(()), |why| Err(refusal(why)))
    }

    fn uri(&self, uri: &Uri, host: &[u8]) -> Result<(), NameRefusal> {
        let refusal = |why| NameRefusal { kind: Kind::Uri, name: uri.url.expose(), why };
        domain_refusal(host, &self.permitted.uris, &self.excluded.uris)
            .map_or(Ok(()), |why| Err(refusal(why)))
    }

    fn email(&self, mailbox: &Mailbox) -> Result<(), NameRefusal> {
        let name = mailbox.to_bytes();
        let (addresses, domains) = self.permitted.split_emails(self.version);
        let permitted = (addresses.is_empty() && domains.is_empty())
            || addresses.contains(mailbox)
            || domains.iter().any(|constraint| is_within(&mailbox.domain, constraint));
        let why = if permitted { self.email_excluded(mailbox) } else { Some(Why::NotPermitted) };
        why.map_or(Ok(()), |why| Err(NameRefusal { kind: Kind::Email, name, why }))
    }

    fn email_excluded(&self, mailbox: &Mailbox) -> Option<Why> {
        let (addresses, domains) = self.excluded.split_emails(self.version);
        if addresses.contains(mailbox) {
            return Some(Why::Excluded(mailbox.to_bytes()));
        }
        excluding(&mailbox.domain, domains.into_iter()).map(Why::Excluded)
    }
}

fn read_mailbox(email: &[u8], version: Version) -> Result<Mailbox, NameRefusal> {
    let refusal = || NameRefusal { kind: Kind::Email, name: email.to_vec(), why: Why::Unparsable };
    domain::mailbox(email, version).ok_or_else(refusal)
}

/// The host of a URI, which must be a name.
pub(crate) fn constrained_host(uri: &Uri) -> Result<&[u8], NameRefusal> {
    let refusal = |why| Err(NameRefusal { kind: Kind::Uri, name: uri.url.expose(), why });
    let host = uri.url.host();
    if host.is_empty() {
        return refusal(Why::EmptyHost);
    }
    let name = uri.url.hostname();
    let is_ip = std::str::from_utf8(name).is_ok_and(|name| name.parse::<IpAddr>().is_ok());
    if is_ip || host.starts_with(b"[") {
        return refusal(Why::IpHost);
    }
    Ok(name)
}

/// What the constraints on domains have against `name`.
fn domain_refusal(name: &[u8], permitted: &[Vec<u8>], excluded: &[Vec<u8>]) -> Option<Why> {
    if !permitted.is_empty() && !permitted.iter().any(|constraint| is_within(name, constraint)) {
        return Some(Why::NotPermitted);
    }
    excluding(name, excluded.iter()).map(Why::Excluded)
}

/// The constraint that go names: the broadest that `name` is within; else, for a name with a
/// wildcard in front, one that the wildcard could match.
fn excluding<'a>(
    name: &[u8],
    constraints: impl Iterator<Item = &'a Vec<u8>> + Clone,
) -> Option<Vec<u8>> {
    let within = constraints.clone().filter(|constraint| is_within(name, constraint));
    let breadth = |constraint: &&Vec<u8>| {
        let labels = constraint.split(|&byte| byte == b'.').filter(|label| !label.is_empty());
        (labels.count(), constraint.starts_with(b"."))
    };
    within.min_by_key(breadth).cloned().or_else(|| covered_by_wildcard(name, constraints))
}

/// A constraint next to `name`, whose first label begins with `*`; go keeps one for each parent.
fn covered_by_wildcard<'a>(
    name: &[u8],
    constraints: impl Iterator<Item = &'a Vec<u8>>,
) -> Option<Vec<u8>> {
    let parent = name.strip_prefix(b"*").and_then(parent)?;
    let lower = constraints.map(|constraint| constraint.to_ascii_lowercase());
    let beside = |constraint: &Vec<u8>| {
        self::parent(constraint).is_some_and(|other| other.eq_ignore_ascii_case(parent))
    };
    lower
        .filter(beside)
        .max_by_key(|constraint| constraint.iter().rev().copied().collect::<Vec<_>>())
}

/// What follows the first dot.
pub(crate) fn parent(name: &[u8]) -> Option<&[u8]> {
    name.get(name.iter().position(|&byte| byte == b'.')? + 1..)
}

/// Whether `name` is the constraint's domain or below it; with a dot in front, only below.
pub(crate) fn is_within(name: &[u8], constraint: &[u8]) -> bool {
    if constraint.is_empty() {
        return true;
    }
    let below = constraint.strip_prefix(b".");
    let domain = below.unwrap_or(constraint);
    let Some((front, end)) = name.len().checked_sub(domain.len()).map(|at| name.split_at(at))
    else {
        return false;
    };
    let same = front.is_empty() && below.is_none();
    (same || front.ends_with(b".")) && end.eq_ignore_ascii_case(domain)
}
