//! The root is in a place that go does not come to.

use crate::{
    findings::{
        Found, check,
        view::{View, append_roots, word},
    },
    go::version::Change,
    trace::{RootPlace, Step},
};

check! {
    /// The server's CA stands in one of go's own places, and go stops before it comes there: of the
    /// files that systems use for their bundle it reads the first one alone, and go 1.8 reads no
    /// folder where it has found a bundle (up to 1.14: none behind the first that held a
    /// certificate).
    ///
    /// Put the CA into the bundle that is read.
    "tls-roots-behind-first-bundle", Error, quiet in "own-ca-unsearched"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.untrusted()?;
    let found = view.root_found().filter(|found| found.place == RootPlace::NotReached)?;
    let read = view.bundle()?;
    let title = "The server's CA is known on this machine, but go stops at an earlier bundle.";
    let go = view.trace.header.go;
    let (file, again) = (word(&found.file), view.again());
    let found = Found::new(Step::Fetch, title)
        .seen(format!("{read}: read, and the last place for go {go}"))
        .seen(format!("{} holds {}; not reached", found.file, found.subject))
        .fix(append_roots(&found.file, read));
    Some(if go.has(Change::CertVariables) {
        found.fix(format!("SSL_CERT_FILE={file} {again}   # this run only"))
    } else {
        found
    })
}
