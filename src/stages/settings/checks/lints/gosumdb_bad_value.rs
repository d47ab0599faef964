//! A GOSUMDB that is neither off nor a database.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::{
        env::Origin,
        sums::{Database, DatabaseError},
    },
    trace::Step,
};

check! {
    /// GOSUMDB is `off`, in small letters and with nothing around it, a name that go knows, or the key of a database. `OFF`, `off `, `on`
    /// and names that go does not know are taken for the key of a database, and every download that is to be checked fails.
    ///
    /// Write `off`; or better, leave GOSUMDB alone and name the private modules in GOPRIVATE.
    "gosumdb-bad-value", Error, quiet in "settings-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOSUMDB")?;
    let value = setting.value.expose();
    let error = Database::parse(value, view.trace.header.go).err()?;
    if error == DatabaseError::Off || value.is_empty() && setting.origin == Origin::Default {
        return None;
    }
    let is_off = value.trim().trim_matches(['"', '\'']).eq_ignore_ascii_case("off");
    let better = if is_off { "off" } else { "sum.golang.org" };
    let title = "go cannot use the value of GOSUMDB.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("GOSUMDB={value:?} ({}); go says: {error}", setting.origin))
            .fix(assign("GOSUMDB", &setting.origin, better)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn off_is_exact() {
        let fixed = |os: &str, file: &str| cure("gosumdb-bad-value", &[("GOSUMDB", os)], file);
        for value in ["OFF", "off ", "'off'"] {
            assert_eq!(fixed(value, "").as_deref(), Some("export GOSUMDB=off"), "{value}");
        }
        assert_eq!(fixed("", "GOSUMDB=off\r\n").as_deref(), Some("go env -w GOSUMDB=off"));
        assert_eq!(fixed("", "GOSUMDB=\n").as_deref(), Some("go env -w GOSUMDB=sum.golang.org"));
        for value in ["on", "1", "sum.goproxy.example", "https://sum.golang.org"] {
            let fix = "export GOSUMDB=sum.golang.org";
            assert_eq!(fixed(value, "").as_deref(), Some(fix), "{value}");
        }
        for value in ["off", "", "sum.golang.org", "sum.golang.google.cn"] {
            assert_eq!(fixed(value, ""), None, "{value}");
        }
    }
}
