//! A commit that nothing in the repository leads to.

use super::{replaced::PLACEHOLDER, seen::sought_in_vain};
use crate::{
    findings::{Found, check, view::View},
    go::xmod::pseudo,
    shell::word,
    trace::Step,
};

check! {
    /// go fetched all branches and tags of the repository, and none of them leads to the commit that was asked for: it was never pushed, it is
    /// only in a merge request, or its branch was rewritten. A machine that has it in its module cache still finds it.
    ///
    /// A name that is spelt otherwise than git has it is `version-revision-form`. If a module proxy fetched the commit while it was there, it
    /// still has it.
    ///
    /// Ask the author for a commit that a branch or tag leads to, or which version has it now; `go list -m -versions` shows those there are.
    "version-commit-not-found", Error, quiet in "version-tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sought = sought_in_vain(view).filter(|sought| sought.asked != PLACEHOLDER)?;
    let commit = match pseudo::revision(&sought.asked) {
        Ok(commit) => commit.to_owned(),
        Err(_) if is_hash(&sought.asked) => sought.asked.clone(),
        Err(_) => return None,
    };
    let (refs, repo) = (view.refs()?, sought.repo.without_login());
    let fetched = view.succeeded(&sought.repo, "fetch").last()?;
    let is_listed = refs.all.iter().any(|(_, hash)| hash.starts_with(&commit));
    let module = view.culprit().filter(|_| !is_listed && !refs.all.is_empty())?;
    let title = format!("No branch or tag of {repo} leads to commit {commit}.");
    Some(
        Found::new(Step::Version, title)
            .seen(format!(
                "{}: brought what {} refs lead to",
                fetched.ran.argv.join(" "),
                refs.all.len()
            ))
            .fix(format!("go list -m -versions {}", word(module))),
    )
}

/// Whether `text` is what go takes for a hash, or the beginning of one (repositories.md §3.1).
fn is_hash(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (7..=64).contains(&text.len()) && text.bytes().all(digit)
}
