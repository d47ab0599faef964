//! A rule with other capitals.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::login,
    trace::Passed,
};

check! {
    /// A rule of `insteadOf` is for the URL but for its capitals. Rules are literal: git compares them letter by
    /// letter, and goes to the URL as it is.
    ///
    /// Where a rule takes the URL, it is named with what comes of it (`git-insteadof-ssh-no-key`).
    ///
    /// Write the rule as the URL is written.
    "git-insteadof-other-capitals", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let missed = login::missed(view, Passed::Capitals)?;
    let (_, rule) = missed.place.rsplit_once(": ")?;
    let (key, value) = rule.split_once(" = ")?;
    let repo = view.failed_command()?.repo.without_login();
    let start = repo.get(..value.len())?;
    let title = format!("A rule of insteadOf for {start} is written with other capitals.");
    let found = login::found(asked, title).seen(missed.place.clone());
    Some(found.fix(if login::is_hidden(key) {
        "git config --show-origin --get-regexp '^url\\.'".to_owned()
    } else {
        format!("git config --global {} {}", word(key), word(start))
    }))
}
