//! A proxy variable that go drops.

use super::lists::export;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The value of `HTTPS_PROXY` or `HTTP_PROXY` is no URL for go: a blank in front, a bad percent escape in the password, a port that is no
    /// number. go says nothing about it, and connects directly.
    ///
    /// Correct the value. A password with special characters needs percent escapes: `@` is `%40`, `#` is `%23`.
    "http-proxy-variable-unusable", Warning, quiet in "settings-http-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    let mut set = view.proxies().iter().filter(|_| !view.is_lookup());
    let variable = set.find(|variable| variable.ignored)?;
    let (name, value) = (&variable.name, &variable.value);
    let title = format!("{name} is no URL for go, which ignores it and connects directly.");
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{name}={value:?}"))
            .fix(export(name, value.trim())),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn no_url() {
        let fixed =
            |value: &str| cure("http-proxy-variable-unusable", &[("HTTPS_PROXY", value)], "");
        let line = "export HTTPS_PROXY=http://p.test:3128";
        assert_eq!(fixed(" http://p.test:3128").as_deref(), Some(line));
        assert_eq!(fixed("http://p.test:3128"), None);
        assert_eq!(fixed("p.test:3128"), None);
    }
}
