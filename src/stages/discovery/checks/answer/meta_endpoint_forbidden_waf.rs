//! The server refuses to show the page.

use crate::{
    findings::{
        Found, check,
        view::{View, for_browsers, word},
    },
    trace::{Question, Step},
};

check! {
    /// The server, or a gateway in front of it, answers 403, to a browser as to go: the address is
    /// not allowed, or everyone from outside is kept out.
    ///
    /// A page with a sign-in form is that of a gateway before the forge (oauth2-proxy and the like), which go cannot pass.
    ///
    /// Let `?go-get=1` pass on the gateway, or ask from inside; a GOPROXY inside can ask for all.
    /// Ask the server's owner for that rule.
    "meta-endpoint-forbidden-waf", Error, quiet in "waf-403"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, _) = view.status().filter(|(_, code)| *code == 403)?;
    let host = view.server();
    let title = format!("{host}, or a gateway in front of it, refuses to show the page.");
    let server = view.last()?.header("server").unwrap_or("unknown");
    let mut found = Found::new(Step::Meta, title)
        .seen(format!("{}: {}; server {server}", page.url, page.status));
    if let Some(seen) = view.probed(&Question::AsBrowser).and_then(|probed| probed.seen.as_ref()) {
        found = found.seen(format!("as a browser: {}", seen.status));
    }
    if let Some(action) = view.sign_in_form() {
        let by_ssh = format!("git config --global url.ssh://git@{host}/.insteadOf https://{host}/");
        let with_suffix =
            format!("go get {}.git   # and the same path in its go.mod", view.argument());
        found = found
            .seen(format!("the page is a sign-in form, which goes to {action}"))
            .fix(format!("{by_ssh} && {with_suffix}"));
    }
    let fix = format!("curl -si {}   # from inside and from outside", word(&page.url));
    for_browsers(view).is_none().then(|| found.fix(fix))
}
