//! Modules that no proxy is asked for, and the checksum database is.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::{cmd::env::Origin, xmod::pattern},
    trace::Step,
};

check! {
    /// GONOPROXY keeps go from asking a proxy for these modules; only GONOSUMDB keeps it from asking the checksum database about them.
    /// The database learns their names, and since it cannot fetch a private module, go refuses that.
    ///
    /// `GOPROXY=direct` is no different: no proxy hears of a module, and the database of each.
    ///
    /// GOPRIVATE stands for both. Where the modules are public and only the proxy is not wanted, all is well.
    "private-module-sumdb-lookup", Note, quiet in "settings-private"
}

fn find(view: &View<'_>) -> Option<Found> {
    named(view).or_else(|| direct(view))
}

/// GOPROXY keeps all modules from the proxies, and nothing keeps any from the database.
fn direct(view: &View<'_>) -> Option<Found> {
    let env = view.env();
    let setting = view.setting("GOPROXY").filter(|_| !view.is_lookup())?;
    let is_kept = env.get("GOSUMDB") == "off" || !env.get("GONOSUMDB").is_empty();
    let title = "No proxy is asked about any module, and the checksum database is asked about all.";
    // Of a path that is asked about, the answer tells the same.
    (view.path().is_empty() && setting.value.expose() == "direct" && !is_kept).then(|| {
        Found::new(Step::Settings, title)
            .seen(format!("GOPROXY=direct ({})", setting.origin))
            .seen(format!("GOSUMDB={}", env.get("GOSUMDB")))
            .fix("go env -w GOPRIVATE=git.example.com   # the hosts of private modules")
    })
}

/// GONOPROXY names modules that GONOSUMDB does not.
fn named(view: &View<'_>) -> Option<Found> {
    let env = view.env();
    let setting = view.setting("GONOPROXY").filter(|_| !view.is_lookup())?;
    if env.get("GOSUMDB") == "off" || matches!(setting.origin, Origin::Default | Origin::From(_)) {
        return None;
    }
    let is_checked = |pattern: &&str| {
        let path = pattern.replace('*', "x");
        path.contains('.') && pattern::matches(env.get("GONOSUMDB"), &path).is_none()
    };
    let pattern = setting.value.expose().split(',').find(is_checked)?;
    let title = format!("The checksum database is asked about modules of {pattern}, no proxy is.");
    let list = [env.get("GONOSUMDB"), pattern].into_iter().filter(|text| !text.is_empty());
    let list = list.collect::<Vec<_>>().join(",");
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("GONOPROXY={} ({})", setting.value.redacted(), setting.origin))
            .seen(format!("GONOSUMDB={}", env.get("GONOSUMDB")))
            .fix(assign("GONOSUMDB", &setting.origin, &list)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn goprivate_is_for_both() {
        let fixed = |vars: &[(&str, &str)]| cure("private-module-sumdb-lookup", vars, "");
        let line = "export GONOSUMDB=git.a.test";
        assert_eq!(fixed(&[("GONOPROXY", "git.a.test")]).as_deref(), Some(line));
        assert_eq!(fixed(&[("GOPRIVATE", "git.a.test")]), None);
        assert_eq!(fixed(&[("GONOPROXY", "none"), ("GOPRIVATE", "git.a.test")]), None);
        assert_eq!(fixed(&[("GONOPROXY", "git.a.test"), ("GONOSUMDB", "*.a.test")]), None);
        assert_eq!(fixed(&[("GONOPROXY", "git.a.test"), ("GOSUMDB", "off")]), None);
        assert!(fixed(&[("GOPROXY", "direct")]).unwrap().starts_with("go env -w GOPRIVATE="));
        assert_eq!(fixed(&[("GOPROXY", "direct"), ("GOSUMDB", "off")]), None);
        assert_eq!(fixed(&[("GOPROXY", "direct"), ("GOPRIVATE", "a.test")]), None);
    }
}
