//! A variable that go does not know.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::env::{Origin, Unknown},
    trace::Step,
};

check! {
    /// A variable whose name looks like one of go's and is none: mistyped, or copied from a guide that has it wrong. GONOSUMCHECK
    /// never was one, GONOSUMDE is GONOSUMDB. go says nothing about it. `go env -w` would: it refuses names that it does not know.
    ///
    /// Give the variable that was meant the value, and take the other one away. `go env` lists all that there are.
    "env-variable-unknown", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let unknown = view.surroundings()?.unknown.first()?;
    let Unknown { name, origin, meant, value } = unknown;
    let title = format!("go knows no variable {name}; {meant} is one.");
    let drop = assign(name, origin, "");
    let found =
        Found::new(Step::Settings, title).seen(format!("{name} is set ({origin})")).fix(drop);
    let is_free = view.setting(meant).is_none_or(|setting| !is_given(&setting.origin));
    Some(match value.redacted() {
        value if is_free && !value.is_empty() => found.fix(assign(meant, origin, &value)),
        _ => found,
    })
}

/// Whether a value is there that somebody gave.
fn is_given(origin: &Origin) -> bool {
    matches!(origin, Origin::Os | Origin::File { .. })
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn one_letter_off() {
        const NAME: &str = "env-variable-unknown";
        assert_eq!(cure(NAME, &[("GONOSUMDE", "x")], "").as_deref(), Some("unset GONOSUMDE"));
        assert_eq!(cure(NAME, &[], "GOPROXYS=x\n").as_deref(), Some("go env -u GOPROXYS"));
        assert_eq!(
            cure(NAME, &[("GONOSUMDB", "x"), ("GOROOT", "/x"), ("GOGC", "1")], "CC=x\n"),
            None
        );
    }
}
