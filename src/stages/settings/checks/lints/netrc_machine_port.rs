//! A machine and a port that do not meet.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::{
        cmd::proxy_list::{self, Source},
        std::{net::url::Url, strconv::text::lossy},
        version::Change,
    },
    trace::{Fact, Step},
};

check! {
    /// Whether `machine` has to name the port depends on the release. go 1.15 to 1.20 compare the host without its port, so that
    /// `machine proxy.example.com:8443` is for nobody; all others compare it with the port that stands in the URL, so that for
    /// `https://proxy.example.com:8443` only that machine will do.
    ///
    /// A line for each form is right for every release.
    "netrc-machine-port", Warning, quiet in "settings-netrc"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (file, machines) = view.trace.events.iter().find_map(|event| match &event.fact {
        Fact::NetrcRead { file, machines, .. } => Some((file, machines)),
        _ => None,
    })?;
    let go = view.trace.header.go;
    let (has, needs) = proxies(view).find_map(|(host, port)| {
        let with = format!("{host}:{port}");
        let (has, needs) =
            if go.has(Change::NetrcWithoutPort) { (with, host) } else { (host, with) };
        (machines.contains(&has) && !machines.contains(&needs)).then_some((has, needs))
    })?;
    let title = format!("netrc has a login for {has}, go {go} looks for {needs}.");
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{file}: machine {has}"))
            .seen(format!("GOPROXY={}", view.setting("GOPROXY")?.value.redacted()))
            .fix(format!("echo 'machine {needs} login NAME password VALUE' >> {}", word(file))),
    )
}

/// Host and port of every https proxy of GOPROXY whose URL has a port, and no login of its own.
fn proxies(view: &View<'_>) -> impl Iterator<Item = (String, String)> {
    let list = proxy_list::parse(view.env().get("GOPROXY"), "").unwrap_or_default();
    list.into_iter().filter_map(|entry| match entry.source {
        Source::Proxy(url) if needs_login(&url) => {
            Some((lossy(url.hostname()), url.port().to_owned()))
        }
        _ => None,
    })
}

fn needs_login(url: &Url) -> bool {
    url.scheme() == "https" && !url.port().is_empty() && url.user().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::found_by;

    #[test]
    fn by_release() {
        let fixed = |go: &str, machines: &str, proxy: &str| {
            let entry = |name: &str| ["machine ", name, " login u password p\n"].concat();
            let netrc: String = machines.split(' ').map(entry).collect();
            let found = found_by("netrc-machine-port", go, &[("GOPROXY", proxy)], &netrc)?;
            found.fix.into_iter().next()
        };
        let line = |machine: &str| {
            Some(format!("echo 'machine {machine} login NAME password VALUE' >> /n"))
        };
        let proxy = "https://p.test:8443,direct";
        assert_eq!(fixed("1.27", "p.test", proxy), line("p.test:8443"));
        assert_eq!(fixed("1.20", "p.test:8443", proxy), line("p.test"));
        assert_eq!(fixed("1.20", "p.test", proxy), None);
        assert_eq!(fixed("1.27", "p.test:8443", proxy), None);
        assert_eq!(fixed("1.27", "p.test p.test:8443", proxy), None);
        assert_eq!(fixed("1.27", "p.test", "https://p.test"), None);
        assert_eq!(fixed("1.27", "p.test", "http://p.test:8443"), None);
    }
}
