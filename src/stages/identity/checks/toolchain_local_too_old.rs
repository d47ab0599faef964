//! A module that needs a newer go, and GOTOOLCHAIN=local.

use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{CommandEnded, Step},
};

check! {
    /// A go.mod, yours or a dependency's, needs a newer go than the one that runs, and GOTOOLCHAIN=local forbids to fetch it. Distributions and
    /// container images set it so.
    ///
    /// Without GOTOOLCHAIN=local go would fetch the newer one: if that fails, see `toolchain-not-on-proxy` and `toolchain-goproxy-off`. The
    /// module that is named is the one whose go line counts.
    ///
    /// Install the newer go, let go fetch it, or take a version of the module that needs less.
    "toolchain-local-too-old", Error, quiet in "go-mod-broken"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>().filter(|_| view.fails())?;
    let requires = ended.requires.as_ref()?;
    if view.env().get("GOTOOLCHAIN") != "local" {
        return None;
    }
    let title = format!("{} needs go {} or newer.", requires.what, requires.go);
    let found = Found::new(Step::Module, title).seen(requires.running.clone());
    let found = found.fix(view.set("GOTOOLCHAIN", "auto"));
    Some(match &ended.version {
        Some(version) => found.fix(format!("go list -m -versions {}", word(&version.module))),
        None => found,
    })
}
