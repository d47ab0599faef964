//! A version that came, and that the checksum database finds nowhere.

use super::seen::{curl, failed_lookup, giver_of, is_for_record, shown};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The version came here, and the checksum database answers that it finds none: 404 or 410, with nothing of a login or of a repository that
    /// is gone. Where the tag is minutes old, the database asked the public proxy before it could be seen, and remembers that for some
    /// minutes to half an hour.
    ///
    /// An answer that tells of a login or a missing repository is `private-module-sumdb-lookup`, or from the public proxy
    /// `upstream-repo-deleted-still-in-proxy`. A proxy that does not have a new tag yet is `proxy-negative-cache-new-tag`. A tag that lacks its
    /// v is `version-tag-without-v-prefix`.
    ///
    /// Wait half an hour and repeat. If it stays so, the version is in no public repository under that name: ask whoever published it. For a
    /// module that is private after all, GONOSUMDB names it; GOSUMDB=off would leave all public modules unchecked.
    "sumdb-lacks-version", Error, quiet in "sumdb-410"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = failed_lookup(view)?;
    let is_absent = matches!(request.status, Some(404 | 410)) && is_for_record(request);
    let from = giver_of(view, &asked.module).filter(|_| is_absent && !request.closed)?;
    let named = format!("{}@{}", asked.module, asked.version.trim_end_matches("/go.mod"));
    Some(
        Found::new(Step::Sum, format!("{} finds no {named}, which {from} has.", asked.database))
            .seen(shown(request))
            .fix(curl(request))
            .fix(view.again())
            .not("GOSUMDB=off: all modules would go unchecked"),
    )
}
