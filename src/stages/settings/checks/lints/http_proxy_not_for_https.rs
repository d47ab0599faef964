//! A proxy for http alone.

use super::lists::export;
use crate::{
    findings::{Found, check, view::View},
    go::version::Change,
    trace::Step,
};

check! {
    /// `HTTP_PROXY` is for `http://` URLs alone since go 1.16, and modules come over https: without `HTTPS_PROXY` go connects directly.
    ///
    /// Set `HTTPS_PROXY` too. Its value may well begin with `http://`: the scheme is that of the proxy, not of what goes through it.
    "http-proxy-not-for-https", Note, quiet in "settings-http-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    if view.is_lookup() || !view.trace.header.go.has(Change::OwnProxyForHttps) {
        return None;
    }
    let is = |wanted: &str| {
        let mut set = view.proxies().iter();
        set.find(|variable| variable.name.eq_ignore_ascii_case(wanted))
    };
    let http = is("HTTP_PROXY").filter(|_| is("HTTPS_PROXY").is_none())?;
    let title = format!("{} is set and HTTPS_PROXY is not: https goes directly.", http.name);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{}={}", http.name, http.value))
            .fix(export("HTTPS_PROXY", &http.value)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn both_are_needed() {
        let fixed = |vars: &[(&str, &str)]| cure("http-proxy-not-for-https", vars, "");
        let http = ("http_proxy", "http://p.test:3128");
        assert_eq!(fixed(&[http]).as_deref(), Some("export HTTPS_PROXY=http://p.test:3128"));
        assert_eq!(fixed(&[http, ("https_proxy", "p.test")]), None);
        assert_eq!(fixed(&[("HTTPS_PROXY", "p.test")]), None);
    }
}
