//! GOPROXY cannot be read: a lookup that ends there, and the setting alone.

use super::{Case, Check, Found, goproxy_bad_value_quotes::QUOTES, settings::lists::assign};
use crate::{
    event::{Fact, Step},
    go::proxy_list,
    secret::redact_url,
};

check! {
    /// GOPROXY is a list of URLs (https, http, file) and the words `direct` and `off`, in small letters, with `,` or `|` between
    /// them. go reads the whole list first: one bad element, and nothing is fetched. An empty list, which only the file of
    /// settings can hold, is a bad one too.
    ///
    /// After `,` go asks the next element where the module was not found (404, 410); after `|` also where the proxy failed.
    ///
    /// Begin again with go's own value, `https://proxy.golang.org,direct`, and put your proxy in front.
    "goproxy-bad-value", Error, quiet in "goproxy-off"
}

/// The setting alone, for a run that looked nothing up.
pub(super) const IN_SETTINGS: Check =
    Check { find: find_in_settings, quiet_in: "settings-proxies", ..CHECK };

fn find(case: &Case<'_>) -> Option<Found> {
    let found = refused(case, "GOPROXY cannot be read, so nothing is fetched.")?;
    let value = case.value("GOPROXY");
    let is_path = value.split([',', '|']).any(|element| element.trim().starts_with('/'));
    let has_own_finding = value.contains(QUOTES) || value.contains('[') || is_path;
    (!has_own_finding).then(|| found.fix(case.set("GOPROXY", "https://proxy.golang.org,direct")))
}

/// The beginning of every finding about a GOPROXY that go refuses.
pub(super) fn refused(case: &Case<'_>, title: &str) -> Option<Found> {
    let refused = |event: &&crate::event::Event| {
        matches!(event.fact, Fact::Routed { route: None, error: Some(_) })
    };
    case.failed().find(refused)?;
    let error = proxy_list::parse(case.value("GOPROXY"), case.value("GONOPROXY")).err()?;
    let origin = &case.setting("GOPROXY")?.origin;
    Some(
        Found::new(Step::Route, title)
            .seen(format!("GOPROXY={}, from {origin}", redact_url(case.value("GOPROXY"))))
            .seen(redact_url(&error.to_string())),
    )
}

fn find_in_settings(case: &Case<'_>) -> Option<Found> {
    let setting = case.setting("GOPROXY")?;
    let env = case.env();
    let error = proxy_list::parse(env.get("GOPROXY"), env.get("GONOPROXY")).err()?;
    let (said, value) = (redact_url(&error.to_string()), setting.value.redacted());
    let default = assign("GOPROXY", &setting.origin, "https://proxy.golang.org,direct");
    Some(
        Found::new(Step::Settings, "go cannot use the value of GOPROXY.")
            .seen(format!("go says: {said}"))
            .seen(format!("GOPROXY={value} ({})", setting.origin))
            .fix(default),
    )
}

#[cfg(test)]
mod tests {
    use super::super::settings::lists::tests::cure;

    #[test]
    fn what_go_cannot_use() {
        let fixed = |os: &str, file: &str| cure("goproxy-bad-value", &[("GOPROXY", os)], file);
        for value in ["DIRECT", "localhost,direct", "ftp://p.test", ",", "\"https://p.test\""] {
            let line = "export GOPROXY=https://proxy.golang.org,direct";
            assert_eq!(fixed(value, "").as_deref(), Some(line), "{value}");
        }
        let line = "go env -w GOPROXY=https://proxy.golang.org,direct";
        assert_eq!(fixed("", "GOPROXY=\n").as_deref(), Some(line));
        for value in ["direct", "off", "https://p.test|direct", ""] {
            assert_eq!(fixed(value, ""), None, "{value}");
        }
    }
}
