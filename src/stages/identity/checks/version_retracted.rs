//! A version that its authors took back.

use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{CommandEnded, Step},
};

check! {
    /// The newest go.mod of the module retracts the version that was asked for: its authors took it back. go gets it all the same where it is
    /// named, and warns.
    ///
    /// A query such as `latest` passes retracted versions over without a word. A module that is given up as a whole says so in a comment
    /// `Deprecated:`.
    ///
    /// Take the newest version that is not retracted.
    "version-retracted", Warning, aside, quiet in "version-incompatible"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>()?;
    let (version, module) = (ended.version.as_ref()?, ended.module.as_ref()?);
    let why = module.retracted.first()?;
    let named = format!("{}@{}", version.module, version.version);
    let why = if why.is_empty() { "no reason given" } else { why };
    Some(
        Found::new(Step::Version, format!("{named} was retracted by its authors."))
            .seen(format!("retract in the newest go.mod: {why}"))
            .fix(format!("go get {}", word(&format!("{}@latest", version.module)))),
    )
}
