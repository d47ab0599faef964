//! The tag names Bazaar.

use crate::{
    findings::{
        Found, check,
        view::{Case, word},
    },
    go::{cmd::select::Fault, version::Change, xmod::pattern},
    trace::Step,
};

check! {
    /// The tag's second field is `bzr`. Go took Bazaar out with 1.27.
    ///
    /// Move the repository to git, publish the module by way of a `mod` tag and a module proxy, or
    /// stay with go 1.26, which takes Bazaar for public paths only where GOVCS allows it.
    "meta-vcs-removed-bzr-1.27", Error, quiet in "vcs-unknown"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let Fault::UnknownVcs { url, vcs } = case.fault()? else { return None };
    let go = case.trace.header.go;
    (vcs == "bzr" && !go.has(Change::Bzr)).then(|| {
        Found::new(
            Step::Validate,
            format!("The tag names Bazaar (bzr), which go {go} no longer knows."),
        )
        .seen(format!("the go-import tag of {url}"))
        .fix(format!("GOTOOLCHAIN=go1.26.0 {}go get {}", allowed(case), case.argument()))
    })
}

/// The setting that allows Bazaar: for public paths go takes git and Mercurial alone.
fn allowed(case: &Case<'_>) -> String {
    let path = case.chosen().map_or_else(|| case.path(), |import| import.prefix.clone());
    if pattern::matches(case.value("GOPRIVATE"), &path).is_some() {
        return String::new();
    }
    let rest = match case.value("GOVCS") {
        "" => String::new(),
        list => format!(",{list}"),
    };
    format!("{} ", word(&format!("GOVCS={path}:bzr{rest}")))
}
