//! go's texts, table by table. The first row that holds decides.
//!
//! The order goes from the outside in: what go was verifying or choosing comes before the fault
//! that it met there, and what a text says plainly before what it only fits.

use std::collections::BTreeSet;

use super::{
    discovery::{errors_page as pages, errors_tag as tags},
    identity::errors as identity,
    proxy::errors as proxies,
    roots::errors as certificates,
    settings::errors as settings,
    sumdb::errors as checksum,
    vcs::errors as vcs,
    wire::{errors_handshake as handshake, errors_network as network},
};
use crate::findings::text::{row::Row, seen::Seen, stage::Stage};

/// What the text of `seen` means: its stage, and the row that holds its causes.
pub(crate) fn read(seen: &Seen<'_>) -> Option<(Stage, &'static Row)> {
    let row = TABLES.iter().copied().flatten().find(|row| row.holds(seen))?;
    Some((row.stage(seen), row))
}

/// The other causes in the rows that hold `name`.
pub(crate) fn alike(name: &str) -> BTreeSet<&'static str> {
    let rows = TABLES.iter().copied().flatten().filter(|row| row.causes.contains(&name));
    rows.flat_map(|row| row.causes).copied().filter(|other| *other != name).collect()
}

const TABLES: &[&[Row]] = &[
    settings::ROWS,
    checksum::ROWS,
    vcs::ROWS,
    identity::ROWS,
    tags::ROWS,
    proxies::ROWS,
    network::THROUGH_PROXY,
    pages::ROWS,
    certificates::ROWS,
    network::ROWS,
    handshake::ROWS,
    proxies::STATUSES,
    pages::STATUSES,
    network::REFUSED_CONNECT,
    identity::LAST,
];

#[cfg(test)]
mod tests {
    use super::{super::catalogue::causes, *};

    #[test]
    fn every_cause_is_in_the_catalogue() {
        for row in TABLES.iter().copied().flatten() {
            assert!(!row.causes.is_empty());
            for name in row.causes {
                assert!(causes::is_known(name), "{name}");
            }
        }
    }

    #[test]
    fn every_cause_of_the_catalogue_can_be_given() {
        let given: BTreeSet<_> =
            TABLES.iter().copied().flatten().flat_map(|row| row.causes).copied().collect();
        let missing: Vec<_> = causes::names().filter(|name| !given.contains(name)).collect();
        assert_eq!(missing, TOLD_BY_THE_PAGE);
    }

    /// The text is that of a page without a tag; the page alone tells these.
    const TOLD_BY_THE_PAGE: &[&str] = &[
        "http-empty-body",
        "meta-four-fields-third-party-resolver",
        "meta-uses-property-not-name",
    ];
}
