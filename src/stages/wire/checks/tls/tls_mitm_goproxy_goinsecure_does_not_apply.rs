//! GOINSECURE names a module proxy.

use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::proxy_list::{self, Source},
        std::strconv::text::lossy,
        xmod::pattern,
    },
    trace::Step,
};

check! {
    /// GOINSECURE holds the host of a GOPROXY entry. It is about module paths that are fetched
    /// directly; requests to module proxies and to the checksum database are verified always.
    ///
    /// Make the CA known that the proxy's certificate comes from.
    "tls-mitm-goproxy-goinsecure-does-not-apply", Warning, aside, quiet in "insecure-pattern-no-match"
}

fn find(view: &View<'_>) -> Option<Found> {
    let patterns = view.value("GOINSECURE");
    // What the settings alone show is another finding's.
    if patterns.is_empty() || !view.is_lookup() {
        return None;
    }
    let list = proxy_list::parse(view.value("GOPROXY"), view.value("GONOPROXY")).ok()?;
    let hosts = list.iter().filter_map(|entry| match &entry.source {
        Source::Proxy(url) => Some(lossy(url.hostname())),
        _ => None,
    });
    let is_named = |host: &String| patterns.split(',').any(|pattern| pattern.trim() == host);
    let host = hosts.into_iter().find(|host| is_named(host))?;
    pattern::matches(patterns, &view.path()).is_none().then(|| {
        Found::new(
            Step::Settings,
            format!("GOINSECURE={host} has no effect on the module proxy of that name."),
        )
        .seen(format!("GOPROXY={}", crate::secret::redact_url(view.value("GOPROXY"))))
        .seen(format!("GOINSECURE={patterns}"))
        .fix(
            "sudo cp CA.pem /usr/local/share/ca-certificates/proxy.crt && sudo \
                 update-ca-certificates",
        )
    })
}
