//! The sums of a download one under the other: what came, what go.sum lists, what the database has recorded.

use crate::trace::{SumCompared, SumOf, SumRecord, SumsAsked, Trace};

/// A sum, and where it is from.
pub(super) struct Row {
    /// Where it is from, in a word: `zip`, `go.sum:3`, the name of the database.
    pub(super) label: String,
    /// Where it is from, at length: with the whole name of the file, and the number of the record.
    pub(super) place: String,
    /// The sum: `h1:…`.
    pub(super) hash: String,
    /// Whether it is the odd one: most others agree, or it is not what came.
    pub(super) differs: bool,
}

/// All sums of a download. Sums by algorithms that go does not know are left out.
pub(super) fn of(sum: &SumCompared, trace: &Trace) -> Vec<Row> {
    all(sum, record(sum, trace).map(|record| record.id))
}

/// All sums, where the record of the database has this number.
fn all(sum: &SumCompared, number: Option<i64>) -> Vec<Row> {
    let mut rows = vec![computed(sum)];
    rows.extend(listed(sum));
    rows.extend(recorded(sum, number));
    rows.retain(|row| row.hash.starts_with("h1:"));
    mark(&mut rows);
    rows
}

/// The record that the database answered for a download, proved or not.
pub(super) fn record<'a>(sum: &SumCompared, trace: &'a Trace) -> Option<&'a SumRecord> {
    let asked = trace.all::<SumsAsked>().map(|(_, asked)| asked);
    let plain = |asked: &SumsAsked| asked.version.trim_end_matches("/go.mod") == sum.version;
    asked.filter(|asked| asked.module == sum.module && plain(asked)).last()?.record.as_ref()
}

fn computed(sum: &SumCompared) -> Row {
    let label = match sum.of {
        SumOf::GoMod => "go.mod",
        SumOf::Zip => "zip",
    };
    row(label.to_owned(), format!("{label} that came"), &sum.computed)
}

fn listed(sum: &SumCompared) -> impl Iterator<Item = Row> {
    sum.go_sum.iter().flat_map(|listed| {
        listed.lines.iter().map(|line| {
            let file = if line.file.is_empty() { &listed.file } else { &line.file };
            let name = file.rsplit('/').next().unwrap_or(file);
            let label = format!("{name}:{}", line.line);
            row(label, format!("{file}, line {}", line.line), &line.hash)
        })
    })
}

fn recorded(sum: &SumCompared, number: Option<i64>) -> impl Iterator<Item = Row> {
    sum.database.iter().flat_map(move |recorded| {
        let name = &recorded.name;
        let place = number.map_or(name.clone(), |number| format!("{name}, record {number}"));
        recorded.hashes.iter().map(move |hash| row(name.clone(), place.clone(), hash))
    })
}

fn row(label: String, place: String, hash: &str) -> Row {
    Row { label, place, hash: hash.to_owned(), differs: false }
}

/// Marks the odd ones: those that fewer agree with; where as many agree on each side, those that are not what came.
fn mark(rows: &mut [Row]) {
    let Some(came) = rows.first().map(|row| row.hash.clone()) else { return };
    let count = |hash: &str| rows.iter().filter(|row| row.hash == hash).count();
    let most = rows.iter().map(|row| count(&row.hash)).max().unwrap_or(0);
    let believed = rows.iter().map(|row| row.hash.clone()).find(|hash| count(hash) == most);
    let believed = believed.filter(|_| count(&came) < most).unwrap_or(came);
    for row in rows {
        row.differs = row.hash != believed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{SumLine, SumsListed, SumsRecorded};

    fn marked(computed: &str, listed: &[&str], recorded: &[&str]) -> String {
        let line =
            |hash: &&str| SumLine { hash: (*hash).to_owned(), line: 3, ..SumLine::default() };
        let lines = listed.iter().map(line).collect();
        let hashes = recorded.iter().map(|hash| (*hash).to_owned()).collect();
        let sum = SumCompared {
            computed: computed.to_owned(),
            go_sum: Some(SumsListed { file: "/w/go.sum".into(), lines }),
            database: Some(SumsRecorded { name: "sum.a.test".into(), hashes }),
            ..SumCompared::default()
        };
        let shown = |row: &Row| format!("{}{}", row.label, if row.differs { "!" } else { "" });
        all(&sum, None).iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_odd_one_is_marked() {
        for (computed, listed, recorded, shown) in [
            ("h1:a", &["h1:a"][..], &["h1:a"][..], "go.mod go.sum:3 sum.a.test"),
            ("h1:a", &["h1:b"], &["h1:b"], "go.mod! go.sum:3 sum.a.test"),
            ("h1:a", &["h1:b"], &["h1:a"], "go.mod go.sum:3! sum.a.test"),
            ("h1:a", &["h1:a"], &["h1:b"], "go.mod go.sum:3 sum.a.test!"),
            ("h1:a", &["h1:b"], &["h1:c"], "go.mod go.sum:3! sum.a.test!"),
            ("h1:a", &[], &["h1:b"], "go.mod sum.a.test!"),
            ("h1:a", &["h9:b"], &["h2:b"], "go.mod"),
        ] {
            assert_eq!(marked(computed, listed, recorded), shown);
        }
    }
}
