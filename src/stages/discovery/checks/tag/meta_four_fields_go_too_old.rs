//! A tag with a subdirectory, for a go that knows none.

use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::meta::Verdict,
        version::{Change, Version},
    },
    trace::Step,
};

check! {
    /// The tag has a fourth field, the module's directory in the repository. Go knows it since
    /// 1.25; a go before that ignores such a tag and says that there is none.
    ///
    /// Use a newer go. Where older ones must do, keep the module at the root of its repository, or
    /// serve a `mod` tag that names a module proxy.
    "meta-four-fields-go-too-old", Error, quiet in "tag-two-fields"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let go = view.trace.header.go;
    let tag =
        page.read.go().tags.iter().find(|tag| tag.verdict == Verdict::FieldCount { found: 4 })?;
    let knows = go.has(Change::SubdirField);
    let title = format!("The tag names a subdirectory, which go {go} does not know; go 1.25 does.");
    (!knows).then(|| {
        Found::new(Step::Meta, title)
            .seen(format!(
                "{}, line {}: {}",
                page.url,
                tag.line,
                tag.content.as_deref().unwrap_or_default()
            ))
            .fix(format!("GOTOOLCHAIN=go{}.0 go get {}", Version::NEWEST, view.argument()))
    })
}
