//! GOFLAGS with `-mod=vendor`.

use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{CommandEnded, EntryMet, GoCommand, Step},
};

check! {
    /// go was told to build from the vendor directory (`-mod=vendor`, by GOFLAGS), and a module was asked for. With that flag `go list -m`
    /// looks up nothing: `cannot query module due to -mod=vendor`, `import lookup disabled by -mod=vendor`.
    ///
    /// No request was made: it is no matter of network or proxy. `goproxy-off` forbids lookups as well, and names GOPROXY. `vendor-out-of-date`
    /// is a directory that no longer fits go.mod. `go get` and `go mod download` do not heed the flag.
    ///
    /// Lift the flag for one command; take it out of GOFLAGS where it came there by mistake.
    "mod-vendor-disables-lookup", Error, quiet in "goproxy-off"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>().filter(|_| view.fails())?;
    let setting = view.setting("GOFLAGS")?;
    let flags = setting.value.redacted();
    let is_it = |flag: &&str| flag.trim_matches(['"', '\'', '-']) == "mod=vendor";
    let asked = view.trace.first::<EntryMet>().is_some();
    if asked || ended.command != GoCommand::List || !flags.split_whitespace().any(|it| is_it(&it)) {
        return None;
    }
    let rest = flags.split_whitespace().filter(|flag| !is_it(flag));
    let rest: Vec<&str> = rest.collect();
    let found =
        Found::new(Step::Settings, "GOFLAGS has -mod=vendor, with which go looks up no module.");
    let found = found.seen(format!("GOFLAGS={flags}, from {}", setting.origin));
    let path = view.path();
    let query = if path.contains('@') { path } else { format!("{path}@latest") };
    let found = found.fix(format!("go list -mod=mod -m {}", word(&query)));
    Some(found.fix(match rest.as_slice() {
        [] => view.unset("GOFLAGS"),
        rest => view.set("GOFLAGS", &rest.join(" ")),
    }))
}
