//! git does not follow NETRC.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::login,
    trace::Passed,
};

check! {
    /// NETRC names a file with a login for the host. go reads it, for the page; git does not: its library reads
    /// `.netrc` in HOME alone. So the page is read, and the repository is not.
    ///
    /// Where the file in HOME has an entry that git passes over, it is `git-netrc-machine-has-port` or
    /// `git-netrc-no-password`.
    ///
    /// Put the entry into `~/.netrc`.
    "git-netrc-variable-ignored", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let missed = login::missed(view, Passed::NetrcVariable)?;
    let title = format!(
        "git does not read the file that NETRC names, which has a login for {}.",
        asked.host
    );
    let found = login::found(asked, title).seen(format!("NETRC={}", missed.place));
    let file = word(&missed.place);
    Some(found.fix(format!("cat {file} >>~/.netrc && chmod 600 ~/.netrc")))
}
