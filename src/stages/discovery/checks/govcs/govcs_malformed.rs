//! GOVCS cannot be read: a lookup that ends there, and the setting alone.

use crate::{
    findings::{Check, Found, check, view::View},
    go::cmd::govcs::Govcs,
    stages::settings::checks::lints::lists::assign,
    trace::{GovcsJudged, Step, Told as _},
};

check! {
    /// GOVCS is a list of rules `PATTERN:VCS|VCS` with commas between; a pattern is a glob for paths, or `public` or `private`. A
    /// rule without colon, an empty one, or the same pattern twice make every direct lookup fail.
    ///
    /// go reads it when it has found a repository, and stops where it cannot. A module proxy is asked without a look at it, so
    /// that the fault may show late.
    ///
    /// The default is `public:git|hg,private:all`; rules of yours stand in front of it.
    "govcs-malformed", Error, quiet in "govcs-denied"
}

/// The setting alone, for a run that looked nothing up.
pub(crate) const IN_SETTINGS: Check =
    Check { find: find_in_settings, quiet_in: "settings-rules", ..CHECK };

fn find(view: &View<'_>) -> Option<Found> {
    view.failed().told::<GovcsJudged>().find(|judged| judged.error.is_some())?;
    let error = Govcs::parse(view.value("GOVCS")).err()?;
    let setting = view.setting("GOVCS")?;
    Some(
        Found::new(Step::Govcs, "GOVCS cannot be read, so no version control system may be used.")
            .seen(format!("GOVCS={}, from {}: {error}", setting.value.redacted(), setting.origin))
            .fix(view.set("GOVCS", "public:git|hg,private:all")),
    )
}

fn find_in_settings(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOVCS")?;
    let error = Govcs::parse(setting.value.expose()).err()?;
    Some(
        Found::new(Step::Settings, "go cannot read GOVCS.")
            .seen(format!("go says: {error}"))
            .seen(format!("GOVCS={} ({})", setting.value.redacted(), setting.origin))
            .fix(assign("GOVCS", &setting.origin, ""))
            .fix("go env -w 'GOVCS=private:all,public:git|hg'   # go's own rules"),
    )
}

#[cfg(test)]
mod tests {
    use crate::stages::settings::checks::lints::lists::tests::cure;

    #[test]
    fn rules_have_a_colon() {
        let fixed = |value: &str| cure("govcs-malformed", &[("GOVCS", value)], "");
        for value in ["git", "a.test:git,", "public:git,public:hg", ":git"] {
            assert_eq!(fixed(value).as_deref(), Some("unset GOVCS"), "{value}");
        }
        assert_eq!(fixed("public:git|hg, a.test:svn"), None);
        assert_eq!(fixed("a.test:off"), None);
    }
}
