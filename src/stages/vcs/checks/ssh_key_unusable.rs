//! A file of a key cannot be used.

use super::ssh::{self, Trouble};
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::KeyFault,
};

check! {
    /// ssh has a file for a key and cannot use it, and the server takes no other key: the text of the failure, `Permission
    /// denied (publickey)`, is that of a missing key. `bad permissions`: others may read the file. `error in libcrypto` or
    /// `invalid format`: the file is damaged, mostly by a CI variable without its last line end, with CRLF, in one line or
    /// empty. A passphrase: the server takes the key, and ssh cannot sign with it, since nobody can be asked. `No such file`: the configuration names it.
    ///
    /// A key that the server saw and does not take is `ssh-key-refused`; where there is none, `ssh-no-key-offered`.
    ///
    /// Repair the file: mode 600, whole lines, a line end at its end; or load a key with a passphrase into an agent.
    "ssh-key-unusable", Error, quiet in "repo-ssh-no-key-offered"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = ssh::with(view, Trouble::KeyUnusable)?;
    let key = spoke.unusable.first()?;
    let title = format!("ssh cannot use the key {}: {}.", key.file, key.why);
    let found = spoke.unusable.iter().map(|key| format!("{}: {}", key.file, key.why));
    let found = found.fold(ssh::found(view, title), Found::seen);
    let found = ssh::line(spoke, "Permission denied (").into_iter().fold(found, Found::seen);
    let file = word(&key.file);
    Some(found.fix(match key.fault {
        KeyFault::OpenToOthers => format!("chmod 600 {file}"),
        KeyFault::Passphrase => format!("ssh-add {file}"),
        KeyFault::Algorithm => "ssh-keygen -t ed25519".to_owned(),
        KeyFault::Damaged | KeyFault::Missing => format!("ssh-keygen -y -f {file}"),
    }))
}
