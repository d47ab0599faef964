//! A pattern for private modules that cannot match.

use crate::{
    findings::{Found, check, view::View},
    go::xmod::pattern,
    trace::Step,
};

check! {
    /// GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE hold patterns for module paths. With a scheme
    /// in front or a slash at the end a pattern matches nothing, and go sends the module's name to
    /// the public proxy and checksum database.
    ///
    /// Write the path alone: `git.example.com/team`. It matches everything below too.
    "goprivate-pattern-has-scheme", Warning, quiet in "gitlab-gateway-403"
}

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
