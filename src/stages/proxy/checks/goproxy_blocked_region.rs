//! The public module proxy out of reach, and others not.

use crate::{
    findings::{Found, check, view::View},
    go::std::net::url::authority_of,
    trace::{Fault, ProxyAnswer, ProxyAsked, Step},
};

check! {
    /// The module proxy's network cannot be reached from here: connections to `proxy.golang.org` run into a time-out or are reset, while hosts of
    /// other owners answer.
    ///
    /// No host answers: `net-sandbox-no-network`. The setting of your shell did not reach the build: `env-not-inherited-by-build-sandbox`. A
    /// proxy of your own that is down is `goproxy-unreachable-comma-no-fallback`.
    ///
    /// Name a mirror that is reachable, and the name under which the checksum database is; it is verified with the same built-in key. Set
    /// GOPRIVATE for private modules first: a mirror is told every path that it is asked for.
    "goproxy-blocked-region", Warning, aside, quiet in "goproxy-500-bar"
}

/// The public proxy.
const PUBLIC: &str = "proxy.golang.org";

/// The name under which its owner's checksum database can be reached from everywhere.
const DATABASE: &str = "sum.golang.google.cn";

fn find(view: &View<'_>) -> Option<Found> {
    let asked = view.trace.all::<ProxyAsked>().filter(|(event, _)| !event.probe);
    let (event, asked) = { asked }.find(|(_, asked)| {
        let silent = matches!(asked.answer, ProxyAnswer::Nothing { .. });
        silent && authority_of(&asked.url) == Some(PUBLIC)
    })?;
    let host = |url: &str| authority_of(url).map(str::to_owned);
    let own = view.exchanges().of_path(event.path.as_deref());
    let last = { own }.rfind(|it| host(&it.asked.url).as_deref() == Some(PUBLIC))?;
    let blocked = matches!(last.fault()?, Fault::Timeout(_) | Fault::Reset);
    let other = view.exchanges().iter().find(|it| {
        let host = host(&it.asked.url).unwrap_or_default();
        it.answered.is_some() && !host.ends_with("golang.org") && !host.ends_with("google.com")
    })?;
    let ProxyAnswer::Nothing { error } = &asked.answer else { return None };
    let value = view.value("GOPROXY");
    let others: Vec<&str> =
        value.split([',', '|']).filter(|entry| !entry.contains(PUBLIC)).collect();
    let title =
        format!("{PUBLIC} is out of reach from here, and {} answers.", host(&other.asked.url)?);
    let found = Found::new(Step::Proxy, title).seen(error.clone());
    let found = found.seen(format!("{} answered", other.asked.url));
    blocked.then(|| {
        let found = match others.as_slice() {
            [] => found,
            others => found.fix(view.set("GOPROXY", &others.join(","))),
        };
        // Who asks another database, or none, has nothing to change.
        let asks_public = matches!(view.value("GOSUMDB"), "" | "sum.golang.org");
        if asks_public { found.fix(view.set("GOSUMDB", DATABASE)) } else { found }
    })
}
