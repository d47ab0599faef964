//! Which rows of the table of changes were held to go commands on both sides, and where.

use super::version::{Change, Row};

/// Where go commands from before and from behind a change were asked about it, and agreed with
/// what is written here; `None` where the row was read alone.
///
/// Go commands of 1.21 and later were at hand, so nothing that came before 1.22 is among these.
pub fn held(row: &'static Row) -> Option<&'static str> {
    let own = row.source.strip_prefix("run: ");
    let asked = row.source.starts_with("answers of go ").then_some(row.source);
    own.or(asked.filter(|_| turn(row) > 21)).or_else(|| recorded(row.change))
}

/// The last release in which the behaviour came or went.
fn turn(row: &Row) -> u16 {
    row.until.unwrap_or_default().max(row.since)
}

fn recorded(change: Change) -> Option<&'static str> {
    Some(match change {
        Change::Bzr | Change::SubdirField => "testdata/golden/discover-releases.jsonl",
        Change::HgPlain | Change::HgStrictFlags => "testdata/golden/paths-releases.jsonl",
        Change::CdataEndInValues => "testdata/golden/xml-cases.jsonl",
        Change::DeclarationSearchGoesOn => "tests/oracle/meta.rs",
        Change::DuplicateExtensionNamed
        | Change::CriticalKeyIdsRefused
        | Change::BareWildcardRefused
        | Change::SmallRsaRefused
        | Change::PolicyGraph
        | Change::NegativePathLengthRefused
        | Change::AnyNameStringType
        | Change::MappedIpRefused
        | Change::MlDsa => "testdata/golden/x509.jsonl",
        Change::ClientErrorsAskedTwice => "testdata/scenarios/second-try-succeeds.toml",
        Change::GoAuth => "testdata/scenarios/goauth-program.toml",
        Change::GopathGet => "testdata/scenarios/gopath-no-go-files.toml",
        Change::AbsoluteConfigHome => "tests/oracle/env.rs",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::version::TABLE;

    #[test]
    fn both_sides_were_at_hand() {
        let run: Vec<&Row> = TABLE.iter().filter(|row| held(row).is_some()).collect();
        assert!(run.len() > 30);
        for row in run {
            assert!(turn(row) > 21, "{} turned before", row.name);
        }
    }
}
