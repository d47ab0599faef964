//! A `default` that go does not know.

use super::netrc_lines::{odd, place};
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::auth::netrc::Oddity,
    trace::{Fact, Step},
};

check! {
    /// curl and git send the login behind `default` to every host that has no `machine` line. go does not: `default`
    /// is nothing to it, and alone at the end of a line it even ends the file.
    ///
    /// A host that wants a login needs a `machine` line of its own.
    "netrc-default-ignored", Note, quiet in "netrc-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let at = odd(view, &[Oddity::Default])?;
    let refused = refused_without_login(view);
    if view.is_lookup() && refused.is_none() {
        return None;
    }
    let title = "netrc has a default, which go does not know; git and curl do.";
    let found = Found::new(Step::Settings, title).seen(place(at));
    let found = match refused {
        Some(url) => found.seen(format!("{url} was asked without a login, and answered 401")),
        None => found,
    };
    let host = refused.and_then(host).unwrap_or("HOST");
    let file = word(at.0);
    Some(found.fix(format!("echo 'machine {host} login NAME password VALUE' >> {file}")))
}

/// The name of the host in a URL.
fn host(url: &str) -> Option<&str> {
    let authority = url.split_once("://")?.1.split(['/', '?']).next()?;
    authority.rsplit('@').next()?.split(':').next()
}

/// A URL that wanted a login and got none.
fn refused_without_login<'a>(view: &View<'a>) -> Option<&'a str> {
    let refused = |request: u32| {
        view.failed().any(|event| {
            matches!(&event.fact, Fact::Answered(answered) if answered.request == request && answered.status == 401)
        })
    };
    view.failed().find_map(|event| match &event.fact {
        Fact::Asked(asked) => {
            let has_login = asked.headers.iter().any(|(name, _)| name == "Authorization");
            (!has_login && refused(asked.request)).then_some(asked.url.as_str())
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::netrc_lines::tests::is_found;

    #[test]
    fn default_as_a_key() {
        let is_found = |text| is_found("netrc-default-ignored", text);
        assert!(is_found("default login u password p"));
        assert!(is_found("machine a login u password p\ndefault\nlogin v password q"));
        assert!(!is_found("machine a login default password p"));
        assert!(!is_found("machine default login u password p"));
    }
}
