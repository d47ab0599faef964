//! The round for people: what is wrong, each with its line to paste, what stops go first; one line where nothing is.

use super::{
    Detail, Painter,
    findings::{self, Evidence},
    page::{Lead, Page},
    painter::{Mark, Role},
    text::{columns, duration},
};
use crate::{
    findings::Severity,
    report::{
        Batch, Item, Status,
        round::{Round, Trouble},
    },
    shell::word,
    stages::catalogue::NO_VERDICT,
};

/// How many places of one trouble are named.
const NAMED: usize = 3;

/// What is wrong, then what is well in a line. Quiet: errors alone. Verbose: notes too.
pub fn human(round: &Round, painter: &Painter, detail: Detail) -> String {
    let least = match detail {
        Detail::Quiet => Severity::Error,
        Detail::Normal => Severity::Warning,
        Detail::Verbose => Severity::Note,
    };
    let mut page = Page::new(painter);
    for trouble in round.troubles().iter().filter(|trouble| trouble.remark.severity <= least) {
        put(&mut page, trouble, painter);
        page.blank();
    }
    let batch = round.batch();
    let (mark, text) = sum(round, &batch);
    let symbol = painter.symbol(mark);
    let lead = Lead { painted: painter.paint(mark.role(), symbol), columns: columns(symbol) };
    page.row(&lead, 2, &painter.text(&text), &time(&round.parts));
    page.finish()
}

/// A trouble: where it is, what it is, what to paste.
fn put(page: &mut Page<'_>, trouble: &Trouble<'_>, painter: &Painter) {
    let mark = match (trouble.remark.finding, trouble.remark.severity) {
        (None, _) if trouble.remark.name == NO_VERDICT => Mark::Unreached,
        (_, Severity::Error) => Mark::Fail,
        _ => Mark::Warn,
    };
    let symbol = painter.symbol(mark);
    let lead = Lead { painted: painter.paint(mark.role(), symbol), columns: columns(symbol) };
    page.row(&lead, 2, &painter.text(&places(trouble)), "");
    if let Some(finding) = trouble.remark.finding {
        findings::put(page, finding, Evidence::Missing);
        return;
    }
    let fails = mark == Mark::Fail;
    let label = if fails { "go says" } else { "missing" };
    page.labelled(Role::Bad, label, trouble.remark.title);
    if fails {
        page.pasted(Role::Faint, "more", &next(trouble));
    }
}

fn places(trouble: &Trouble<'_>) -> String {
    let named: Vec<&str> = trouble.at.iter().take(NAMED).copied().collect();
    let named = named.join(", ");
    match trouble.at.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// The command that looks at the place alone.
fn next(trouble: &Trouble<'_>) -> String {
    let place = trouble.at.first().copied().unwrap_or_default();
    let command = if trouble.of_module { "resolve" } else { "certs" };
    format!("goget-doctor {command} {}", word(place))
}

/// What is well, in a line.
fn sum(round: &Round, batch: &Batch) -> (Mark, String) {
    let well = |items: &[Item]| {
        let names = items.iter().filter(|item| batch.status(item) == Status::Passed);
        names.map(|item| item.report.path.clone()).collect::<Vec<_>>()
    };
    let parts = well(&round.parts).join(", ");
    let of_file = round.file.as_ref().map(|file| format!(" of {file}")).unwrap_or_default();
    let modules = match (well(&round.modules).len(), round.modules.len()) {
        (_, 0) => String::new(),
        (1, 1) => format!("; the module{of_file} has its version"),
        (well, all) if well == all => format!("; {all} modules{of_file} have their versions"),
        (well, all) => format!("; {well} of {all} modules{of_file} have their versions"),
    };
    let (failed, open) = (batch.count(Status::Failed), batch.count(Status::Open));
    let is_clean = batch
        .items
        .iter()
        .all(|item| item.remarks().iter().all(|it| it.severity == Severity::Note));
    match (failed, open) {
        (0, 0) if is_clean => (Mark::Pass, format!("nothing is wrong: {parts}{modules}")),
        (0, 0) => (Mark::Warn, format!("go can fetch: {parts}{modules}")),
        (0, _) => (Mark::Unreached, format!("not all was asked; well: {parts}{modules}")),
        _ => (Mark::Fail, format!("go cannot fetch everything; well: {parts}{modules}")),
    }
}

fn time(items: &[Item]) -> String {
    let of_item = |item: &Item| item.hosts.iter().map(|host| host.micros).sum::<u64>();
    let slowest = items.iter().map(of_item).max().unwrap_or(0);
    if slowest == 0 { String::new() } else { duration(slowest) }
}
