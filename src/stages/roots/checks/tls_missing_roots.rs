//! The machine has no root certificates.

use super::cures::no_roots;
use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::roots::State,
    trace::RootPlace,
};

check! {
    /// None of the files and folders from which go takes root certificates holds one. Images made
    /// from scratch, slim ones and some build images come without; then no https server is trusted.
    ///
    /// Install the `ca-certificates` package, or copy the bundle from a stage of the build that has
    /// it.
    "tls-missing-roots", Error, quiet in "cert-file-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.untrusted()?;
    let roots = view.roots().filter(|roots| roots.certificates == 0)?;
    let shadowed =
        roots.files.iter().chain(&roots.dirs).any(|place| place.state == State::Shadowed);
    let left_out =
        view.root_found().is_some_and(|found| matches!(found.place, RootPlace::LeftOut { .. }));
    (!shadowed && !left_out).then(|| no_roots(roots))
}
