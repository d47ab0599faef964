//! `NO_PROXY`: hosts, domains, addresses and networks that are reached without a proxy.

use std::net::IpAddr;

use crate::go::std::net::netip;

/// The list, read.
pub(crate) struct NoProxy<'a> {
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    written: &'a str,
    rule: Rule,
}

enum Rule {
    All,
    Network {
        address: IpAddr,
        bits: u8,
    },
    Address {
        ip: IpAddr,
        port: String,
    },
    /// `suffix` begins with a dot.
    Domain {
        suffix: String,
        port: String,
        itself: bool,
    },
}

impl<'a> NoProxy<'a> {
    /// A `*` anywhere makes it match everything.
    pub(crate) fn new(list: &'a str) -> Self {
        let written = || list.split(',').map(str::trim);
        let entries = match written().find(|entry| *entry == "*") {
            Some(written) => vec![Entry { written, rule: Rule::All }],
            None => written()
                .filter_map(|written| Some(Entry { written, rule: rule(written)? }))
                .collect(),
        };
        Self { entries }
    }

    /// The first entry that matches, as written. A host that is an address is not held against names.
    pub(crate) fn find(&self, host: &str, port: &str, ip: Option<IpAddr>) -> Option<&'a str> {
        let host = lower(host.trim());
        let found = self.entries.iter().find(|entry| match ip {
            Some(ip) => entry.rule.matches_ip(ip, port),
            None => entry.rule.matches_name(&host, port),
        });
        found.map(|entry| entry.written)
    }
}

/// The first entry that matches by the rules of the releases before 1.11: names alone, whatever
/// the port, and `*` only where it is the whole list.
pub(crate) fn find_early<'a>(list: &'a str, host: &str) -> Option<&'a str> {
    if list == "*" {
        return Some(list);
    }
    let host = lower(host.trim());
    let host = if host.contains(':') { format!("[{host}]") } else { host };
    list.split(',').map(str::trim).find(|written| {
        let entry = lower(written);
        let entry = without_port(&entry);
        let domain = entry.strip_prefix('.').unwrap_or(entry);
        let below = || host.strip_suffix(domain).is_some_and(|front| front.ends_with('.'));
        !entry.is_empty() && (host == domain || below())
    })
}

/// What precedes a port, or what looks like one.
fn without_port(entry: &str) -> &str {
    match entry.rfind(':') {
        Some(colon) if entry.rfind(']').is_none_or(|bracket| bracket < colon) => &entry[..colon],
        _ => entry,
    }
}

impl Rule {
    fn matches_ip(&self, wanted: IpAddr, wanted_port: &str) -> bool {
        match self {
            Self::All => true,
            Self::Network { address, bits } => contains(*address, *bits, wanted),
            Self::Address { ip, port } => *ip == wanted && is_port(port, wanted_port),
            Self::Domain { .. } => false,
        }
    }

    fn matches_name(&self, wanted: &str, wanted_port: &str) -> bool {
        match self {
            Self::All => true,
            Self::Domain { suffix, port, itself } => {
                let is_itself = *itself && suffix.strip_prefix('.') == Some(wanted);
                (wanted.ends_with(suffix) || is_itself) && is_port(port, wanted_port)
            }
            Self::Network { .. } | Self::Address { .. } => false,
        }
    }
}

/// `host` in ASCII, as a name of the DNS; itself where it is no valid name.
pub(crate) fn ascii(host: &str) -> String {
    if host.is_ascii() {
        return host.to_owned();
    }
    match url::Host::parse(host) {
        Ok(url::Host::Domain(name)) => name,
        _ => host.to_owned(),
    }
}

/// None for an entry that matches nothing whatever the host.
fn rule(written: &str) -> Option<Rule> {
    let entry = lower(written);
    if let Some((address, bits)) = network(&entry) {
        return Some(Rule::Network { address, bits });
    }
    let (host, port) = split_host_port(&entry).unwrap_or((&entry, ""));
    if let Some(ip) = netip::parse_ip(host.as_bytes()) {
        return Some(Rule::Address { ip: ip.to_canonical(), port: port.to_owned() });
    }
    if host.is_empty() {
        return None;
    }
    let host = if host.starts_with("*.") { &host[1..] } else { host };
    let itself = !host.starts_with('.');
    let suffix = format!(".{}", ascii(host.strip_prefix('.').unwrap_or(host)));
    Some(Rule::Domain { suffix, port: port.to_owned(), itself })
}

/// Reads `10.0.0.0/8`.
fn network(entry: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = entry.split_once('/')?;
    let ip = netip::parse_ip(address.as_bytes())?;
    let width = if ip.is_ipv4() { 32 } else { 128 };
    let digits = bits.bytes().all(|b| b.is_ascii_digit());
    let bits = bits.parse().ok().filter(|bits| digits && *bits <= width)?;
    Some((ip, bits))
}

/// IPv4 in an IPv6 address (`::ffff:10.0.0.0/104`) is an IPv4 network.
fn contains(network: IpAddr, bits: u8, ip: IpAddr) -> bool {
    let shared = |a: u128, b: u128, rest: u32| (a ^ b).checked_shr(rest).unwrap_or(0) == 0;
    let bits = u32::from(bits);
    match (network, ip) {
        (IpAddr::V4(network), IpAddr::V4(ip)) => {
            shared(network.to_bits().into(), ip.to_bits().into(), 32 - bits)
        }
        (IpAddr::V6(network), IpAddr::V6(ip)) => {
            shared(network.to_bits(), ip.to_bits(), 128 - bits)
        }
        (IpAddr::V6(network), IpAddr::V4(ip)) if bits >= 96 => {
            shared(network.to_bits(), ip.to_ipv6_mapped().to_bits(), 128 - bits)
        }
        _ => false,
    }
}

fn is_port(rule: &str, port: &str) -> bool {
    rule.is_empty() || rule == port
}

/// Splits `host:port` and `[::1]:port`; none where there is no port, or brackets are amiss.
fn split_host_port(entry: &str) -> Option<(&str, &str)> {
    let (host, port) = entry.rsplit_once(':')?;
    let bracketed = host.strip_prefix('[').map(|host| host.strip_suffix(']'));
    let (host, may_have_colons) = match bracketed {
        Some(inside) => (inside?, true),
        None => (host, false),
    };
    let is_odd = [host, port].iter().any(|part| part.contains(['[', ']']));
    (!is_odd && (may_have_colons || !host.contains(':'))).then_some((host, port))
}

/// Lower case letter by letter, as go does it.
fn lower(text: &str) -> String {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// env-auth-proxy-tls.md §6.1: as go 1.8 to 1.10 read the list.
    #[test]
    fn before_1_11_entries_were_names() {
        for (list, host) in [
            ("foo.com", "foo.com"),
            ("foo.com", "a.foo.com"),
            (".foo.com", "foo.com"),
            (".foo.com", "a.foo.com"),
            ("x, FOO.com:8080", "foo.com"),
            ("*", "any.test"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("10.0.0.1", "10.0.0.1"),
        ] {
            assert!(find_early(list, host).is_some(), "{list} {host}");
        }
        for (list, host) in [
            ("foo.com", "xfoo.com"),
            ("a.test,*", "any.test"),
            ("*.foo.com", "a.foo.com"),
            ("10.0.0.0/8", "10.0.0.1"),
            ("", "foo.com"),
            (",", "foo.com"),
        ] {
            assert!(find_early(list, host).is_none(), "{list} {host}");
        }
    }
}
