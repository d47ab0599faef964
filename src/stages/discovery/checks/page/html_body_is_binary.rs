//! What comes is no page.

use super::body::is_binary;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The server answers with something that is no HTML: a picture, an archive, a program. go
    /// tries to read it all the same.
    ///
    /// Usually a rule for all paths sends the same file, or a download stands at the path.
    /// Ask the server's owner for a page in its place.
    "html-body-is-binary", Error, quiet in "charset-gbk"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    page.read.go().error.as_ref()?;
    let last = view.last()?;
    let kind = last.header("content-type").unwrap_or("no type");
    is_binary(view)?;
    Some(
        Found::new(Step::Meta, format!("What comes in place of the page is no HTML ({kind})."))
            .seen(format!("{}: {}, {kind}", page.url, page.status))
            .fix(format!("curl -si {} | head -c 300", crate::shell::quoted(&page.url))),
    )
}
