//! https was given five seconds.

use crate::findings::{
    Found, check,
    view::{View, slow},
};

check! {
    /// With a path that GOINSECURE matches, go gives https five seconds in all and then asks over
    /// http. A slow server that would have answered is left, and what stands on port 80 decides.
    ///
    /// Take the pattern out of GOINSECURE: without it go waits.
    "goinsecure-5s-timeout-then-http", Error, quiet in "insecure-both-fail"
}

fn find(view: &View<'_>) -> Option<Found> {
    let error = slow(view)?;
    let title = "https took over 5 seconds, the limit under GOINSECURE, so go asked over http.";
    let last = view.last()?;
    Some(
        Found::new(last.step, title)
            .seen(error)
            .fix(format!("GOINSECURE= go get {}", view.argument()))
            .fix(view.unset("GOINSECURE")),
    )
}
