//! Settings with which go does not begin to work.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// go ends before it looks anything up: GO111MODULE is off or unknown, or GODEBUG holds a setting that a release has removed,
    /// with its old value. Since 1.27 the last ends every program of that release, the go command included.
    ///
    /// Take the variable away, or the one setting out of GODEBUG.
    "settings-refused", Error, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let error = view.settings_error()?;
    let mode = view.setting("GO111MODULE").filter(|_| error.contains("GO111MODULE"));
    let fix = match mode {
        Some(mode) => assign("GO111MODULE", &mode.origin, ""),
        None if error.contains("GODEBUG") => "unset GODEBUG".to_owned(),
        None => return None,
    };
    let found = Found::new(Step::Settings, "go refuses to work with these settings.");
    Some(found.seen(format!("go says: {error}")).fix(fix))
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::found;

    #[test]
    fn without_a_refusal_it_is_silent() {
        assert!(found("settings-refused", &[("GO111MODULE", "auto")], "").is_none());
    }
}
