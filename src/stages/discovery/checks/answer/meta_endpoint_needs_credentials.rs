//! The page wants a login.

use crate::{
    findings::{
        Found, check,
        view::{View, has_login, word},
    },
    trace::Step,
};

check! {
    /// The server answers 401. go sends the login of the netrc file's line for that host, or what
    /// GOAUTH gives, and asks nobody for a password. git's own credentials do not count: this
    /// request is go's.
    ///
    /// A `machine` line needs machine, login and password. go ignores netrc's `default`, which git
    /// and curl do not.
    "meta-endpoint-needs-credentials", Error, quiet in "gitlab-gateway-403"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, _) = view.status().filter(|(_, code)| *code == 401)?;
    let last = view.last()?;
    let host = view.host();
    let sent = has_login(&last.asked.headers);
    let title = if sent {
        format!("{host} does not accept the login that go sends.")
    } else {
        format!("{host} wants a login, and go has none for it.")
    };
    // go takes the first line for a host, so the one that is there has to go.
    let fix = if sent && view.reads_netrc() {
        let line = word(&format!("/machine {host} /d"));
        format!("sed -i {line} ~/.netrc && {}", view.log_in(&host))
    } else {
        view.log_in(&host)
    };
    let scheme = last.header("www-authenticate").unwrap_or("nothing about how");
    Some(
        Found::new(Step::Meta, title)
            .seen(format!("{}: {}; WWW-Authenticate: {scheme}", page.url, page.status))
            .fix(fix)
            .not("a default line in netrc: go does not read it; git and curl do"),
    )
}
