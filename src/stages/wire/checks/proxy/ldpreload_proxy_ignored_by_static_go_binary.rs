//! proxychains and its like have no hold on go.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::MachineSeen,
};

check! {
    /// proxychains, tsocks and torsocks put a library before every program (`LD_PRELOAD`) that
    /// takes over the C library's `connect`. The go command makes its system calls itself, so it
    /// connects directly.
    ///
    /// Tell go about the proxy with `HTTPS_PROXY`: `socks5://HOST:PORT` or `http://HOST:PORT`, by the last
    /// lines of proxychains.conf. go speaks SOCKS 5 and no SOCKS 4, and uses one proxy, no chain.
    "ldpreload-proxy-ignored-by-static-go-binary", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let machine = view.proxified()?;
    let (last, text) = view.unanswered()?;
    let title = "A proxy by way of LD_PRELOAD has no effect on go, which connects directly.";
    let found = Found::new(last.step, title)
        .seen(format!("LD_PRELOAD={}", machine.preload.as_deref()?))
        .seen(text);
    let named =
        machine.preloaded.iter().flat_map(|it| it.proxies.iter().map(|proxy| (&it.file, proxy)));
    let found = named.fold(found, |found, (file, proxy)| {
        found.seen(format!("{file} names {} {}", proxy.kind, proxy.address))
    });
    let (proxy, remark) = proxy(machine);
    Some(found.fix(format!("HTTPS_PROXY={} {}{remark}", word(&proxy), view.again())))
}

/// The proxy by its URL for go, and what has to be known of it.
fn proxy(machine: &MachineSeen) -> (String, &'static str) {
    let Some(first) = machine.preloaded.as_ref().and_then(|it| it.proxies.first()) else {
        let tor = machine.preload.as_ref().is_some_and(|value| value.contains("torsocks"));
        let address = if tor { "127.0.0.1:9050" } else { "HOST:PORT" };
        return (format!("socks5://{address}"), "   # where the library's proxy listens");
    };
    let scheme = if first.kind == "http" { "http" } else { "socks5" };
    let login = if first.login { "USER:PASSWORD@" } else { "" };
    let remark = if first.kind == "socks4" { "   # where it speaks SOCKS 5 too" } else { "" };
    (format!("{scheme}://{login}{}", first.address), remark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Preloaded, PreloadedProxy};

    fn with(preload: &str, proxies: &[(&str, bool)]) -> String {
        let proxy = |&(kind, login): &(&str, bool)| {
            let (kind, address) = (kind.to_owned(), "a.test:1".to_owned());
            PreloadedProxy { kind, address, login }
        };
        let preloaded =
            Preloaded { file: String::new(), proxies: proxies.iter().map(proxy).collect() };
        let machine = MachineSeen {
            preload: Some(preload.to_owned()),
            preloaded: Some(preloaded),
            container: None,
        };
        let (url, remark) = super::proxy(&machine);
        url + remark
    }

    #[test]
    fn go_is_told_the_first_proxy_of_the_file() {
        assert_eq!(with("proxychains", &[("socks5", false), ("http", true)]), "socks5://a.test:1");
        assert_eq!(with("proxychains", &[("http", true)]), "http://USER:PASSWORD@a.test:1");
        let four = with("proxychains", &[("socks4", false)]);
        assert_eq!(four, "socks5://a.test:1   # where it speaks SOCKS 5 too");
        assert!(with("tsocks", &[]).starts_with("socks5://HOST:PORT   # "));
        assert!(with("torsocks", &[]).starts_with("socks5://127.0.0.1:9050   # "));
    }
}
