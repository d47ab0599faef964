//! Name constraints as go to 1.25 checks them: certificate by certificate, while a chain is built.
//!
//! A name is held to the constraints of one certificate as they come: excluded ones first. Source:
//! answers of go 1.24.11 and 1.25.5.

use std::net::IpAddr;

use super::{
    certificate::Certificate,
    chain::Chain,
    constraints::NameConstraints,
    domain::{self, Mailbox},
    failure::Reason,
    name_check::{Kind, NameRefusal, Why, constrained_host, is_within, parent},
    san::{Name, names},
};
use crate::go::version::{Change, Version};

/// Holds every name in the certificates `below` to the constraints of `certificate`.
pub(crate) fn check(
    certificate: &Certificate,
    below: &Chain,
    version: Version,
) -> Result<(), Reason> {
    let Some(constraints) = &certificate.extensions.name_constraints else {
        return Ok(());
    };
    let check = Check { constraints, version };
    below.iter().try_for_each(|child| names(child).try_for_each(|name| check.name(&name)))
}

struct Check<'a> {
    constraints: &'a NameConstraints,
    version: Version,
}

impl Check<'_> {
    fn name(&self, name: &Name<'_>) -> Result<(), Reason> {
        let NameConstraints { permitted, excluded } = self.constraints;
        let text = |constraint: &Vec<u8>| constraint.clone();
        match name {
            Name::Dns(name) if !domain::is_valid(name) => {
                Err(Reason::UnparsableName(name.to_vec()))
            }
            Name::Dns(name) => {
                let matches = |constraint: &Vec<u8>, out| self.domain(name, constraint, out);
                held(Kind::Dns, name, (&permitted.dns, &excluded.dns), matches, text)
            }
            Name::Email(email) => {
                let mailbox =
                    domain::mailbox(email, self.version).ok_or(Reason::UnparsableMailbox)?;
                let matches = |constraint: &Vec<u8>, out| self.mailbox(&mailbox, constraint, out);
                held(Kind::Email, email, (&permitted.emails, &excluded.emails), matches, text)
            }
            Name::Uri(uri) if permitted.uris.is_empty() && excluded.uris.is_empty() => Ok(()),
            Name::Uri(uri) => {
                let host = constrained_host(uri).map_err(Reason::Name)?;
                let matches = |constraint: &Vec<u8>, out| self.domain(host, constraint, out);
                held(Kind::Uri, &uri.text, (&permitted.uris, &excluded.uris), matches, text)
            }
            Name::Ip(address) => self.ip(*address),
        }
    }

    fn ip(&self, address: IpAddr) -> Result<(), Reason> {
        let NameConstraints { permitted, excluded } = self.constraints;
        let shown = address.to_canonical().to_string();
        let lists = (permitted.ips.as_slice(), excluded.ips.as_slice());
        held(
            Kind::Ip,
            shown.as_bytes(),
            lists,
            |network, _| network.contains(address),
            |network| network.shown(self.version),
        )
    }

    fn mailbox(&self, mailbox: &Mailbox, constraint: &[u8], excluded: bool) -> bool {
        match domain::mailbox(constraint, self.version).filter(|_| constraint.contains(&b'@')) {
            Some(one) => one == *mailbox,
            None => self.domain(&mailbox.domain, constraint, excluded),
        }
    }

    /// A wildcard in front of a name is as good as any label that is excluded.
    fn domain(&self, name: &[u8], constraint: &[u8], excluded: bool) -> bool {
        let wild = excluded && name.starts_with(b"*") && self.version.has(Change::WildExclusions);
        is_within(name, constraint) || wild && is_beside(name, constraint)
    }
}

/// A name must match no excluded constraint, and a permitted one if there are any.
fn held<C>(
    kind: Kind,
    name: &[u8],
    (permitted, excluded): (&[C], &[C]),
    matches: impl Fn(&C, bool) -> bool,
    shown: impl Fn(&C) -> Vec<u8>,
) -> Result<(), Reason> {
    let refusal = |why| Err(Reason::Name(NameRefusal { kind, name: name.to_vec(), why }));
    if let Some(constraint) = excluded.iter().find(|constraint| matches(constraint, true)) {
        return refusal(Why::Excluded(shown(constraint)));
    }
    if permitted.is_empty() || permitted.iter().any(|constraint| matches(constraint, false)) {
        return Ok(());
    }
    refusal(Why::NotPermitted)
}

/// Whether a name with a wildcard in front is in the same domain as the constraint, or deeper.
fn is_beside(name: &[u8], constraint: &[u8]) -> bool {
    let dot = if constraint.starts_with(b".") { &b"."[..] } else { b"" };
    let constraint = constraint.strip_prefix(b".").unwrap_or(constraint);
    parent(name).is_some_and(|domain| match parent(constraint) {
        Some(wanted) => is_within(domain, &[dot, wanted].concat()),
        None => true,
    })
}
