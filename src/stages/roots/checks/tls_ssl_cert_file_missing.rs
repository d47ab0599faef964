//! `SSL_CERT_FILE` names no file.

use super::cures::absent;
use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::roots::State,
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
