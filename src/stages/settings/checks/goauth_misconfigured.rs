//! GOAUTH cannot be read.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::auth::{self, GoAuthError},
    trace::Step,
};

check! {
    /// GOAUTH is a list with `;` between its commands: `netrc`, `git DIR` with an absolute path,
    /// `off`, or a program. go reads it at its first https request, and ends where it cannot.
    ///
    /// `off` stands alone. The default is `netrc`.
    "goauth-misconfigured", Error, quiet in "netrc-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOAUTH").filter(|_| view.fails())?;
    let error = auth::parse(setting.value.expose()).err()?;
    if view.ending.error.as_deref() != Some(error.masked().as_str()) {
        return None;
    }
    let fix = match error {
        GoAuthError::OffCombined(_) => view.set("GOAUTH", "off"),
        GoAuthError::EmptyCommand(_) => view.set("GOAUTH", "netrc"),
        _ => "export GOAUTH=\"git $PWD\"".to_owned(),
    };
    Some(
        Found::new(Step::Fetch, "GOAUTH cannot be read, so go ends at its first https request.")
            .seen(format!("GOAUTH={}, from {}", setting.value.redacted(), setting.origin))
            .fix(fix)
            .fix(view.unset("GOAUTH")),
    )
}
