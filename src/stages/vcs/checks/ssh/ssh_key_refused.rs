//! The server takes none of the keys that ssh offers.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// ssh offered keys, and the server takes none of them: the key belongs to another account, or was never added to the one that is
    /// asked for, or the user in the URL is not the forge's (`git`).
    ///
    /// Where nothing was offered it is `ssh-no-key-offered`, with the same words of ssh; a file that could not be read is
    /// `ssh-key-unusable`. `Repository not found` behind a key that was taken is the account's right, not the key.
    ///
    /// Add the public half of the key to the account or as a deploy key of the repository, or ask its owner to do so.
    "ssh-key-refused", Error, quiet in "repo-ssh-no-key-offered"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::KeyRefused)?;
    let title = format!("The ssh server {} takes none of the keys that ssh offers.", spoke.host);
    let offered = spoke.offered.iter().map(|key| format!("offered and refused: {}", key.key));
    let found = offered.fold(trouble::found(view, title), Found::seen);
    let denied = trouble::line(spoke, ": Permission denied (")?;
    let key = spoke.offered.iter().find_map(|key| key.key.split(' ').next());
    let public = key
        .filter(|key| key.starts_with('/'))
        .map(|key| format!("ssh-keygen -y -f {}   # the line to add there", word(key)));
    let found = public.into_iter().fold(found.seen(denied), Found::fix);
    Some(found.fix(trouble::login(view, spoke)))
}
