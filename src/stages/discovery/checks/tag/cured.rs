//! The tag that cures a finding, and what go would refuse in it next.

use crate::{
    findings::{
        Found,
        view::{View, mended, tag},
    },
    go::{
        cmd::{meta::Import, select::validate},
        std::net::url::Url,
    },
};

/// `found` with `import` as its cure. What go would refuse in that tag next is told with it, and set right where it is plain what was
/// meant.
pub(crate) fn cured_by(view: &View<'_>, found: Found, import: &Import) -> Found {
    let (mut found, mut import) = (found, import.clone());
    let scheme = |url: &str| scheme(view, url);
    while let Err(fault) = validate(&import, "the page", view.trace.header.go, scheme) {
        found = found.seen(format!("and then: {fault}"));
        match mended(&import, &fault) {
            Some(better) => import = better,
            None => break,
        }
    }
    found.fix(tag(&import))
}

/// The scheme of `url`, else go's text for what is wrong with it.
fn scheme(view: &View<'_>, url: &str) -> Result<String, String> {
    match Url::parse_by(url, view.trace.header.go) {
        Ok(url) => Ok(url.scheme().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
