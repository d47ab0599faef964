//! What go reads from a page beside what a browser reads.

use serde::Serialize;

use super::{
    Painter,
    findings::{self, Evidence},
    page::{Lead, Page},
    painter::{Mark, Role},
    text::{columns, pad},
};
use crate::{
    go::version::Version,
    report::{Finding, SCHEMA},
};

/// What both read, ready to be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetaView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// What was read: a file's name, a URL, or `-`.
    pub source: String,
    /// The go-import tags in go's order, `mod` first.
    pub imports: Vec<Import>,
    /// go's error text, where it reads no tag.
    pub error: Option<String>,
    /// Where go stopped.
    pub stopped: Stopped,
    /// What a browser reads.
    pub browser: Browser,
    /// What `--path` asked for.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matched: Option<Match>,
    /// What is wrong and what to change.
    pub findings: Vec<Finding>,
}

/// A go-import meta tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Import {
    /// The import path of the repository root.
    pub prefix: String,
    /// The VCS.
    pub vcs: String,
    /// The repository.
    pub repo: String,
    /// The module's directory in the repository.
    pub subdir: String,
}

/// Where go stopped reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stopped {
    /// `body-start`, `head-end`, `eof` or `error`.
    pub at: &'static str,
    /// The line, from 1.
    pub line: u64,
    /// Bytes read, from 0.
    pub offset: u64,
    /// The parser's error, also where go ignores it because a tag was read before.
    pub error: Option<String>,
}

/// What a browser reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Browser {
    /// Its go-import tags, in the order of the page.
    pub imports: Vec<Import>,
    /// Where it and go part.
    pub differences: Vec<Difference>,
}

/// A place where a browser reads something else than go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The line, from 1.
    pub line: u64,
    /// The byte, from 0.
    pub offset: u64,
    /// Why they part there.
    pub why: String,
    /// The page around it.
    pub excerpt: String,
}

/// What go makes of the tags for one path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Match {
    /// The path asked for.
    pub path: String,
    /// The tag that go takes.
    pub import: Option<Import>,
    /// go's text where it takes none.
    pub error: Option<String>,
}

impl MetaView {
    /// A view of `source` by the rules of `go`, on which nothing was found yet.
    pub fn new(go: Version, source: impl Into<String>) -> Self {
        Self {
            schema: SCHEMA,
            go,
            source: source.into(),
            imports: Vec::new(),
            error: None,
            stopped: Stopped::default(),
            browser: Browser::default(),
            matched: None,
            findings: Vec::new(),
        }
    }

    /// Whether go can use the page: it reads a tag, one that matches where a path was asked for.
    pub fn is_ok(&self) -> bool {
        let matched = self.matched.as_ref().is_none_or(|matched| matched.import.is_some());
        self.error.is_none() && !self.imports.is_empty() && matched
    }
}

/// Both readings side by side, then where they part.
pub fn human(view: &MetaView, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    header(&mut page, painter, view);
    page.blank();
    table(&mut page, painter, view);
    page.blank();
    page.labelled(Role::Plain, "stopped", &stopped(&view.stopped));
    for difference in &view.browser.differences {
        put_difference(&mut page, difference);
    }
    if let Some(error) = &view.error {
        page.labelled(Role::Bad, "go says", error);
    }
    if let Some(matched) = &view.matched {
        put_match(&mut page, matched);
    }
    for finding in &view.findings {
        page.blank();
        findings::put(&mut page, finding, Evidence::Missing);
    }
    page.finish()
}

fn header(page: &mut Page<'_>, painter: &Painter, view: &MetaView) {
    let source = painter.text(&view.source);
    let lead = Lead { painted: painter.paint(Role::Strong, &source), columns: columns(&source) };
    page.row(&lead, 2, "", &format!("as go {}", view.go));
}

/// One line a tag, with a mark for go and one for the browser.
fn table(page: &mut Page<'_>, painter: &Painter, view: &MetaView) {
    let rows = rows(view);
    if rows.is_empty() {
        page.row(&Lead::default(), 2, "no go-import tag, neither for go nor for a browser", "");
        return;
    }
    let heading = painter.paint(Role::Faint, "  go  browser  go-import");
    page.row(&Lead { painted: heading, columns: 24 }, 26, "", "");
    for row in rows {
        let marks = [mark(painter, row.go, 4), mark(painter, row.browser, 7)].concat();
        let lead = Lead { painted: format!("  {marks}"), columns: 13 };
        page.row(&lead, 15, &painter.text(&tag(row.import)), "");
    }
}

fn mark(painter: &Painter, reads: bool, width: usize) -> String {
    let mark = if reads { Mark::Pass } else { Mark::Skip };
    let symbol = painter.symbol(mark);
    let gap = pad("", width.saturating_sub(columns(symbol)));
    painter.paint(mark.role(), symbol) + &gap
}

struct Row<'a> {
    import: &'a Import,
    go: bool,
    browser: bool,
}

/// go's tags in go's order, then those that only a browser reads.
fn rows(view: &MetaView) -> Vec<Row<'_>> {
    let mut others: Vec<_> = view.browser.imports.iter().collect();
    let mut rows = Vec::new();
    for import in &view.imports {
        let same = others.iter().position(|other| *other == import);
        if let Some(same) = same {
            others.remove(same);
        }
        rows.push(Row { import, go: true, browser: same.is_some() });
    }
    rows.extend(others.into_iter().map(|import| Row { import, go: false, browser: true }));
    rows
}

fn tag(import: &Import) -> String {
    format!("{} {} {} {}", import.prefix, import.vcs, import.repo, import.subdir)
        .trim_end()
        .to_owned()
}

fn stopped(stopped: &Stopped) -> String {
    let at = match stopped.at {
        "body-start" => "go stops at <body>",
        "head-end" => "go stops at </head>",
        "eof" => "go reads to the end",
        _ => "go cannot read on",
    };
    let error = stopped.error.as_deref().map(|error| format!(": {error}")).unwrap_or_default();
    format!("{at}, line {}, byte {}{error}", stopped.line, stopped.offset)
}

fn put_difference(page: &mut Page<'_>, difference: &Difference) {
    let Difference { line, offset, why, excerpt } = difference;
    page.labelled(Role::Warn, "differs", &format!("line {line}, byte {offset}: {why}"));
    page.pasted(Role::Faint, "", excerpt);
}

fn put_match(page: &mut Page<'_>, matched: &Match) {
    match (&matched.import, &matched.error) {
        (Some(import), _) => {
            page.labelled(Role::Good, "match", &format!("{} takes {}", matched.path, tag(import)));
        }
        (None, error) => {
            let error = error.as_deref().unwrap_or("no tag matches");
            page.labelled(Role::Bad, "match", &format!("{}: {error}", matched.path));
        }
    }
}
