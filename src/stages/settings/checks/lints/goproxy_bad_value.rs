//! A GOPROXY that go cannot use.

use super::lists::assign;
use crate::{
    findings::check,
    findings::{Found, view::View},
    go::cmd::proxy_list,
    secret::redact_url,
    trace::Step,
};

check! {
    /// Each element of GOPROXY is a URL with https, http or file, or one of the words `direct` and `off`, in small letters. One bad
    /// element spoils the whole list: go asks nobody. An empty list, which only the file of settings can hold, is one too.
    ///
    /// Begin again with go's own value, `https://proxy.golang.org,direct`, and put your proxy in front.
    "goproxy-bad-value", Error, quiet in "settings-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOPROXY")?;
    let env = view.env();
    let error = proxy_list::parse(env.get("GOPROXY"), env.get("GONOPROXY")).err()?;
    let title = "go cannot use the value of GOPROXY.";
    let (said, value) = (redact_url(&error.to_string()), setting.value.redacted());
    let default = assign("GOPROXY", &setting.origin, "https://proxy.golang.org,direct");
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("go says: {said}"))
            .seen(format!("GOPROXY={value} ({})", setting.origin))
            .fix(default),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

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
