//! The page says that it is compressed, and is not.

use crate::{
    findings::{Found, check, view::View},
    trace::{Fault, Step},
};

check! {
    /// The header says `Content-Encoding: gzip`, and the body is no gzip: it is plain, or packed
    /// twice, or the packing is broken. An application that sets the header beside a proxy that
    /// packs does this.
    ///
    /// Let one of the two set the header. Ask the server's owner for it.
    "http-body-not-gzip", Error, quiet in "page-gzip"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let last = view.last()?;
    let body = last.body.filter(|body| body.fault == Some(Fault::Gzip))?;
    let error =
        page.read.go().error.as_deref().filter(|error| body.error.as_deref() == Some(error))?;
    let encoding = last.header("content-encoding")?;
    Some(
        Found::new(Step::Meta, "The page is said to be compressed, and is not.")
            .seen(format!("{}: Content-Encoding: {encoding}; {error}", page.url))
            .fix(format!(
                "curl -s -H 'Accept-Encoding: gzip' {} | head -c 16 | xxd   # \
                 gzip begins with 1f8b",
                crate::shell::quoted(&page.url)
            )),
    )
}
