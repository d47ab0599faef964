//! A new major version has no page.

use super::below::about;
use crate::{
    findings::{Found, check, view::View},
    go::xmod::major::split_version,
};

check! {
    /// The page of the module without its `/vN` has the tag, and that of the module itself has not.
    /// go asks for exactly the module path, `/v2` and all.
    ///
    /// Serve the tag on every path below the prefix; its content stays the same, without the
    /// version.
    "meta-missing-on-module-page", Error, quiet in "nginx-sub-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (_, version) = split_version(view.culprit()?).filter(|(_, version)| !version.is_empty())?;
    let title = format!(
        "The page for {version} has no tag, and that of the module without \
         it has."
    );
    about(view, title)
}
