//! `ALL_PROXY`, which go does not read.

use super::lists::export;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// curl and git heed `ALL_PROXY`; go does not: it knows `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or in small letters. go says
    /// nothing about it, and connects directly.
    ///
    /// Give `HTTPS_PROXY` the same value: go speaks to proxies over http, https and SOCKS 5.
    "all-proxy-ignored", Warning, quiet in "settings-http-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    let all = view.surroundings()?.all_proxy.as_ref()?;
    let is_https = |name: &str| name.eq_ignore_ascii_case("HTTPS_PROXY");
    if view.is_lookup() || view.proxies().iter().any(|variable| is_https(&variable.name)) {
        return None;
    }
    let title = format!("go does not read {}, and HTTPS_PROXY is not set.", all.name);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{}={}", all.name, all.value))
            .fix(export("HTTPS_PROXY", &all.value)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn https_proxy_is_what_counts() {
        let fixed = |vars: &[(&str, &str)]| cure("all-proxy-ignored", vars, "");
        let all = ("all_proxy", "socks5://p.test");
        assert_eq!(fixed(&[all]).as_deref(), Some("export HTTPS_PROXY=socks5://p.test"));
        assert_eq!(fixed(&[all, ("HTTPS_PROXY", "p.test")]), None);
        assert_eq!(fixed(&[("ALL_PROXY", "")]), None);
    }
}
