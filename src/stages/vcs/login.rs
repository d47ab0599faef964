//! The login that git wants, and what it has.

use crate::{
    findings::{Found, view::View},
    secret::{MASK, URL_MASK},
    shell::word,
    trace::{CurlAsked, LoginCame, LoginKind, LoginSource, Missed, Passed, Step},
};

/// git's last request, where the server wants a login for it that it did not get.
pub(super) fn wanted<'a>(view: &View<'a>) -> Option<&'a CurlAsked> {
    view.failed_command()?;
    let curl = view.curl().filter(|curl| !curl.listed)?;
    curl.last().filter(|asked| asked.status == Some(401))
}

/// The place from which git has a login for the repository.
pub(super) fn given<'a>(view: &View<'a>) -> Option<&'a LoginSource> {
    view.access()?.logins.iter().find(|source| source.came == LoginCame::Login)
}

/// The places for logins, where the server wants one.
pub(super) fn sources<'a>(view: &View<'a>) -> impl Iterator<Item = &'a LoginSource> {
    let seen = wanted(view).and_then(|_| view.access());
    seen.into_iter().flat_map(|seen| &seen.logins)
}

/// Whether something tells why git has no login that the server takes, but for there being none.
pub(super) fn is_told(view: &View<'_>) -> bool {
    let is_half = |source: &LoginSource| {
        matches!(source.came, LoginCame::Login | LoginCame::UserAlone)
            || source.flaw.is_some()
            || is_manager(source)
    };
    let missed = view.access().is_some_and(|seen| !seen.missed.is_empty());
    let led =
        view.curl().is_some_and(|curl| curl.asked.iter().any(|asked| asked.location.is_some()));
    let strange = wanted(view).is_some_and(|asked| strange(asked).is_some());
    missed || led || strange || given(view).is_some() || sources(view).any(is_half)
}

/// Whether the place is a credential manager, which would have had to ask.
pub(super) fn is_manager(source: &LoginSource) -> bool {
    source.kind == LoginKind::Helper
        && source.came == LoginCame::Nothing
        && source.name.contains("manager")
}

/// The kinds of login that the server offers, where git has none of them by itself.
pub(super) fn strange(asked: &CurlAsked) -> Option<String> {
    let plain = |scheme: &String| ["basic", "digest"].contains(&scheme.as_str());
    let is_strange = !asked.schemes.is_empty() && !asked.schemes.iter().any(plain);
    is_strange.then(|| asked.schemes.join(", "))
}

/// What git passes over for this reason, where the server wants a login.
pub(super) fn missed<'a>(view: &View<'a>, why: Passed) -> Option<&'a Missed> {
    wanted(view)?;
    view.access()?.missed.iter().find(|missed| missed.why == why)
}

/// A finding in the repository, with what the server said to git.
pub(super) fn found(asked: &CurlAsked, title: String) -> Found {
    let with = if asked.login { "with" } else { "without" };
    let status =
        asked.status.map_or_else(|| "no answer".to_owned(), |status| format!("status {status}"));
    Found::new(Step::Repository, title).seen(format!("{}: {status} {with} a login", asked.host))
}

/// The command that takes out the rule which made the URL; none where a file does not have it.
pub(super) fn without_rule(view: &View<'_>) -> Option<String> {
    let rule = view.access()?.rule.as_ref()?;
    let file = Some(&rule.origin).filter(|origin| origin.starts_with('/'))?;
    // A key whose login is hidden names no rule; its line does.
    if is_hidden(&rule.key) {
        return rule.line.map(|line| format!("sed -i {line}d {}", word(file)));
    }
    Some(format!("git config --file {} --unset-all {}", word(file), word(&rule.key)))
}

/// Whether a part of `key` is masked.
pub(super) fn is_hidden(key: &str) -> bool {
    key.contains(MASK) || key.contains(URL_MASK)
}
