//! Whether a certificate is for a host.

use std::{fmt, net::IpAddr, sync::Arc};

use super::certificate::Certificate;
use crate::go::{
    std::{net::netip, strconv::text::lossy},
    version::{Change, Version},
};

/// A certificate that is not for the host. Display is go's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// The server's certificate.
    pub certificate: Arc<Certificate>,
    /// The host asked for, an address without its brackets.
    pub host: String,
    version: Version,
}

/// Checks `certificate` against a host name, or an IP address with or without brackets.
///
/// Source: env-auth-proxy-tls.md §5.2.
pub fn verify_host(
    certificate: &Arc<Certificate>,
    host: &str,
    version: Version,
) -> Result<(), HostError> {
    let error =
        |host: &str| HostError { certificate: Arc::clone(certificate), host: host.into(), version };
    if let Some((address, shown)) = read_address(host, version) {
        let mut addresses = certificate.ip_addresses().iter();
        let known = addresses.any(|known| known.to_canonical() == address);
        return if known { Ok(()) } else { Err(error(&shown)) };
    }
    let valid = is_valid(host.as_bytes(), false, version);
    let matches = |name: &Vec<u8>| {
        if valid && is_valid(name, true, version) {
            matches_pattern(name, host.as_bytes())
        } else {
            matches_exactly(name, host.as_bytes())
        }
    };
    if names(certificate, version).iter().any(matches) { Ok(()) } else { Err(error(host)) }
}

/// The names that a certificate is for: its common name, in the releases and cases where that counts.
fn names(certificate: &Certificate, version: Version) -> Vec<Vec<u8>> {
    let common_name = certificate.subject().common_name();
    let missing = if version.has(Change::CommonNameWithoutSan) {
        !certificate.has_san()
    } else {
        certificate.dns_names().is_empty()
    };
    let fits = is_valid(common_name, true, version) || !version.has(Change::CommonNameMustBeHost);
    if missing && fits && !common_name.is_empty() && !version.has(Change::CommonNameIgnored) {
        return vec![common_name.to_vec()];
    }
    certificate.dns_names().to_vec()
}

/// The address that a host is, without brackets and zone, and how go shows it.
fn read_address(host: &str, version: Version) -> Option<(IpAddr, String)> {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    if !version.has(Change::HostAddressesRewritten) {
        return Some((netip::parse_ip(bare.as_bytes())?.to_canonical(), bare.to_owned()));
    }
    let address = netip::parse_addr(bare.as_bytes()).ok()?.ip.to_canonical();
    Some((address, address.to_string()))
}

/// Whether `name` is a host name, or a pattern for one, that go compares label by label.
fn is_valid(name: &[u8], pattern: bool, version: Version) -> bool {
    let name = if pattern { name } else { name.strip_suffix(b".").unwrap_or(name) };
    if name == b"*" && version.has(Change::BareWildcardRefused) {
        return false;
    }
    let mut labels = name.split(|&byte| byte == b'.').enumerate();
    labels.all(|(at, label)| (pattern && at == 0 && label == b"*") || is_label(label))
}

fn is_label(label: &[u8]) -> bool {
    let fine = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    !label.is_empty() && !label.starts_with(b"-") && label.iter().all(fine)
}

/// Label by label; a `*` in front matches one label.
fn matches_pattern(pattern: &[u8], host: &[u8]) -> bool {
    let host = host.strip_suffix(b".").unwrap_or(host);
    if pattern.is_empty() || host.is_empty() {
        return false;
    }
    let labels = |name| <[u8]>::split(name, |&byte| byte == b'.');
    let fits = |(at, (pattern, label)): (usize, (&[u8], &[u8]))| {
        (at == 0 && pattern == b"*") || pattern.eq_ignore_ascii_case(label)
    };
    let same_count = labels(pattern).count() == labels(host).count();
    same_count && labels(pattern).zip(labels(host)).enumerate().all(fits)
}

fn matches_exactly(name: &[u8], host: &[u8]) -> bool {
    let empty = |text: &[u8]| text.is_empty() || text == b".";
    !empty(name) && !empty(host) && name.eq_ignore_ascii_case(host)
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("x509: ")?;
        if self.is_common_name_only() {
            if self.version.has(Change::CommonNameIgnored) {
                return f.write_str(self.legacy_text());
            }
            if self.version.has(Change::CommonNameMustBeHost) {
                let name = lossy(self.certificate.subject().common_name());
                return write!(f, "Common Name is not a valid hostname: {name}");
            }
        }
        match self.host.parse::<IpAddr>() {
            Ok(_) => self.write_addresses(f),
            Err(_) => self.write_names(f),
        }
    }
}

impl std::error::Error for HostError {}

/// From this many names on, go counts them.
const MANY: usize = 100;

impl HostError {
    /// Whether the certificate names the host where go has not looked since 1.15.
    pub fn is_common_name_only(&self) -> bool {
        let common_name = self.certificate.subject().common_name();
        !self.certificate.has_san() && matches_pattern(common_name, self.host.as_bytes())
    }

    fn legacy_text(&self) -> &'static str {
        if self.version.has(Change::CommonNameSettingGone) {
            "certificate relies on legacy Common Name field, use SANs instead"
        } else {
            "certificate relies on legacy Common Name field, use SANs or temporarily enable \
             Common Name matching with GODEBUG=x509ignoreCN=0"
        }
    }

    fn write_addresses(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (addresses, host) = (self.certificate.ip_addresses(), &self.host);
        if addresses.is_empty() {
            return write!(
                f,
                "cannot validate certificate for {host} because it doesn't contain any IP SANs"
            );
        }
        if self.counts(addresses.len()) {
            let count = addresses.len();
            return write!(f, "certificate is valid for {count} IP SANs, but none matched {host}");
        }
        let shown: Vec<String> =
            addresses.iter().map(|address| address.to_canonical().to_string()).collect();
        self.write_valid_for(f, &shown.join(", "))
    }

    fn write_names(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (names, host) = (names(&self.certificate, self.version), &self.host);
        if self.counts(names.len()) {
            let count = names.len();
            return write!(f, "certificate is valid for {count} names, but none matched {host}");
        }
        self.write_valid_for(f, &lossy(&names.join(&b", "[..])))
    }

    fn counts(&self, count: usize) -> bool {
        count >= MANY && self.version.has(Change::ManyNamesCounted)
    }

    fn write_valid_for(&self, f: &mut fmt::Formatter<'_>, names: &str) -> fmt::Result {
        let host = &self.host;
        if names.is_empty() {
            return write!(f, "certificate is not valid for any names, but wanted to match {host}");
        }
        write!(f, "certificate is valid for {names}, not {host}")
    }
}
