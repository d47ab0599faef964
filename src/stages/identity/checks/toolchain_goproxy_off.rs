//! A newer go that GOPROXY does not let go fetch.

use super::releases::{sought, with_public};
use crate::{
    findings::{Found, check, view::View},
    go::cmd::walk::OFF,
    trace::{CommandEnded, Step},
};

check! {
    /// A module needs a newer go than the one that runs. go fetches toolchains as a module, `golang.org/toolchain`, from GOPROXY, whose list
    /// ends with `off`, so that what the entries before it lack cannot be had.
    ///
    /// `toolchain-not-on-proxy` is a list without `off` of which no entry has a toolchain. `toolchain-language-version-not-release` is a
    /// release that never existed (`go1.22` for `go1.22.0`). With GOTOOLCHAIN=local go does not ask at all (`toolchain-local-too-old`).
    ///
    /// Let the public proxy answer behind yours, or install the release and say that it is to be used (GOTOOLCHAIN=local).
    "toolchain-goproxy-off", Error, quiet in "toolchain-not-on-proxy"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sought = sought(view).filter(|sought| sought.error == OFF)?;
    let requires = view.trace.first::<CommandEnded>()?.requires.as_ref()?;
    let title = format!(
        "{} needs go {} or newer, and GOPROXY lets go fetch none.",
        requires.what, requires.go
    );
    let found =
        Found::new(Step::Version, title).seen(format!("golang.org/toolchain: {}", sought.error));
    Some(found.fix(view.set("GOPROXY", &with_public(view)?)))
}
