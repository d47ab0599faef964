//! A value in the file that the environment hides.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::env::{Origin, Setting, Shadow},
    trace::Step,
};

check! {
    /// A variable of the environment goes before the file that `go env -w` writes, and nothing says so when the value is read: what
    /// was set with `go env -w` has no effect as long as the environment has another value.
    ///
    /// Unset the variable where the shell sets it (a profile, the settings of a CI job), or give it there the value that is
    /// wanted.
    "goproxy-env-not-effective", Note, quiet in "settings-file"
}

fn find(view: &View<'_>) -> Option<Found> {
    // A lookup is asked what is in force, not what is not.
    if view.is_lookup() {
        return None;
    }
    let hidden = |setting: &&Setting| setting.origin == Origin::Os && in_file(setting).is_some();
    let setting = view.settings().iter().find(hidden)?;
    let below = in_file(setting)?;
    let title =
        format!("The environment hides the {} that go's file of settings has.", setting.name);
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("in force: {}={}", setting.name, setting.value.redacted()))
            .seen(format!("hidden: {} ({})", below.value.redacted(), below.origin))
            .fix(format!("unset {}", setting.name))
            .not(format!("go env -w {}=…: the environment goes before it", setting.name)),
    )
}

/// The value of the user's file, where it is another.
fn in_file(setting: &Setting) -> Option<&Shadow> {
    let first = setting.shadows.iter().find(|shadow| matches!(shadow.origin, Origin::File { .. }));
    first.filter(|shadow| shadow.value != setting.value)
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn another_value_below() {
        let fixed =
            |os: &str, file: &str| cure("goproxy-env-not-effective", &[("GOPROXY", os)], file);
        assert_eq!(fixed("off", "GOPROXY=direct\n").as_deref(), Some("unset GOPROXY"));
        assert_eq!(fixed("direct", "GOPROXY=direct\n"), None);
        assert_eq!(fixed("", "GOPROXY=direct\n"), None);
        assert_eq!(fixed("off", ""), None);
    }
}
