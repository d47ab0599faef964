//! A proxy variable that go drops without a word.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// The value of `HTTPS_PROXY` (or `HTTP_PROXY`) is no URL for go: a blank in front, a bad
    /// escape in the password, a typo. go says nothing and connects directly, so the message is
    /// about whatever happens then.
    ///
    /// Correct the value. A password with special characters needs percent escapes: `@` is `%40`,
    /// `#` is `%23`.
    "http-proxy-bad-value-ignored", Error, quiet in "proxy-works"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let scheme = last.asked.url.split("://").next()?;
    let is_meant = |name: &str| name.to_ascii_lowercase() == format!("{scheme}_proxy");
    let mut set = view.proxies().iter();
    let variable = set.find(|variable| variable.ignored && is_meant(&variable.name))?;
    let (name, value) = (&variable.name, &variable.value);
    let title = format!("{name} is no URL, so go ignores it without a word and connects directly.");
    Some(
        Found::new(last.step, title)
            .seen(format!("{name}={value:?}"))
            .seen(format!("directly: {text}"))
            .fix(format!("export {name}={}", word(value.trim()))),
    )
    .filter(|_| last.is_direct() && last.step != Step::Path)
}
