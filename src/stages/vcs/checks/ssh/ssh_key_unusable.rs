//! A file of a key cannot be used.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
    trace::KeyFault,
};

check! {
    /// ssh has a file for a key and does not use it, and the server takes no other key: the text of the failure,
    /// `Permission denied (publickey)`, is that of a missing key. `bad permissions`: others may read the file. `No
    /// such file`: the configuration names it. No signature in common: the server takes none that the key can make.
    ///
    /// Damaged text is `ssh-key-file-damaged`, a passphrase `ssh-key-needs-passphrase`. A key that the server saw and
    /// does not take is `ssh-key-refused`; where there is none, it is `ssh-no-key-offered`.
    ///
    /// Take the rights of the others away, or name a key that is there.
    "ssh-key-unusable", Error, quiet in "repo-ssh-no-key-offered"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::KeyUnusable)?;
    let key = spoke.unusable.first()?;
    let title = format!("ssh cannot use the key {}: {}.", key.file, key.why);
    let found = spoke.unusable.iter().map(|key| format!("{}: {}", key.file, key.why));
    let found = found.fold(trouble::found(view, title), Found::seen);
    let found = trouble::line(spoke, "Permission denied (").into_iter().fold(found, Found::seen);
    Some(found.fix(match key.fault {
        KeyFault::OpenToOthers => format!("chmod 600 {}", word(&key.file)),
        _ => trouble::login(view, spoke),
    }))
}
