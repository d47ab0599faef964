//! The sign-in page comes in place of the tag.

use crate::{
    findings::{
        Found, check,
        view::{View, has_login},
    },
    trace::Step,
};

check! {
    /// The forge sends everyone who has not signed in to its sign-in page, go included, and that
    /// page has no go-import tag. go names the first URL only, so it looks as if the repository's
    /// page had no tag.
    ///
    /// Let the forge answer `?go-get=1` without a sign-in (Gitea: `REQUIRE_SIGNIN_VIEW = false`;
    /// GitHub Enterprise outside private mode), give go a login in netrc that the forge takes as
    /// Basic authentication, or put `.git` behind the repository in the path, so that go asks git.
    "forge-login-page-instead-of-meta", Error, quiet in "tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let location = view.sign_in()?;
    let page = view.tagless_page()?;
    let host = view.host();
    let sent = view.own().any(|attempt| has_login(&attempt.asked.headers));
    let login = if sent { "with a login from netrc" } else { "without a login" };
    Some(
        Found::new(
            Step::Meta,
            format!("{host} answers with its sign-in page, which has no go-import tag."),
        )
        .seen(format!("{} leads to {location}; asked {login}", page.url))
        .fix(view.log_in(&host))
        .fix(format!("go get {}.git   # and the same path in its go.mod", view.argument())),
    )
}
