//! The cures of a module proxy's failure that were tried: other entries of GOPROXY, a version by its name.

use super::entries::barred;
use crate::{
    findings::{Found, view::View},
    shell::word,
    stages::{proxy::words::answer, trial::outcome},
    trace::{Apart, EntryMet, Met, Trial, Tried},
};

/// The finding about the entry at which go stopped, with what the others came to, each asked alone, and the cure that
/// follows. Where nobody tried them there is none: a `|` may lead to an entry that fails too.
pub(super) fn with_others(found: Found, view: &View<'_>, met: &EntryMet) -> Found {
    let tried: Vec<&Tried> = view.tried(Trial::Entry).collect();
    let told = |tried: &&Tried| format!("{}, asked alone: {}", tried.entry, outcome(tried));
    // Where something came, go asks nobody else for it, whatever separates them.
    let barred = barred(view, met).filter(|_| !matches!(met.met, Met::Found { .. }));
    let found = match &barred {
        Some((_, next)) => found.seen(format!(
            "behind {} come a comma and {next}: go asks it after 404 and 410 alone",
            met.entry
        )),
        None => found,
    };
    let found = tried.iter().map(told).fold(found, Found::seen);
    let bar = view.tried(Trial::Bar).next();
    let found = match bar.filter(|bar| !bar.succeeds()) {
        Some(bar) => found.seen(format!("with a | in the place of the comma: {}", outcome(bar))),
        None => found,
    };
    let helps = bar.is_some_and(Tried::succeeds);
    if let Some((value, _)) = barred.filter(|_| helps) {
        return found.fix(view.set("GOPROXY", &value));
    }
    match tried.iter().find(|tried| tried.succeeds()) {
        Some(tried) => found.fix(format!("GOPROXY={} {}", word(&tried.entry), view.again())),
        None => found,
    }
}

/// The finding, with what the other endpoints of the entry answer, and the host behind it.
pub(super) fn with_apart(found: Found, view: &View<'_>) -> Found {
    let endpoints = view.endpoints(Apart::Endpoint).chain(view.endpoints(Apart::Storage));
    let told = endpoints.map(|asked| {
        let what = if asked.endpoint.is_empty() { &asked.url } else { &asked.endpoint };
        format!("{what}, asked by itself: {}", answer(&asked.answer))
    });
    told.fold(found, Found::seen)
}

/// The finding, with the version by its name where that came.
pub(super) fn with_version(found: Found, view: &View<'_>) -> Found {
    match view.tried(Trial::Version).find(|tried| tried.succeeds()) {
        Some(tried) => found
            .seen(format!("{}: {}", tried.argument, outcome(tried)))
            .fix(format!("go get {}", word(&tried.argument))),
        None => found,
    }
}
