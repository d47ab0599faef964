//! The names in a certificate.

use crate::go::std::{crypto::x509::Certificate, strconv::text::lossy};

/// The names in a certificate, the first eight.
pub(crate) fn names(leaf: &Certificate) -> String {
    let names: Vec<String> = leaf.dns_names().iter().take(8).map(|name| lossy(name)).collect();
    format!("it names {}", if names.is_empty() { "no host".into() } else { names.join(", ") })
}
