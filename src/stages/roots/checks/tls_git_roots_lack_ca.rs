//! go trusts the server and git does not.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{Fact, GitRefuses, Step},
};

check! {
    /// go accepts the server's certificate, and git will not: `GIT_SSL_CAINFO` names the only file
    /// from which git takes roots, and no chain of this server ends in one of them. go reads the
    /// page, starts git for the repository on the same host, and git stops with `server certificate
    /// verification failed` or `SSL certificate problem`.
    ///
    /// Let git read the bundle that go reads, or put the missing CA into the file. The other way
    /// round, where git knows a CA that go does not, the file is what go has to be told of:
    /// `tls-roots-in-unsearched-location`.
    "tls-git-roots-lack-ca", Warning, quiet in "own-ca-git-only"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refuses = view.trace.events.iter().find_map(|event| match &event.fact {
        Fact::GitRefuses(refuses) => Some(refuses),
        _ => None,
    })?;
    let GitRefuses { host, variable, file, certificates, error } = refuses;
    if !view.is_of_server() && !git_goes_to(view, host) {
        return None;
    }
    let title = format!("go trusts {host}, and git will not: {variable} names other roots.");
    let count = match certificates {
        1 => "1 certificate".to_owned(),
        count => format!("{count} certificates"),
    };
    let what = error.clone().unwrap_or_else(|| format!("{count}, none of which vouches for it"));
    let found = Found::new(Step::Fetch, title).seen(format!("{variable}={file}: {what}"));
    let found = match view.bundle() {
        Some(bundle) => found.fix(format!("export {variable}={}", word(bundle))),
        None => found,
    };
    Some(found.fix(format!("unset {variable}")).not("GIT_SSL_NO_VERIFY: git then trusts everyone"))
}

/// Whether the repository lies on `host`, so that git meets the same certificate.
fn git_goes_to(view: &View<'_>, host: &str) -> bool {
    let root = view.ending.root.as_ref().filter(|root| root.vcs == "git");
    let repo = root.map(|root| root.repo.without_login()).unwrap_or_default();
    repo.strip_prefix("https://").is_some_and(|rest| rest.split('/').next() == Some(host))
}
