//! A GOVCS that go cannot read.

use super::lists::assign;
use crate::{
    findings::check,
    findings::{Found, view::View},
    go::cmd::govcs::Govcs,
    trace::Step,
};

check! {
    /// GOVCS is a list of rules `pattern:vcs|vcs`, divided by commas. A rule without colon, an empty one, or the same pattern twice
    /// make every direct lookup fail. A module proxy is asked without a look at it, so that the fault may show late.
    ///
    /// go's own rules are `private:all,public:git|hg`; rules of yours stand in front of them.
    "govcs-malformed", Error, quiet in "settings-rules"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOVCS")?;
    let error = Govcs::parse(setting.value.expose()).err()?;
    let title = "go cannot read GOVCS.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("go says: {error}"))
            .seen(format!("GOVCS={} ({})", setting.value.redacted(), setting.origin))
            .fix(assign("GOVCS", &setting.origin, ""))
            .fix("go env -w 'GOVCS=private:all,public:git|hg'    (go's own rules)"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

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
