//! GOAUTH cannot be read: a lookup that ends there, and the setting alone.

use super::lints::lists::assign;
use crate::{
    findings::{Check, Found, check, view::View},
    go::{
        cmd::auth::{self, GoAuthError},
        version::Change,
    },
    trace::Step,
};

check! {
    /// GOAUTH is a list of methods with `;` between them: `netrc`, `git DIR` with an absolute path, a program, or `off` alone. go
    /// reads it at its first https request, and ends where it cannot: at an empty method, `off` beside another one, or a `git`
    /// without its folder.
    ///
    /// What stands first goes before what stands behind it: `GOAUTH='netrc;git /home/me'` asks git only where netrc has no
    /// login. The default is `netrc`.
    "goauth-misconfigured", Error, quiet in "netrc-missing"
}

/// The setting alone, for a run that looked nothing up.
pub(crate) const IN_SETTINGS: Check =
    Check { find: find_in_settings, quiet_in: "settings-rules", ..CHECK };

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOAUTH").filter(|_| view.fails())?;
    let error = auth::parse(setting.value.expose()).err()?;
    if view.ending.verdict.error() != Some(error.masked().as_str()) {
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

fn find_in_settings(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOAUTH")?;
    let error = auth::parse(setting.value.expose())
        .err()
        .filter(|_| view.trace.header.go.has(Change::GoAuth))?;
    let title = "go cannot use GOAUTH, and ends at its first https request.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("go says: {}", error.masked()))
            .fix(assign("GOAUTH", &setting.origin, ""))
            .fix("go env -w GOAUTH=netrc   # go's own"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lints::lists::tests::cure;

    #[test]
    fn what_cannot_be_combined() {
        let fixed = |value: &str| cure("goauth-misconfigured", &[("GOAUTH", value)], "");
        for value in ["off;netrc", "netrc;", "git", "git x"] {
            assert_eq!(fixed(value).as_deref(), Some("unset GOAUTH"), "{value}");
        }
        for value in ["", "off", "netrc;git /x", "helper"] {
            assert_eq!(fixed(value), None, "{value}");
        }
    }
}
