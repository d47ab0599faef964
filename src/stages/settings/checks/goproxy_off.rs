//! GOPROXY=off.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::proxy_list::Route,
    trace::{Routed, Step},
};

check! {
    /// `GOPROXY=off` forbids every download. It is often left over from a build that was to stay
    /// offline, in the environment or in the file that `go env -w` writes.
    ///
    /// `go env -u GOPROXY` takes it out of that file; a variable of the environment is stronger
    /// than the file. A module that GONOPROXY or GOPRIVATE matches is fetched even so.
    "goproxy-off", Error, quiet in "govcs-denied"
}

fn find(view: &View<'_>) -> Option<Found> {
    let mut routed = view.trace.all::<Routed>().filter(|_| view.fails());
    routed.find(|(_, routed)| routed.route == Some(Route::Off))?;
    let setting = view.setting("GOPROXY")?;
    let found = Found::new(Step::Route, "GOPROXY=off forbids go to ask anyone.").seen(format!(
        "GOPROXY={}, from {}",
        setting.value.redacted(),
        setting.origin
    ));
    Some(
        found
            .fix(format!("GOPROXY=https://proxy.golang.org,direct go get {}", view.argument()))
            .fix(view.unset("GOPROXY")),
    )
}
