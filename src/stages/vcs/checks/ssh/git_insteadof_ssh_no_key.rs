//! ssh does not let git in.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::{
        seen::list_again,
        ssh::{Refusal, Why},
        trouble,
    },
    trace::Step,
};

check! {
    /// git went over ssh and was not let in: `Permission denied` (no key, or one that the server does not know), or `Host key
    /// verification failed` (the server's key is not in `known_hosts`, or another one). These are ssh's own words, the same in every
    /// language. Where the URL of the repository begins with `https://`, an `insteadOf` rule sends git over ssh, mostly every module of a
    /// forge.
    ///
    /// `Repository not found` after a good key is `git-repo-not-found`. What ssh says of each step separates `ssh-no-key-offered`,
    /// `ssh-key-refused`, `ssh-key-unusable`, `ssh-host-key-unknown` and `ssh-host-key-changed`.
    ///
    /// Find the rule and limit it to the organisation that needs it; give ssh a key and the server's verified host key: compare what
    /// `ssh-keyscan` writes with the fingerprints that the forge publishes. ssh takes `~` from the user database, not from HOME. Up to 1.24
    /// go sets `BatchMode=yes`, so that ssh asks nothing: a key with a passphrase has to be in an agent (`ssh-add`), in a container by
    /// `RUN --mount=type=ssh`. Ask the owner of the repository to let the key read it.
    "git-insteadof-ssh-no-key", Error, quiet in "repo-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Refusal { ran, line, why } = Refusal::of(view)?;
    let rule = trouble::rule(view);
    if rule.is_none() && trouble::is_told(view) {
        return None;
    }
    let repo = ran.repo.without_login();
    let (title, cure) = match why {
        Why::HostKey => {
            (format!("ssh does not know the host key of the server of {repo}."), list_again(view)?)
        }
        Why::Key { at } => (
            format!("ssh has no key that the server of {repo} takes."),
            format!("ssh -v -T {}", word(&at)),
        ),
    };
    let found = Found::new(Step::Repository, title).seen(format!("{repo}: {line}"));
    let found = rule.into_iter().fold(found, Found::seen);
    let found = if repo.starts_with("ssh://") {
        found
    } else {
        found.fix("git config --show-origin --get-regexp '^url\\.'")
    };
    Some(found.fix(cure))
}
