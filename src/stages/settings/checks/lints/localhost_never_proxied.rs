//! A module proxy on this machine, and an HTTP proxy.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::proxy_list::{self, Source},
        std::{net::url::Url, strconv::text::lossy},
    },
    trace::Step,
};

check! {
    /// An element of GOPROXY leads to `localhost` or to a loopback address. go asks such a host directly, whatever `HTTPS_PROXY` and
    /// `HTTP_PROXY` say: it needs no entry in `NO_PROXY`, and nothing can make go ask it by way of a proxy.
    ///
    /// Where the localhost of another machine is meant, the one that the HTTP proxy runs on, its name has to stand there, as in the
    /// fix. Where this machine is meant, nothing is wrong.
    "localhost-never-proxied", Note, quiet in "settings-http-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    if view.is_lookup() {
        return None;
    }
    let list = proxy_list::parse(view.env().get("GOPROXY"), "").ok()?;
    let here = list.into_iter().find_map(|entry| match entry.source {
        Source::Proxy(url) if is_here(&url) => Some(url),
        _ => None,
    })?;
    let wanted = format!("{}_PROXY", here.scheme());
    let is_for = |name: &str| name.eq_ignore_ascii_case(&wanted);
    let mut set = view.proxies().iter();
    let variable = set.find(|variable| is_for(&variable.name) && !variable.ignored)?;
    let host = lossy(here.hostname());
    let title = format!("go asks {host} directly, whatever {} says.", variable.name);
    let setting = view.setting("GOPROXY")?;
    let found = Found::new(Step::Settings, title)
        .seen(format!("GOPROXY={} ({})", setting.value.redacted(), setting.origin))
        .seen(format!("{}={}", variable.name, variable.value));
    let there = machine(&variable.value).map(|there| {
        let list = setting.value.expose().replacen(&*host, &there, 1);
        assign("GOPROXY", &setting.origin, &list)
    });
    Some(match there {
        Some(line) => found.fix(line),
        None => found,
    })
}

/// The machine that an HTTP proxy runs on, by the proxy's URL.
fn machine(proxy: &str) -> Option<String> {
    let whole = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    let url = Url::parse(&whole).ok()?;
    let host = lossy(url.hostname());
    (!host.is_empty() && !is_here(&url) && !host.contains(':')).then_some(host)
}

/// Hosts that go never asks by way of a proxy.
fn is_here(url: &Url) -> bool {
    let host = lossy(url.hostname());
    let address = host.parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::{cure, found};

    #[test]
    fn of_the_scheme_in_question() {
        let is_found = |goproxy: &str, name: &str| {
            let vars = [("GOPROXY", goproxy), (name, "http://p.test:3128")];
            found("localhost-never-proxied", &vars, "").is_some()
        };
        assert!(is_found("http://localhost:3000,direct", "HTTP_PROXY"));
        assert!(is_found("https://127.0.0.1:3000", "https_proxy"));
        assert!(!is_found("http://localhost:3000", "HTTPS_PROXY"));
        assert!(!is_found("https://proxy.golang.org,direct", "HTTPS_PROXY"));
        assert!(!is_found("http://localhost.corp.test", "HTTP_PROXY"));
    }

    #[test]
    fn the_machine_of_the_proxy_is_named() {
        let fixed = |proxy: &str| {
            let vars = [("GOPROXY", "http://localhost:3000,direct"), ("HTTP_PROXY", proxy)];
            cure("localhost-never-proxied", &vars, "")
        };
        let line = Some("export GOPROXY=http://p.test:3000,direct".to_owned());
        assert_eq!(fixed("http://u:p@p.test:3128"), line);
        assert_eq!(fixed("p.test:3128"), line);
        assert_eq!(fixed("http://127.0.0.1:3128"), None);
    }
}
