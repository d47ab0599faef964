//! A value of GOSUMDB that names no database, met at the first sum.

use super::seen::refused;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::sums::{Database, DatabaseError},
    trace::{Step, SumBy},
};

check! {
    /// GOSUMDB is `off`, in small letters and with nothing around it, a name that go knows (`sum.golang.org`, `sum.golang.google.cn`), or
    /// the key of a database (`NAME+HASH+KEY`), with a URL behind it or without. Anything else, such as `on`, `1`, a URL or the name of a
    /// mirror's database, is taken for a key, and every download that is to be checked fails.
    ///
    /// A database whose lookup fails is another matter: `sumdb-blocked`, `sumdb-proxy-endpoint-broken`.
    ///
    /// Leave GOSUMDB alone and name the private modules in GOPRIVATE. A mirror of the public database is asked as `sum.golang.org URL`.
    "gosumdb-bad-value", Error, quiet in "sumdb-blocked"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = refused(view).filter(|sum| sum.by == SumBy::Database)?;
    let setting = view.setting("GOSUMDB")?;
    let value = setting.value.expose();
    let error = Database::parse(value, view.trace.header.go).err()?;
    if error == DatabaseError::Off {
        return None;
    }
    Some(
        Found::new(Step::Sum, "go cannot use the value of GOSUMDB.")
            .seen(format!("GOSUMDB={value:?} ({}); go says: {error}", setting.origin))
            .seen(format!("{}@{} could not be checked", sum.module, sum.version))
            .fix(view.unset("GOSUMDB")),
    )
}
