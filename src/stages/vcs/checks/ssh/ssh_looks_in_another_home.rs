//! ssh looks in another home.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// Keys or `known_hosts` are below HOME, and ssh looks elsewhere: it takes `~` from the user database and not
    /// from HOME. CI jobs set HOME to a folder of the build, write the files there, and get the text of a missing key
    /// or of an unknown host.
    ///
    /// Where HOME has nothing either, it is `ssh-no-key-offered` or `ssh-host-key-unknown`.
    ///
    /// Copy the files to where ssh looks, or name them: `ssh -i FILE -o UserKnownHostsFile=FILE` in `GIT_SSH_COMMAND`.
    "ssh-looks-in-another-home", Error, quiet in "repo-ssh-no-key-offered"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::OtherHome)?;
    let host = trouble::host(view)?;
    let home = host.home.as_ref()?;
    let title = format!("ssh looks for keys and known hosts in {home}, and they are below HOME.");
    let found = host.left.iter().map(|file| format!("not read: {file}"));
    let found = found.fold(trouble::found(view, title), Found::seen);
    let found = spoke.said.last().cloned().into_iter().fold(found, Found::seen);
    let to = word(&format!("{home}/.ssh"));
    let files: Vec<_> = host.left.iter().map(|file| word(file)).collect();
    Some(found.fix(format!("mkdir -p -m 700 {to} && cp -p {} {to}/", files.join(" "))))
}
