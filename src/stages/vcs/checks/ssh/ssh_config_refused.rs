//! ssh refuses its configuration.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// ssh does not connect at all: a line of its configuration has an option that it does not know, or others than
    /// its owner may write the file. It names the file and the line.
    ///
    /// ssh reads `~/.ssh/config` of the home in the user database, whatever HOME says. Where ssh connects and is not
    /// let in, it is one of `ssh-no-key-offered`, `ssh-key-refused`, `ssh-host-key-unknown`.
    ///
    /// Take the line out, or the rights of the others away.
    "ssh-config-refused", Error, quiet in "repo-ssh-no-key-offered"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::Config)?;
    let found = trouble::found(view, "ssh refuses its own configuration.".to_owned());
    if let Some(row) = trouble::line(spoke, ": Bad configuration option: ") {
        let (file, rest) = row.split_once(": line ")?;
        let line = rest.split(':').next().filter(|line| line.parse::<u32>().is_ok())?;
        return Some(found.seen(row.clone()).fix(format!("sed -i {line}d {}", word(file))));
    }
    let row = trouble::line(spoke, "Bad owner or permissions on ")?;
    let (_, file) = row.split_once("Bad owner or permissions on ")?;
    Some(found.seen(row.clone()).fix(format!("chmod 600 {}", word(file))))
}
