//! go's texts, table by table. The first row that holds decides.
//!
//! The order goes from the outside in: what go was verifying or choosing comes before the fault
//! that it met there, and what a text says plainly before what it only fits.

use std::{collections::BTreeSet, sync::LazyLock};

use super::STAGES;
use crate::{
    findings::text::{row::Row, seen::Seen},
    trace::Step,
};

/// What the text of `seen` means: its step, and the row that holds its causes.
pub(crate) fn read(seen: &Seen<'_>) -> Option<(Step, &'static Row)> {
    let row = ROWS.iter().copied().find(|row| row.holds(seen))?;
    Some((row.step(seen), row))
}

/// The other causes in the rows that hold `name`.
pub(crate) fn alike(name: &str) -> BTreeSet<&'static str> {
    let rows = ROWS.iter().copied().filter(|row| row.causes.contains(&name));
    rows.flat_map(|row| row.causes).copied().filter(|other| *other != name).collect()
}

/// The rows of all stages in the order in which they are looked for.
static ROWS: LazyLock<Vec<&'static Row>> = LazyLock::new(|| {
    let mut tables: Vec<_> = STAGES.iter().flat_map(|stage| stage.texts).collect();
    tables.sort_by_key(|table| table.turn);
    tables.into_iter().flat_map(|table| table.rows).collect()
});

#[cfg(test)]
mod tests {
    use super::{super::catalogue::causes, *};

    #[test]
    fn every_cause_is_in_the_catalogue() {
        for row in ROWS.iter().copied() {
            assert!(!row.causes.is_empty());
            for name in row.causes {
                assert!(causes::is_known(name), "{name}");
            }
        }
    }

    #[test]
    fn every_cause_of_the_catalogue_can_be_given() {
        let given: BTreeSet<_> = ROWS.iter().copied().flat_map(|row| row.causes).copied().collect();
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
