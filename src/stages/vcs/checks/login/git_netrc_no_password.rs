//! An entry without a password.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::login,
    trace::Passed,
};

check! {
    /// The netrc file names the host and gives no password for it, so that git has no login.
    ///
    /// An entry that git reads and the server refuses is `git-login-refused`.
    ///
    /// Complete the entry: `login` and `password`.
    "git-netrc-no-password", Error, quiet in "repo-login-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let missed = login::missed(view, Passed::NoPassword)?;
    let host = &asked.host;
    let title = format!("The entry for {host} in netrc has no password.");
    let found = login::found(asked, title).seen(format!("{}: machine {host}", missed.place));
    let script = format!(
        "s/(machine[[:space:]]+{})/\\1 login USER password TOKEN/",
        host.replace('.', "\\.")
    );
    Some(found.fix(format!("sed -i -E {} {}", word(&script), word(&missed.place))))
}
