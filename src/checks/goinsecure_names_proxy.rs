//! GOINSECURE aimed at the proxy or the checksum database.

use super::{Case, Found};
use crate::{
    event::Step,
    go::{
        env::GoEnv,
        proxy_list::{self, Source},
        text::lossy,
    },
    secret::redact_url,
};

check! {
    /// GOINSECURE is asked about module paths, and only where go fetches a module directly. The hosts of GOPROXY and GOSUMDB are
    /// always verified: their name in GOINSECURE has no effect, and go says nothing about it.
    ///
    /// Make the CA of that host known to go instead: `SSL_CERT_FILE`, or the system's store.
    "goinsecure-names-proxy", Warning
}

fn find(case: &Case<'_>) -> Option<Found> {
    let env = case.env();
    let hosts = hosts(&env);
    let own = case.patterns().filter(|pattern| pattern.setting.name == "GOINSECURE");
    let (pattern, host) = own
        .filter_map(|pattern| {
            let host = hosts.iter().find(|host| **host == pattern.text.trim_end_matches('/'))?;
            Some((pattern, host.clone()))
        })
        .next()?;
    let title = format!("GOINSECURE names {host}, which go asks as a server; it is about module paths.");
    Some(
        Found::new(Step::Settings, title)
            .seen(pattern.seen())
            .seen(format!("GOPROXY={}, GOSUMDB={}", redact_url(env.get("GOPROXY")), redact_url(env.get("GOSUMDB"))))
            .fix(pattern.replaced(""))
            .not("GOINSECURE=*: requests to a module proxy and to the checksum database are always verified"),
    )
}

fn hosts(env: &GoEnv) -> Vec<String> {
    let list = proxy_list::parse(env.get("GOPROXY"), "").unwrap_or_default();
    let proxies = list.into_iter().filter_map(|entry| match entry.source {
        Source::Proxy(url) => Some(lossy(url.hostname())),
        _ => None,
    });
    let database = env.get("GOSUMDB").split([' ', '+']).next().unwrap_or_default().to_owned();
    proxies.chain([database]).filter(|host| host.contains('.')).collect()
}

#[cfg(test)]
mod tests {
    use super::super::settings::tests::cure;


    #[test]
    fn the_hosts_of_proxy_and_database() {
        let fixed = |list: &str| cure("goinsecure-names-proxy", &[("GOINSECURE", list)], "");
        assert_eq!(fixed("proxy.golang.org").as_deref(), Some("unset GOINSECURE"));
        assert_eq!(fixed("a.test,sum.golang.org").as_deref(), Some("export GOINSECURE=a.test"));
        assert_eq!(fixed("golang.org"), None);
        assert_eq!(fixed("*"), None);
    }
}
