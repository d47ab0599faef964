//! What go reads from a page, and what a browser reads.

use super::{
    Painter,
    findings::{self, Evidence},
    page::{Lead, Page},
    painter::{Mark, Role},
    text::{columns, pad},
};
use crate::{
    go::cmd::meta::{Import, Stopped, StoppedAt},
    report::meta::{Match, MetaView},
    second::browser::Difference,
};

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
        StoppedAt::BodyStart => "go stops at <body>",
        StoppedAt::HeadEnd => "go stops at </head>",
        StoppedAt::Eof => "go reads to the end",
        StoppedAt::Error => "go cannot read on",
    };
    let error = stopped.error.as_deref().map(|error| format!(": {error}")).unwrap_or_default();
    format!("{at}, line {}, byte {}{error}", stopped.line, stopped.offset)
}

fn put_difference(page: &mut Page<'_>, difference: &Difference) {
    let Difference { line, offset, why, excerpt, .. } = difference;
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
