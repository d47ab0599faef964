//! `SSL_CERT_FILE` names a file without certificates.

use super::tls_ssl_cert_file_missing::about;
use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::roots::{Looked, State},
};

check! {
    /// `SSL_CERT_FILE` takes the place of the system's bundle, and the file that it names holds no
    /// certificate that go can read: it is empty, holds DER in place of PEM, a key, or blocks named
    /// other than `CERTIFICATE` (`TRUSTED CERTIFICATE` is OpenSSL's own).
    ///
    /// `openssl x509 -in FILE -out FILE.pem` makes PEM of most of these.
    "tls-ssl-cert-file-no-certs", Error, quiet in "cert-file-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.untrusted()?;
    let is_empty = |file: &&Looked| file.state == State::Read && file.certificates == 0;
    Some(empty(view, view.named_root_file().filter(is_empty)?))
}

/// The finding about `file`.
pub(crate) fn empty(view: &View<'_>, file: &Looked) -> Found {
    let mut found = about(
        view,
        format!("SSL_CERT_FILE names {}, in which go finds no certificate.", file.path),
    );
    if let Some(skipped) = file.skipped.first() {
        found = found.seen(format!("{}: {}", skipped.path, skipped.why));
    }
    found
        .fix("unset SSL_CERT_FILE")
        .fix(format!("grep -c 'BEGIN CERTIFICATE' {}   # go reads such blocks only", file.path))
}
