//! git gave GOAUTH nothing.

use super::goauth_failures::{Failure, last};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// GOAUTH has a method `git DIR`: go ran `git credential fill` in that folder, with the URL that was refused, and git had no login for
    /// it. go says so with `-x` only, then goes on without, so that the end is a plain 401 or 404.
    ///
    /// `goauth-command-failed` is a program of yours that failed; `goauth-misconfigured` is a value that go cannot read at all. If
    /// git answers when asked by hand, look at the folder and at HOME: in CI another user's git configuration is read.
    ///
    /// Ask git what go asked it, then let a helper have the login: `git config --global credential.https://HOST.helper store`. What git
    /// says then holds the password: do not paste it into a report. Ask whoever keeps the helper where it has no login.
    "goauth-git-credential-fill-failed", Error, quiet in "goauth-program-fails"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Failure { asked, error, status, url } = last(view)?;
    let dir = asked.method.strip_prefix("git ")?;
    let title = format!("GOAUTH asked git in {dir}, which has no login, and the server wants one.");
    let (url, dir) = (word(&format!("url={url}")), word(dir));
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("go says with -x: {error}"))
            .seen(format!("the server answered {status}"))
            .fix(format!("echo {url} | GIT_TERMINAL_PROMPT=0 git -C {dir} credential fill")),
    )
}
