//! A variable was not filled in.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    stages::vcs::{login, trouble},
    trace::LoginFlaw,
};

check! {
    /// The login in the URL is the name of a variable, `${TOKEN}`, or nothing behind the colon: a rule of `insteadOf`
    /// or a header field was written where the variable was not set, or in quotation marks that keep it. The server
    /// says 401, and git `Authentication failed`.
    ///
    /// A login that is whole and refused is `git-login-refused`; a user without a colon is
    /// `git-token-as-username-without-password`.
    ///
    /// Take the rule out, and give git a login where the variable is set.
    "git-login-not-filled-in", Error, quiet in "repo-login-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let flawed = |flaw| matches!(flaw, Some(LoginFlaw::Empty | LoginFlaw::Variable));
    let source = login::sources(view).find(|source| flawed(source.flaw))?;
    let what = match source.flaw {
        Some(LoginFlaw::Empty) => "has no password behind its colon",
        _ => "is the name of a variable",
    };
    let title = format!("The login that git has from {} {what}.", source.name);
    let found = trouble::rule(view).into_iter().fold(login::found(asked, title), Found::seen);
    let log_in = log_in_git(&asked.host);
    Some(match login::without_rule(view) {
        Some(line) => found.fix(format!("{line} && {log_in}")),
        None => found.fix("git config --show-origin --get-regexp '^(url|http)\\.'"),
    })
}
