//! GOINSECURE is set as if it were a switch, or as a URL.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::xmod::pattern,
    trace::Step,
};

check! {
    /// GOINSECURE is a list of module path patterns, as GOPRIVATE is: `git.example.com`,
    /// `*.corp.example.com/team`. It is no switch, so `1` and `true` match nothing; and a pattern
    /// has neither a scheme nor a port.
    ///
    /// Name the host whose pages may come without a verified certificate, or over http. Better
    /// still, make the server's CA known.
    "goinsecure-not-a-pattern", Warning, quiet in "self-signed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.culprit()?;
    let value = view.value("GOINSECURE");
    let host = view.host();
    view.unanswered()?;
    let cannot_match = |item: &str| !item.contains(['.', '*', '?', '[']) || item.contains("://");
    let hopeless = !value.is_empty() && value.split(',').all(|item| cannot_match(item.trim()));
    let title = format!("GOINSECURE={value} matches no module path: it is a list of patterns.");
    (hopeless && pattern::matches(value, path).is_none()).then(|| {
        Found::new(Step::Fetch, title)
            .seen(format!(
                "GOINSECURE={value}, from {}",
                view.setting("GOINSECURE").map(|s| s.origin.to_string()).unwrap_or_default()
            ))
            .fix(format!("{} go get {}", word(&format!("GOINSECURE={host}")), view.argument()))
    })
}
