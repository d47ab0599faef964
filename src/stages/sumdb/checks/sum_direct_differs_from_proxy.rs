//! A repository that gives other bytes than the database has recorded.

use super::{
    odd::is_open,
    seen::{differing, giver, other, side_by_side},
};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// The origin's repository gives other bytes for this version than the checksum database recorded when it was first fetched. The tag,
    /// or what git makes of it, has changed since.
    ///
    /// If go.sum or a proxy has the database's bytes as well, the tag was moved: `sum-tag-moved`. If git gives them without the settings of
    /// this machine, it is `sum-git-changes-files`. If it is a proxy that differs from the database, see
    /// `sum-proxy-served-different-bits`.
    ///
    /// Take the recorded bytes from a module proxy, and look why the origin differs.
    "sum-direct-differs-from-proxy", Error, quiet in "sumdb-proxy-other-bits"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = differing(view).filter(|_| is_open(view))?;
    let (database, _) = other(sum)?;
    giver(view, sum).filter(|entry| *entry == "direct")?;
    let named = format!("{}@{}", sum.module, sum.version);
    let title =
        format!("The repository gives other bytes for {named} than {database} has recorded.");
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    Some(
        found
            .fix(format!("GOPROXY=https://proxy.golang.org go mod download {}", word(&named)))
            .fix("git config --global --get-regexp '^filter'")
            .not("GOSUMDB=off: everybody else who has the version fails in the same place"),
    )
}
