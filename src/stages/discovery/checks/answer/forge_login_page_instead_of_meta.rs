//! The sign-in page comes in place of the tag.

use crate::{
    findings::{
        Found, check,
        view::{View, has_login, over_ssh, word},
    },
    go::std::net::url::authority_of,
    trace::Step,
};

check! {
    /// The forge sends everyone who has not signed in to its sign-in page, go included, and that
    /// page has no go-import tag. go names the first URL only, so it looks as if the repository's
    /// page had no tag.
    ///
    /// Where the sign-in is on another host, a gateway stands before the forge (Cloudflare Access, oauth2-proxy and the like): netrc
    /// does not help, since go sends no login there. Bitbucket Server serves no tag at all, signed in or not; its repositories are
    /// below `/scm/`.
    ///
    /// Let the forge, or the gateway, answer `?go-get=1` without a sign-in (Gitea: `REQUIRE_SIGNIN_VIEW = false`;
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
    let title = format!("{host} answers with its sign-in page, which has no go-import tag.");
    let found = Found::new(Step::Meta, title)
        .seen(format!("{} leads to {location}; asked {login}", page.url));
    let with_suffix = format!("go get {}.git   # and the same path in its go.mod", view.argument());
    if let Some(gateway) = authority_of(location).filter(|gateway| *gateway != host) {
        let by_ssh = over_ssh(&host);
        let not = format!("netrc: the sign-in is on {gateway}, and go sends no login there");
        return Some(found.fix(format!("{by_ssh} && {with_suffix}")).not(not));
    }
    Some(match below_scm(view, location) {
        Some(path) => found
            .fix(format!("go get {}   # and the same path in its go.mod", word(&path)))
            .not("netrc: Bitbucket Server serves no tag to anybody"),
        None => found.fix(view.log_in(&host)).fix(with_suffix),
    })
}

/// The path of the repository on a Bitbucket Server, which is where `/login?next=` is the sign-in.
fn below_scm(view: &View<'_>, location: &str) -> Option<String> {
    let place = location.split_once("://").map_or(location, |(_, place)| place);
    let page = place.get(place.find('/')?..)?;
    let path = view.culprit()?;
    let [host, project, name] = path.split('/').collect::<Vec<_>>()[..] else { return None };
    page.starts_with("/login?next=").then(|| format!("{host}/scm/{project}/{name}.git"))
}
