//! `SSL_CERT_FILE` names a file without certificates.

use super::cures::empty;
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
