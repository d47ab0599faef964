//! A GOAUTH with which go ends at its first https request.

use super::lists::assign;
use crate::{
    findings::check,
    findings::{Found, view::View},
    go::{cmd::auth, version::Change},
    trace::Step,
};

check! {
    /// GOAUTH is a list of methods divided by `;`: `netrc`, `git` with the absolute path of a folder, a program, or `off` alone. An
    /// empty method, `off` beside another, or a `git` without its folder end go as soon as it makes an https request.
    ///
    /// What stands first goes before what stands behind it: `GOAUTH='netrc;git /home/me'` asks git only where netrc has no
    /// login.
    "goauth-misconfigured", Error, quiet in "settings-rules"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOAUTH")?;
    let error = auth::parse(setting.value.expose())
        .err()
        .filter(|_| view.trace.header.go.has(Change::GoAuth))?;
    let title = "go cannot use GOAUTH, and ends at its first https request.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("go says: {}", error.masked()))
            .fix(assign("GOAUTH", &setting.origin, ""))
            .fix("go env -w GOAUTH=netrc    (go's own)"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

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
