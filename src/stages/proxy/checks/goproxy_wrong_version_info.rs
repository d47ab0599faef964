//! An `.info` that names another version.

use serde::Deserialize;

use super::seen::{Refused, refused};
use crate::{
    findings::{Found, check, view::View},
    go::xmod::{escape::unescape_version, semver},
};

check! {
    /// go asked the proxy for the `.info` of one version, and the answer names another one. Something between, a cache or a rewrite, mixes
    /// up answers, or the proxy resolves the name anew in place of serving the version.
    ///
    /// An answer that is no JSON is `goproxy-answers-non-protocol-body`. A branch or a short commit may be answered with a version; only a
    /// full version may not change. Ask another proxy for the same file and compare.
    ///
    /// Have the cache before that proxy cleared of that file.
    "goproxy-wrong-version-info", Error, quiet in "goproxy-info-broken"
}

/// What an `.info` says of its version.
#[derive(Deserialize)]
struct Info {
    #[serde(rename = "Version", default)]
    version: String,
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(Refused::is_body)?;
    let file = refused.asked.endpoint.strip_prefix("@v/")?.strip_suffix(".info")?;
    let asked = unescape_version(file, view.trace.header.go).ok()?;
    let info: Info = serde_json::from_slice(refused.page()).ok()?;
    if info.version == asked || !semver::is_valid(&asked) || info.version.is_empty() {
        return None;
    }
    let entry = &refused.met.entry;
    let title = format!("{entry} was asked for {asked} and tells of {}.", info.version);
    let found = refused.found(view, title).seen(format!("\"Version\": \"{}\"", info.version));
    Some(found.fix(refused.curl()))
}
