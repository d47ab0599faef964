//! GOPROXY cannot be read: a lookup that ends there, and the setting alone.

use super::{
    goproxy_value::{QUOTES, refused},
    lints::lists::assign,
};
use crate::{
    findings::{Check, Found, check, view::View},
    go::cmd::proxy_list,
    secret::redact_url,
    trace::Step,
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
pub(crate) const IN_SETTINGS: Check =
    Check { find: find_in_settings, quiet_in: "settings-proxies", ..CHECK };

fn find(view: &View<'_>) -> Option<Found> {
    let found = refused(view, "GOPROXY cannot be read, so nothing is fetched.")?;
    let value = view.value("GOPROXY");
    let is_path = value.split([',', '|']).any(|element| element.trim().starts_with('/'));
    let has_own_finding = value.contains(QUOTES) || value.contains('[') || is_path;
    (!has_own_finding).then(|| found.fix(view.set("GOPROXY", "https://proxy.golang.org,direct")))
}

fn find_in_settings(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOPROXY")?;
    let env = view.env();
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
    use super::super::lints::lists::tests::cure;

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
