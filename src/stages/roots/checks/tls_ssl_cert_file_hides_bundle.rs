//! A variable takes the place of the bundle that holds the root.

use super::cures::with_both;
use crate::{
    findings::{Found, check, view::View},
    trace::{RootPlace, Step},
};

check! {
    /// `SSL_CERT_FILE` takes the place of the system's bundle, and `SSL_CERT_DIR` that of its
    /// folders. One of them is set, and the root that the server needs stands in what it replaces:
    /// typical after `SSL_CERT_FILE` was set to the file of an own CA.
    ///
    /// Name a file that holds both, or let the system's tool put the own CA into the bundle and
    /// unset the variable.
    "tls-ssl-cert-file-hides-bundle", Error, quiet in "cert-file-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.untrusted().filter(|_| view.has_roots())?;
    let found = view.root_found()?;
    let RootPlace::Replaced(variable) = &found.place else { return None };
    let title = format!("{variable} takes the place of the roots that hold the server's CA.");
    let seen = format!("{} holds {}, with which go accepts the chain", found.file, found.subject);
    let own = view.named_root_file().filter(|_| variable == "SSL_CERT_FILE");
    let fixed = with_both(Found::new(Step::Fetch, title).seen(seen), &found.file, own);
    Some(fixed.fix(format!("unset {variable}")))
}
