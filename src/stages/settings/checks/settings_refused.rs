//! Settings with which go does not begin to work.

use super::lints::lists::assign;
use crate::{
    findings::{Check, Found, check, view::View},
    trace::Step,
};

check! {
    /// go ends before it looks anything up, for what a variable holds. GO111MODULE is off or unknown; GODEBUG holds a setting that a
    /// release has removed, with its old value (since 1.27 that ends every program of that release); GOFLAGS holds a word that no
    /// command has, or a value that this one does not take; GOTOOLCHAIN, GOEXPERIMENT or GOFIPS140 names something unknown; GOROOT,
    /// GOPATH or GOWORK names no folder or file that go takes.
    ///
    /// go tells one of them at a time, in its own order: the next comes once the first is mended.
    ///
    /// Take the variable away, from the environment or from go's file, or the one setting out of it.
    "settings-refused", Error, quiet in "settings-lists"
}

pub(crate) const IN_SETTINGS: Check = CHECK;

fn find(view: &View<'_>) -> Option<Found> {
    let error = view.settings_error()?;
    let name = VARIABLES.iter().find(|(words, _)| error.contains(words)).map(|(_, name)| *name)?;
    let found = Found::new(Step::Settings, "go refuses to work with these settings.");
    let found = found.seen(format!("go says: {error}"));
    let setting = view.setting(name);
    let found = setting.into_iter().fold(found, |found, setting| {
        found.seen(format!("{name}={}, from {}", setting.value.redacted(), setting.origin))
    });
    Some(match setting {
        Some(setting) => found.fix(assign(name, &setting.origin, "")),
        None if name == "GODEBUG" => found.fix("unset GODEBUG"),
        None => found.fix(format!("unset {name}")).fix(format!("go env -u {name}")),
    })
}

/// What of a text tells the variable that it is about.
const VARIABLES: &[(&str, &str)] = &[
    ("GO111MODULE", "GO111MODULE"),
    ("GODEBUG", "GODEBUG"),
    ("GOTOOLCHAIN", "GOTOOLCHAIN"),
    ("GOROOT directory", "GOROOT"),
    ("GOPATH entry", "GOPATH"),
    ("GOWORK", "GOWORK"),
    ("go.work", "GOWORK"),
    ("GOEXPERIMENT", "GOEXPERIMENT"),
    ("GOFIPS140", "GOFIPS140"),
    ("GOFLAGS", "GOFLAGS"),
    ("-m flag is", "GOFLAGS"),
    ("-modfile", "GOFLAGS"),
];

#[cfg(test)]
mod tests {
    use super::super::lints::lists::tests::found;

    #[test]
    fn without_a_refusal_it_is_silent() {
        assert!(found("settings-refused", &[("GO111MODULE", "auto")], "").is_none());
    }
}
