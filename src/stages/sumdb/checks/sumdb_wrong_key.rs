//! An answer that the key in GOSUMDB did not sign.

use super::seen::{curl, last_request, unproved};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// A record came, and under it is no signature that holds by the key in GOSUMDB: there is none by that key, or the signed text was
    /// changed on the way. Whoever answers is not the database whose key this is, or passes its answers on damaged.
    ///
    /// A signature that holds under a log that does not fit is `sumdb-answer-unproved`. A GOSUMDB that is no key at all is `gosumdb-bad-value`.
    /// An answer that is no record, such as a sign-in page, is `sumdb-proxy-endpoint-broken` or `sumdb-blocked`.
    ///
    /// Nothing on this machine cures it unless the key is written wrongly: compare it with the one that the operator of the database
    /// publishes, and ask whoever runs the proxy in between. To turn the check off would take what nobody vouches for.
    "sumdb-wrong-key", Error, quiet in "sumdb-record-wrong"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, record) = unproved(view).filter(|(_, record)| record.head.is_none())?;
    let request = last_request(asked)?;
    let title = format!("What answers for {} did not sign with its key.", asked.database);
    Some(
        Found::new(Step::Sum, title)
            .seen(format!("{}: record {}, no signature that holds", request.url, record.id))
            .seen(format!("GOSUMDB has the key {}", asked.key))
            .fix(curl(request))
            .not("GOSUMDB=off: all modules would go unchecked"),
    )
}
