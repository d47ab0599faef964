//! A comma behind a private proxy.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::proxy_list::{self, FallsThrough, Source},
        std::strconv::text::lossy,
    },
    trace::Step,
};

check! {
    /// Behind a comma go asks the next element of GOPROXY only where the one in front of it says that there is no such module: 404 or
    /// 410. A proxy that is down, or that answers 401, 403 or 500 for what it does not have, ends the lookup.
    ///
    /// That may be wanted: it keeps go from fetching elsewhere what your proxy refuses. Where it is not, write `|` in place of the
    /// comma; go then goes on after any error.
    "goproxy-comma-stops-at-errors", Note, quiet in "settings-proxies"
}

/// Proxies for everyone, which answer 404 for what they do not have.
const PUBLIC: &[&str] = &[
    "athens.azurefd.net",
    "goproxy.cn",
    "goproxy.io",
    "mirrors.aliyun.com",
    "mirrors.tencent.com",
    "proxy.golang.com.cn",
    "proxy.golang.org",
];

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOPROXY").filter(|_| !view.is_lookup())?;
    let list = proxy_list::parse(setting.value.expose(), "").ok()?;
    let (first, rest) = list.split_first()?;
    let Source::Proxy(url) = &first.source else { return None };
    let host = lossy(url.hostname());
    if rest.is_empty() || first.falls_through == FallsThrough::Any || PUBLIC.contains(&&*host) {
        return None;
    }
    let title = format!("Behind {host} go asks on only where it answers 404 or 410.");
    let better = setting.value.expose().replacen(',', "|", 1);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("GOPROXY={} ({})", setting.value.redacted(), setting.origin))
            .fix(assign("GOPROXY", &setting.origin, &better)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn behind_a_private_proxy() {
        let fixed = |value: &str| cure("goproxy-comma-stops-at-errors", &[("GOPROXY", value)], "");
        let line = "export GOPROXY='https://p.test|direct'";
        assert_eq!(fixed("https://p.test,direct").as_deref(), Some(line));
        for value in
            ["https://p.test|direct", "https://p.test", "https://proxy.golang.org,direct", "off"]
        {
            assert_eq!(fixed(value), None, "{value}");
        }
    }
}
