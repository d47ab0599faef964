//! ssh has no key to offer.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// ssh reached the server and offered it no key: none of the files that it looks for is there, and no agent has one. In CI the key
    /// was mostly written into HOME, while ssh takes `~` from the user database; or the agent of another step is gone.
    ///
    /// A key that was offered and refused is `ssh-key-refused`, with the same words of ssh; a file that could not be read is
    /// `ssh-key-unusable`.
    ///
    /// Give ssh a key: a file that `ssh -G` names as identityfile, or an agent. Where there is none yet, ask the owner of the repository
    /// to add its public half.
    "ssh-no-key-offered", Error, quiet in "repo-ssh-key-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::NoKey)?;
    let title = format!("ssh has no key to offer to {}.", spoke.host);
    let denied = trouble::line(spoke, ": Permission denied (")?;
    let found = trouble::found(view, title).seen(denied);
    let agent = spoke.no_agent.as_ref().map(|why| format!("no agent: {why}"));
    let found = agent.into_iter().fold(found, Found::seen);
    Some(found.fix("ssh-add -l").fix(trouble::login(view, spoke)))
}
