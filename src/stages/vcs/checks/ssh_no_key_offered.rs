//! ssh has no key to offer.

use super::ssh::{self, Trouble};
use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// ssh reached the server and offered it no key: none of the files that it looks for is there, and no agent has one. In
    /// CI the key was mostly written into HOME, while ssh takes `~` from the user database; or the agent of another step is
    /// gone.
    ///
    /// A key that was offered and refused is `ssh-key-refused`, with the same words of ssh; a file that could not be read is
    /// `ssh-key-unusable`.
    ///
    /// Give ssh a key: a file that `ssh -G` names as identityfile, or an agent.
    "ssh-no-key-offered", Error, quiet in "repo-ssh-key-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = ssh::with(view, Trouble::NoKey)?;
    let title = format!("ssh has no key to offer to {}.", spoke.host);
    let denied = ssh::line(spoke, ": Permission denied (")?;
    let found = ssh::found(view, title).seen(denied.clone());
    let agent = spoke.no_agent.as_ref().map(|why| format!("no agent: {why}"));
    let found = agent.into_iter().fold(found, Found::seen);
    let host = view.access().and_then(|seen| seen.ssh.as_ref()?.host.as_ref());
    let home = host.and_then(|host| host.home.as_ref());
    let home = home.map(|home| format!("ssh looks in {home}, which is not HOME"));
    let found = home.into_iter().fold(found, Found::seen);
    let (at, _) = denied.split_once(": Permission denied (")?;
    Some(found.fix("ssh-add -l").fix(format!("ssh -v -T {}", word(at))))
}
