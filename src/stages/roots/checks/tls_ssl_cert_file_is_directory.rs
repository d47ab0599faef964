//! `SSL_CERT_FILE` names something that cannot be read as a file.

use super::cures::about;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::crypto::roots::State,
};

check! {
    /// `SSL_CERT_FILE` names a directory, or a file that this user may not read. The variable takes
    /// the place of the system's bundle, so no root is left.
    ///
    /// For directories there is `SSL_CERT_DIR`: a list with colons, of whose files go reads every
    /// one.
    "tls-ssl-cert-file-is-directory", Error, quiet in "cert-file-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.untrusted()?;
    let file = view.named_root_file().filter(|file| file.state == State::Unreadable)?;
    let (path, is_directory) = (&file.path, file.is_directory);
    let what = if is_directory { "is a directory" } else { "may not be read" };
    let found = about(view, format!("SSL_CERT_FILE names {path}, which {what}."));
    Some(found.fix(if is_directory {
        format!("env -u SSL_CERT_FILE SSL_CERT_DIR={} {}", word(path), view.again())
    } else {
        format!("sudo chmod a+r {}", word(path))
    }))
}
