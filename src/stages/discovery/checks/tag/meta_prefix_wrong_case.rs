//! The tag's prefix differs from the path in its letters' case.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::xmod::module::is_below,
    trace::Step,
};

check! {
    /// Import paths are compared letter by letter: `Example.com/Tool` is another path than
    /// `example.com/tool`. The tag's prefix and the path differ in nothing else.
    ///
    /// Use the path as the module's `go.mod` writes it; if that is the one asked for, correct the
    /// tag.
    "meta-prefix-wrong-case", Error, quiet in "tag-other-prefix"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, path, prefixes) = view.mismatch()?;
    let lower = path.to_lowercase();
    let prefix = prefixes.iter().find(|prefix| is_below(&lower, &prefix.to_lowercase()))?;
    let rest = path.get(prefix.len()..).unwrap_or_default();
    Some(
        Found::new(Step::Match, "The tag's prefix and the path differ in upper and lower case.")
            .seen(format!("{url}: prefix {prefix}"))
            .seen(format!("path   {path}"))
            .fix(format!("go get {}", word(&format!("{prefix}{rest}")))),
    )
}
