//! git has no login for the repository.

use super::login::wants_login;
use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    trace::Step,
};

check! {
    /// git was asked for a user name and go does not let it ask you. The repository is private, or
    /// does not exist: forges answer both alike. go drops git's words for paths with `.git`; here
    /// they are.
    ///
    /// Give git a login for the host: a credential helper, a netrc line, or ssh by way of
    /// `url.….insteadOf`, for this host or group only.
    "git-https-no-credentials", Error, quiet in "dot-git-nobody"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, said) = wants_login(view)?;
    let host = view.host();
    Some(
        Found::new(
            Step::VcsSuffix,
            format!("git has no login for {host}, or the repository does not exist."),
        )
        .seen(format!("{url}: {said}"))
        .fix(log_in_git(&host))
        .fix(format!("git config --global url.\"ssh://git@{host}/\".insteadOf https://{host}/")),
    )
}
