//! The tag names Bazaar.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
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

fn find(view: &View<'_>) -> Option<Found> {
    let Fault::UnknownVcs { url, vcs } = view.fault()? else { return None };
    let go = view.trace.header.go;
    (vcs == "bzr" && !go.has(Change::Bzr)).then(|| {
        Found::new(
            Step::Validate,
            format!("The tag names Bazaar (bzr), which go {go} no longer knows."),
        )
        .seen(format!("the go-import tag of {url}"))
        .fix(format!("GOTOOLCHAIN=go1.26.0 {}go get {}", allowed(view), view.argument()))
    })
}

/// The setting that allows Bazaar: for public paths go takes git and Mercurial alone.
fn allowed(view: &View<'_>) -> String {
    let path = view.chosen().map_or_else(|| view.path(), |import| import.prefix.clone());
    if pattern::matches(view.value("GOPRIVATE"), &path).is_some() {
        return String::new();
    }
    let rest = match view.value("GOVCS") {
        "" => String::new(),
        list => format!(",{list}"),
    };
    format!("{} ", word(&format!("GOVCS={path}:bzr{rest}")))
}
