//! The connection ends within the page.

use crate::{
    findings::{Found, check, view::View},
    trace::{Fault, Step},
};

check! {
    /// The page breaks off: the server announced more than it sent, or the connection was lost. go
    /// had not come to a go-import tag by then.
    ///
    /// Where it repeats, the length that the server (or a proxy in front of it) announces is wrong,
    /// or something on the way cuts. Ask the server's owner to look at both.
    "http-body-cut-off", Error, quiet in "page-cut-behind-tag"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let body = view.last()?.body.filter(|body| !body.complete)?;
    let error = body.error.as_deref().filter(|_| body.fault != Some(Fault::Gzip))?;
    page.read.go().error.as_ref()?;
    Some(
        Found::new(
            Step::Meta,
            format!("The page breaks off after {} bytes, before a tag.", body.bytes),
        )
        .seen(format!("{}: {error}", page.url))
        .fix(format!(
            "curl -sv {} -o /dev/null   # does it end early here too?",
            crate::shell::quoted(&page.url)
        )),
    )
}
