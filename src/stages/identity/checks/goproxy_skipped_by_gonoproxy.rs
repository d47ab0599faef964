//! A module proxy that is not asked, since a pattern says so.

use super::seen::{error, failed};
use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::proxy_list::{self, Source},
        xmod::pattern,
    },
    trace::Step,
};

check! {
    /// A pattern of GONOPROXY, or of GOPRIVATE where GONOPROXY is not set, matches the module. So go asks the module's own host, and no proxy
    /// of GOPROXY, not even a company's own. The host does not answer as go needs it.
    ///
    /// Another finding says what is wrong with the host. If the host is to be asked, cure that one.
    ///
    /// Where the company's proxy has private modules too, GOPRIVATE keeps the checksum database away, and `GONOPROXY=none` lets go ask
    /// the proxy.
    "goproxy-skipped-by-gonoproxy", Error, quiet in "goproxy-404-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let met = failed(view).filter(|met| met.entry == "noproxy")?;
    let (env, module) = (view.env(), view.culprit()?);
    let patterns = env.get("GONOPROXY");
    let list = proxy_list::parse(env.get("GOPROXY"), patterns).ok()?;
    let proxy = list.into_iter().find_map(|entry| match entry.source {
        Source::Proxy(url) => Some(url.to_string()),
        _ => None,
    })?;
    let pattern = pattern::matches(patterns, module)?;
    let title = format!("go asks the host of {module}, and not {proxy}: a pattern says so.");
    Some(
        Found::new(Step::Version, title)
            .seen(format!("the pattern {pattern} of GONOPROXY or GOPRIVATE matches {module}"))
            .seen(error(met)?.replace("\n\t", "; "))
            .fix(view.set("GONOPROXY", "none")),
    )
}
