//! http failed too, and go shows only that.

use crate::{
    findings::{Found, check, view::View},
    trace::Fact,
};

check! {
    /// GOINSECURE matches the path: after https failed, go asked over http, and that failed too. go
    /// prints the second failure; the first is the one to look at.
    ///
    /// Take the pattern out of GOINSECURE to see the https error, and mend that.
    "insecure-fallback-hides-https-error", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let first = view.failed().find_map(|event| match &event.fact {
        Fact::FellBack { error } => Some(error),
        _ => None,
    })?;
    let (last, second) =
        view.unanswered().filter(|(last, _)| last.asked.url.starts_with("http:"))?;
    Some(
        Found::new(
            last.step,
            "GOINSECURE matches, so go shows the failure of http and hides \
             that of https.",
        )
        .seen(format!("https: {first}"))
        .seen(format!("http: {second}"))
        .fix(format!("GOINSECURE= go get {}", view.argument())),
    )
}
