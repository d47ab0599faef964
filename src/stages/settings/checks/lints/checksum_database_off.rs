//! Nobody vouches for new modules.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// With `GOSUMDB=off`, or a GONOSUMDB that matches everything, go asks nobody whether a module that is new to go.sum is the one
    /// that everyone else gets. That is right for private modules, and only for them: GOPRIVATE names those.
    ///
    /// Where the database cannot be reached, `GOPROXY` may name a proxy that passes its answers on.
    "checksum-database-off", Note, quiet in "settings-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    // A lookup may want it so: this is about the settings.
    if view.is_lookup() {
        return None;
    }
    let env = view.env();
    let name = match (env.get("GOSUMDB"), env.get("GONOSUMDB")) {
        ("off", _) => "GOSUMDB",
        (_, list) if list.split(',').any(|piece| piece.trim_end_matches('/') == "*") => {
            env.variable("GONOSUMDB")
        }
        _ => return None,
    };
    let setting = env.setting(name)?;
    let title = "The checksum database is not asked about any module.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{name}={} ({})", setting.value.redacted(), setting.origin))
            .fix(assign(name, &setting.origin, ""))
            .fix("go env -w GOPRIVATE=git.example.com"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn off_or_everything() {
        let fixed = |name: &str, value: &str| cure("checksum-database-off", &[(name, value)], "");
        assert_eq!(fixed("GOSUMDB", "off").as_deref(), Some("unset GOSUMDB"));
        assert_eq!(fixed("GONOSUMDB", "*").as_deref(), Some("unset GONOSUMDB"));
        assert_eq!(fixed("GOPRIVATE", "a.test,*").as_deref(), Some("unset GOPRIVATE"));
        assert_eq!(fixed("GOPRIVATE", "*.a.test"), None);
        assert_eq!(fixed("GOSUMDB", ""), None);
    }
}
