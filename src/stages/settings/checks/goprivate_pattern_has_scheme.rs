//! A pattern for private modules that cannot match: for the path of a lookup, and in the settings alone.

use crate::{
    findings::{Check, Found, check, view::View},
    go::xmod::pattern,
    trace::Step,
};

check! {
    /// GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE hold patterns for module paths, and a module path has no scheme. With one
    /// in front, or with a slash at the end, a pattern matches nothing, go says nothing about it, and sends the module's name to
    /// the public proxy and checksum database.
    ///
    /// Write the beginning of the path alone: `git.example.com/team`, which matches everything below too, or `*.example.com` for
    /// all hosts below that name.
    "goprivate-pattern-has-scheme", Warning, aside, quiet in "gitlab-gateway-403"
}

/// The settings alone, for a run that looked nothing up.
pub(crate) const IN_SETTINGS: Check =
    Check { find: find_in_settings, quiet_in: "settings-lists", ..CHECK };

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.path();
    let names = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"];
    let (name, setting, right) = names.iter().find_map(|name| {
        let setting = view.setting(name).filter(|setting| setting.name == *name)?;
        let value = setting.value.expose();
        let right = value.split(',').map(bare).collect::<Vec<_>>().join(",");
        let dead =
            pattern::matches(value, &path).is_none() && pattern::matches(&right, &path).is_some();
        (dead && value != right).then_some((name, setting, right))
    })?;
    let value = setting.value.redacted();
    Some(
        Found::new(
            Step::Settings,
            format!("{name} is written as a URL, so it does not match {path}."),
        )
        .seen(format!("{name}={value}, from {}", setting.origin))
        .fix(view.set(name, &right)),
    )
}

/// A pattern without a scheme and the slash at the end.
fn bare(pattern: &str) -> &str {
    let pattern = pattern.trim();
    let pattern = pattern.split_once("://").map_or(pattern, |(_, rest)| rest);
    pattern.trim_end_matches('/')
}

fn find_in_settings(view: &View<'_>) -> Option<Found> {
    let pattern = view.patterns().find(|pattern| pattern.text.contains("://"))?;
    let title =
        format!("{} holds a URL; module path patterns have no scheme.", pattern.setting.name);
    Some(Found::new(Step::Settings, title).seen(pattern.seen()).fix(pattern.cure()))
}

#[cfg(test)]
mod tests {
    use super::super::lints::lists::tests::cure;

    const NAME: &str = "goprivate-pattern-has-scheme";

    #[test]
    fn the_scheme_goes() {
        let vars = [("GOPRIVATE", "a.test,https://git.b.test/x")];
        assert_eq!(cure(NAME, &vars, "").as_deref(), Some("export GOPRIVATE=a.test,git.b.test/x"));
        let file = "GOINSECURE=http://b.test\n";
        assert_eq!(cure(NAME, &[], file).as_deref(), Some("go env -w GOINSECURE=b.test"));
        assert_eq!(cure(NAME, &[("GOPRIVATE", "git.b.test/x")], ""), None);
        assert_eq!(cure(NAME, &[("GOPROXY", "https://a.test")], ""), None);
    }
}
