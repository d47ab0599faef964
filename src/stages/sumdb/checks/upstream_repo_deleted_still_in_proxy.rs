//! A module that the public proxy still has, and the checksum database cannot fetch.

use super::seen::{closed_lookup, curl, giver_of, shown};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// The repository is gone or closed by now, and the public module proxy still has this version, while the checksum database has never
    /// seen it and cannot fetch it any more: its lookup answers 404 or 410. So the module comes and cannot be checked.
    ///
    /// A module that comes from a proxy of your own or from the repository itself was never public to the database:
    /// `private-module-sumdb-lookup`. If the version is new, the database may only remember that it was missing
    /// (`proxy-negative-cache-new-tag`). Ask all three: proxy, origin, database; here they say yes, no, no.
    ///
    /// No setting cures it without giving up the check. Ask the author to open the repository again, or take a version or a fork that still
    /// exists with `go mod edit -replace`.
    "upstream-repo-deleted-still-in-proxy", Error, quiet in "sumdb-410"
}

/// The proxy that has public modules alone.
pub(super) const PUBLIC: &str = "https://proxy.golang.org";

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = closed_lookup(view)?;
    let (module, database) = (&asked.module, &asked.database);
    let from = giver_of(view, module).filter(|from| *from == PUBLIC)?;
    let title = format!("{from} still has {module}, and {database} cannot fetch it any more.");
    let plain = asked.version.trim_end_matches("/go.mod");
    Some(
        Found::new(Step::Sum, title)
            .seen(shown(request))
            .seen(format!("here it came from {from}, which has public modules alone"))
            .fix(format!("goget-doctor resolve --direct {}", word(&format!("{module}@{plain}"))))
            .fix(curl(request))
            .not("GOSUMDB=off: all public modules would go unchecked"),
    )
}
