//! What changed from release to release: the one table, for people, machines and the docs.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    Painter,
    page::{Lead, Page},
    painter::Role,
    text::columns,
};
use crate::{
    go::{
        verified::held,
        version::{Row, TABLE, Version},
    },
    trace::SCHEMA,
};

/// One row as machines get it.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    releases: String,
    since: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    says: Cow<'static, str>,
    source: Cow<'static, str>,
    run: bool,
}

/// The table as machines get it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Releases {
    schema: u32,
    known: Vec<Version>,
    changes: Vec<Entry>,
}

impl Releases {
    /// All that is known.
    pub fn all() -> Self {
        let changes = sorted().into_iter().map(Entry::of).collect();
        Self { schema: SCHEMA, known: Version::known().collect(), changes }
    }
}

impl Entry {
    fn of(row: &'static Row) -> Self {
        Self {
            name: row.name.to_owned(),
            releases: row.releases(),
            since: format!("1.{}", row.since.max(oldest())),
            until: row.until.map(|until| format!("1.{}", until - 1)),
            says: row.says.into(),
            source: row.source.into(),
            run: held(row).is_some(),
        }
    }
}

/// The table, one change a line.
pub fn human(painter: &Painter) -> String {
    let rows = sorted();
    let widest = rows.iter().map(|row| columns(&row.releases())).max().unwrap_or(0);
    let column = if painter.is_narrow() { 2 } else { widest + 2 };
    let mut page = Page::new(painter);
    for row in rows {
        let releases = row.releases();
        let lead =
            Lead { painted: painter.paint(Role::Strong, &releases), columns: columns(&releases) };
        page.row(&lead, column, &painter.text(row.says), "");
    }
    page.finish()
}

/// The page of the docs.
pub fn markdown() -> String {
    let mut page = HEAD.to_owned();
    for row in sorted() {
        let run = held(row).map_or("read".to_owned(), |place| format!("run: {place}"));
        let says = row.says.replace('|', "\\|");
        let source = row.source.strip_prefix("run: ").unwrap_or(row.source);
        let line = format!("| {} | {says} | {source} | {run} |\n", row.releases());
        page.push_str(&line);
    }
    page
}

const HEAD: &str = "\
# What changed from release to release

`--go VERSION` answers as that release: 1.8 to 1.27, with patches. This page is made from the table in `src/go/version/changes.rs`
(`UPDATE=1 cargo test --test offline releases::`); `goget-doctor env --go-versions` prints it.

*run*: go commands from before and from behind the change were asked about it, in the file that stands there, and agree with
goget-doctor. *read*: the rule was taken from the reference that the row names; no go command, or only one of its two sides, was
asked about it. At hand were go 1.21.13, 1.22.10, 1.23.9, 1.24.11, 1.25.5, 1.26.6 and 1.27.3, which agree with goget-doctor in every
scenario of the lab, on random pages and on the recorded answers (`testdata/golden/run_all_releases.sh`), but for 28 odd answers of servers
that `tests/lab/golden_net.rs` names; of older releases none was.
Where a release speaks TLS 1.0 or 1.1 (until 1.17) and the server nothing newer, there is no verdict: goget-doctor does not speak them.

| releases | what go does | source | held to go |
| --- | --- | --- | --- |
";

/// The newest change first.
fn sorted() -> Vec<&'static Row> {
    let mut rows: Vec<&Row> = TABLE.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(turned(row)));
    rows
}

/// The release in which the behaviour came, or else went.
fn turned(row: &Row) -> u16 {
    match row.until {
        Some(until) if row.since <= oldest() => until,
        _ => row.since,
    }
}

fn oldest() -> u16 {
    Version::OLDEST.minor()
}
