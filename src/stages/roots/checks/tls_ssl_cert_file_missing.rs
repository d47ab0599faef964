//! `SSL_CERT_FILE` names no file.

use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::roots::{Looked, State},
    trace::Step,
};

check! {
    /// `SSL_CERT_FILE` takes the place of the system's bundle, and the file that it names does not
    /// exist. go says nothing of it: it goes on with the directories alone, and then no authority
    /// is known.
    ///
    /// Correct the path, or unset the variable.
    "tls-ssl-cert-file-missing", Error, quiet in "no-roots"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.untrusted()?;
    let file = view.named_root_file().filter(|file| file.state == State::Absent)?;
    Some(absent(view, file))
}

/// The finding about `file`.
pub(crate) fn absent(view: &View<'_>, file: &Looked) -> Found {
    let title = format!("SSL_CERT_FILE names {}, which does not exist.", file.path);
    about(view, title).fix("unset SSL_CERT_FILE")
}

/// A finding about the file that `SSL_CERT_FILE` names.
pub(crate) fn about(view: &View<'_>, title: String) -> Found {
    let roots = view.roots();
    let dirs = roots.map_or(0, |roots| roots.certificates);
    let mut found = Found::new(Step::Fetch, title)
        .seen(format!("{dirs} root certificates in all; the system's own files are not read"));
    if let Some(error) = view.named_root_file().and_then(|file| file.error.clone()) {
        found = found.seen(error);
    }
    found
}
