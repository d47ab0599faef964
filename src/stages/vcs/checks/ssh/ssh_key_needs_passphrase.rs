//! The key has a passphrase.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// The server takes the key, and ssh cannot sign with it: it has a passphrase, nobody can be asked while go runs
    /// git, and no agent has the key. The text is that of a missing key, `Permission denied (publickey)`.
    ///
    /// A key that the server does not take is `ssh-key-refused`; a file that is damaged is `ssh-key-file-damaged`.
    ///
    /// Load the key into an agent once; in CI use a deploy key without a passphrase.
    "ssh-key-needs-passphrase", Error, quiet in "repo-ssh-key-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::KeyLocked)?;
    let key = spoke.unusable.first()?;
    let title = format!("The key {} has a passphrase, and no agent has the key.", key.file);
    let found = trouble::found(view, title).seen(format!("{}: {}", key.file, key.why));
    let agent = spoke.no_agent.as_ref().map(|why| format!("no agent: {why}"));
    let found = agent.into_iter().fold(found, Found::seen);
    let add = format!("ssh-add {}", word(&key.file));
    let runs = view.access()?.ssh.as_ref()?.agent.is_some();
    Some(found.fix(if runs { add } else { format!("eval \"$(ssh-agent -s)\" && {add}") }))
}
