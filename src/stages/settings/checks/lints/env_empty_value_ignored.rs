//! An empty variable, which was to hide the file's value and does not.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::env::{Origin, Setting},
    trace::Step,
};

check! {
    /// The environment sets a list of go's to nothing, `GOPRIVATE=`, and go's file of settings gives it a value. go takes an empty
    /// variable for one that is not set: the value of the file holds, and nothing says so.
    ///
    /// `go env -u NAME` takes the value out of the file for good. For one run, give the variable a pattern that matches nothing:
    /// `GOPRIVATE=none.invalid`.
    "env-empty-value-ignored", Note, quiet in "settings-shadowed"
}

/// The lists, of which an empty one would say something.
const LISTS: [&str; 5] = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GOVCS"];

fn find(view: &View<'_>) -> Option<Found> {
    if view.is_lookup() {
        return None;
    }
    let empty = &view.surroundings()?.empty;
    let is_hoped_hidden = |setting: &&Setting| {
        matches!(setting.origin, Origin::File { .. })
            && LISTS.contains(&setting.name.as_str())
            && !setting.value.expose().is_empty()
            && empty.contains(&setting.name)
    };
    let setting = view.settings().iter().find(is_hoped_hidden)?;
    let Setting { name, value, origin, .. } = setting;
    let title = format!("The environment sets {name} to nothing, and the file's value holds.");
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("in the environment: {name}="))
            .seen(format!("in force: {name}={} ({origin})", value.redacted()))
            .fix(format!("go env -u {name}"))
            .not(format!("export {name}=: go takes an empty variable for one that is not set")),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn a_value_below_holds() {
        const NAME: &str = "env-empty-value-ignored";
        let fixed = |os: &str, file: &str| cure(NAME, &[("GOPRIVATE", os)], file);
        let line = Some("go env -u GOPRIVATE".to_owned());
        assert_eq!(fixed("", "GOPRIVATE=a.test\n"), line);
        assert_eq!(fixed("b.test", "GOPRIVATE=a.test\n"), None);
        assert_eq!(fixed("", "GOPRIVATE=\n"), None);
        assert_eq!(cure(NAME, &[("GOFLAGS", "")], "GOFLAGS=-x\n"), None);
        assert_eq!(fixed("", "GONOPROXY=a.test\n"), None);
        assert_eq!(cure(NAME, &[], "GOPRIVATE=a.test\n"), None);
    }
}
