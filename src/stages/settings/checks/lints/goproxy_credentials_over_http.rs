//! A login for a proxy that is spoken to without TLS.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::proxy_list::{self, Source},
        std::strconv::text::lossy,
    },
    secret::redact_url,
    trace::Step,
};

check! {
    /// go sends no login over http: an element of GOPROXY such as `http://user:password@proxy.example.com` is refused with
    /// `refusing to pass credentials to insecure URL`, and the proxy is not even asked.
    ///
    /// Use the https address of the proxy. Where there is none, and the network is trusted, it has to do without a login.
    "goproxy-credentials-over-http", Error, quiet in "settings-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOPROXY").filter(|_| !view.is_lookup())?;
    let value = setting.value.expose();
    let list = proxy_list::parse(value, "").ok()?;
    let url = list.into_iter().find_map(|entry| match entry.source {
        Source::Proxy(url) if url.scheme() == "http" && url.user().is_some() => Some(url),
        _ => None,
    })?;
    let title = format!("go refuses to send a login to {} over http.", lossy(url.hostname()));
    let said = format!("refusing to pass credentials to insecure URL: {}", lossy(&url.redacted()));
    let better = secured(value);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("GOPROXY={} ({})", redact_url(value), setting.origin))
            .seen(format!("go says: {said}/…"))
            .fix(assign("GOPROXY", &setting.origin, &better)),
    )
}

/// The list with https for every element that has a login.
fn secured(value: &str) -> String {
    let pieces = value.split_inclusive([',', '|']).map(|piece| {
        if piece.contains('@') {
            piece.replacen("http://", "https://", 1)
        } else {
            piece.to_owned()
        }
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::{cure, found};

    const NAME: &str = "goproxy-credentials-over-http";

    #[test]
    fn a_login_needs_https() {
        let fixed = |value: &str| cure(NAME, &[("GOPROXY", value)], "");
        let line = "export GOPROXY=https://u:xxxxx@p.test,http://q.test    # with the password in place of xxxxx";
        assert_eq!(fixed("http://u:p@p.test,http://q.test").as_deref(), Some(line));
        for value in ["https://u:p@p.test", "http://p.test", "direct,http://u:p@p.test"] {
            assert_eq!(fixed(value), None, "{value}");
        }
        let all = format!("{:?}", found(NAME, &[("GOPROXY", "http://u:hunter2@p.test")], ""));
        assert!(!all.contains("hunter2"));
    }
}
