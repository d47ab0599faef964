//! A revision that git would understand, and go does not.

use super::seen::sought_in_vain;
use crate::{
    findings::{
        Found, check,
        view::{Refs, View},
    },
    shell::word,
    trace::Step,
};

check! {
    /// go takes the exact name of a tag or branch, `HEAD`, or seven and more small hexadecimal digits of a commit. What else git understands is
    /// unknown to it: fewer digits, capital ones, `refs/heads/main`, `origin/main`.
    ///
    /// What is spelt rightly and is not there is `version-not-found` or `version-commit-not-found`.
    ///
    /// Write the revision as it is shown.
    "version-revision-form", Error, quiet in "version-tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sought = sought_in_vain(view)?;
    let refs = view.refs()?;
    let (meant, name, hash) = meant(&refs, &sought.asked)?;
    let module = view.culprit()?;
    let title = format!("go does not take {} for a revision; {meant} it does.", sought.asked);
    let seen = format!("git ls-remote: {hash} {name}");
    let fix = format!("go get {}", word(&format!("{module}@{meant}")));
    Some(Found::new(Step::Version, title).seen(seen).fix(fix))
}

/// How go takes what is `asked` for, and the ref that it is; none where go takes it as it is.
fn meant<'a>(refs: &'a Refs<'_>, asked: &str) -> Option<(String, &'a str, &'a str)> {
    let mut all = refs.all.iter().map(|(name, hash)| (name.as_str(), hash.as_str()));
    let named = ["", "refs/"].map(|start| format!("{start}{asked}"));
    let remote = asked.strip_prefix("origin/").map(|branch| format!("refs/heads/{branch}"));
    let is_named = |name: &str| named.iter().chain(&remote).any(|it| it == name);
    let short = |name: &str| name.split('/').skip(2).collect::<Vec<_>>().join("/");
    let by_name = all.clone().find(|(name, _)| name.starts_with("refs/") && is_named(name));
    if let Some((name, hash)) = by_name {
        return Some((short(name), name, hash));
    }
    let digits = asked.to_ascii_lowercase();
    let is_hex = digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_taken = asked.len() >= 7 && digits == asked;
    let (name, hash) =
        all.find(|(_, hash)| hash.starts_with(&digits)).filter(|_| is_hex && !is_taken)?;
    Some((hash.get(..12)?.to_owned(), name, hash))
}
