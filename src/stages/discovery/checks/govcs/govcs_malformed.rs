//! GOVCS cannot be read.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::govcs::Govcs,
    trace::{Fact, Step},
};

check! {
    /// GOVCS is a list of `PATTERN:VCS|VCS` with commas between; a pattern is a glob for paths, or
    /// `public` or `private`. go reads it when it has found a repository, and stops where it
    /// cannot.
    ///
    /// The default is `public:git|hg,private:all`.
    "govcs-malformed", Error, quiet in "govcs-denied"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.failed().find(|event| matches!(event.fact, Fact::GovcsJudged { error: Some(_), .. }))?;
    let error = Govcs::parse(view.value("GOVCS")).err()?;
    let setting = view.setting("GOVCS")?;
    Some(
        Found::new(Step::Govcs, "GOVCS cannot be read, so no version control system may be used.")
            .seen(format!("GOVCS={}, from {}: {error}", setting.value.redacted(), setting.origin))
            .fix(view.set("GOVCS", "public:git|hg,private:all")),
    )
}
