//! A newer go that no entry of GOPROXY has.

use super::releases::{sought, with_public};
use crate::{
    findings::{Found, check, view::View},
    go::cmd::walk::OFF,
    shell::word,
    trace::{CommandEnded, Step},
};

check! {
    /// Something needs a newer go than the one that runs, go looked for it in GOPROXY, and no entry has it. A proxy that curates or stores
    /// only its own modules has no `golang.org/toolchain`; a release that does not exist is not found either.
    ///
    /// A name with two numbers is `toolchain-language-version-not-release`; GOPROXY=off is `toolchain-goproxy-off`. With GOTOOLCHAIN=local
    /// go does not ask at all (`toolchain-local-too-old`). Ask the public proxy for the same file: if it has it, yours is the reason.
    ///
    /// Let the public proxy answer behind yours, or install the release by hand. Toolchains are always checked against the database, so it
    /// must be reachable.
    "toolchain-not-on-proxy", Error, quiet in "go-line-too-new"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sought = sought(view).filter(|sought| sought.error != OFF)?;
    let ended = view.trace.first::<CommandEnded>()?;
    let wanted = match &ended.requires {
        Some(requires) => format!("{} needs go {} or newer", requires.what, requires.go),
        None => format!("{} is asked for", sought.query),
    };
    let title = format!("{wanted}, and {} has no release of go.", sought.entry);
    let found = Found::new(Step::Version, title).seen(sought.error.replace("\n\t", "; "));
    let found = match with_public(view) {
        Some(value) => found.fix(view.set("GOPROXY", &value)),
        None => found,
    };
    Some(match &ended.version {
        Some(version) => found.fix(format!("go list -m -versions {}", word(&version.module))),
        None => found.fix("go env GOPROXY GOTOOLCHAIN GOSUMDB"),
    })
}
