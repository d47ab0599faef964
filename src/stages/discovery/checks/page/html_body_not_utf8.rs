//! A byte in front of the tag is no UTF-8.

use super::body::is_binary;
use crate::{
    findings::{
        Found, check,
        view::{View, first_in_head},
    },
    go::cmd::meta::BadEncoding,
    second::browser::DifferenceKind,
    trace::Step,
};

check! {
    /// The page is in another encoding than UTF-8 (GBK, Latin-1, Windows-1252), and a character in
    /// front of the go-import tag is not ASCII. go reads UTF-8 only, whatever the header or `<meta
    /// charset>` says.
    ///
    /// Serve the page in UTF-8, or put the tag first in the head: what follows it does not matter.
    "html-body-not-utf8", Error, quiet in "page-binary"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let reading = page.read.go();
    let is_not_utf8 = reading.stopped.encoding == Some(BadEncoding::NotUtf8);
    let error = reading.error.as_ref().filter(|_| is_not_utf8)?;
    let place = page.read.differences().iter().find(|d| d.kind == DifferenceKind::Failed);
    let mut found = Found::new(
        Step::Meta,
        "The page is not in UTF-8, and go stops at the first byte that is \
         none.",
    )
    .seen(format!("{}: {error}", page.url));
    if let Some(place) = place {
        found =
            found.seen(format!("line {}, byte {}: {}", place.line, place.offset, place.excerpt));
    }
    if let Some(tag) = page.read.browser().imports.first() {
        found = found.fix(first_in_head(&tag.import));
    }
    is_binary(view).is_none().then_some(found)
}
