//! Many paths for people: a table, then what did not pass in full, then a sum.

use super::{
    Detail, Painter, human,
    page::{Lead, Page},
    painter::{Mark, Role},
    problem,
    text::{columns, duration, pad, shorten},
};
use crate::{
    findings::Severity,
    report::{Batch, HostTime, Item, Remark, Status},
};

/// Behind this many columns a path pushes what is said of it to the right.
const WIDEST: usize = 44;

/// How many hosts are shown with their times.
const HOSTS: usize = 8;

/// The table, the failures, the sum. Quiet: no table of what passed.
pub fn human(batch: &Batch, painter: &Painter, detail: Detail) -> String {
    let mut out = table(batch, painter, detail);
    for item in batch.items.iter().filter(|item| is_shown(item, batch, detail)) {
        out += "\n";
        out += &place(item, painter);
        out += &human::screen(&item.report, painter, depth(item, batch, detail));
    }
    out += &sum(batch, painter, detail);
    if let Some(problem) = &batch.incomplete {
        out += "\n";
        out += &problem::human(problem, painter);
    }
    out
}

fn is_shown(item: &Item, batch: &Batch, detail: Detail) -> bool {
    match batch.status(item) {
        Status::Failed | Status::Open => true,
        Status::Known => detail == Detail::Verbose,
        Status::Passed => detail == Detail::Verbose || !item.report.findings.is_empty(),
    }
}

/// Where go would succeed, the steps need not be seen.
fn depth(item: &Item, batch: &Batch, detail: Detail) -> Detail {
    match (batch.status(item), detail) {
        (Status::Passed, Detail::Normal) => Detail::Quiet,
        (_, detail) => detail,
    }
}

fn table(batch: &Batch, painter: &Painter, detail: Detail) -> String {
    let mut page = Page::new(painter);
    let paths: Vec<String> =
        batch.items.iter().map(|item| painter.text(&item.report.path)).collect();
    let widest = paths.iter().map(|path| columns(path)).max().unwrap_or(0).min(WIDEST);
    for (item, path) in batch.items.iter().zip(&paths) {
        let status = batch.status(item);
        if detail == Detail::Quiet && status == Status::Passed {
            continue;
        }
        let mark = mark(status, item);
        let symbol = painter.symbol(mark);
        let lead = Lead {
            painted: format!("{} {}", painter.paint(mark.role(), symbol), pad(path, widest)),
            columns: columns(symbol) + 1 + columns(path).max(widest),
        };
        let room = painter.width().saturating_sub(lead.columns + 12).max(16);
        let says = shorten(&painter.text(&says(item, status)), room, painter.ellipsis());
        page.row(&lead, lead.columns + 2, &says, &time(item));
    }
    page.finish()
}

/// What is said of a path in one line.
fn says(item: &Item, status: Status) -> String {
    let known = if status == Status::Known { "known: " } else { "" };
    format!("{known}{}", item.says())
}

fn mark(status: Status, item: &Item) -> Mark {
    match status {
        Status::Failed => Mark::Fail,
        Status::Open => Mark::Unreached,
        Status::Known => Mark::Skip,
        Status::Passed if item.remarks().iter().all(is_note) => Mark::Pass,
        Status::Passed => Mark::Warn,
    }
}

fn is_note(remark: &Remark<'_>) -> bool {
    remark.severity == Severity::Note
}

fn time(item: &Item) -> String {
    let micros: u64 = item.hosts.iter().map(|host| host.micros).sum();
    if micros == 0 { String::new() } else { duration(micros) }
}

/// The line of a file that names the path.
fn place(item: &Item, painter: &Painter) -> String {
    let Some(source) = &item.source else { return String::new() };
    let place = painter.text(&format!("{}:{}", source.file, source.line));
    painter.paint(Role::Faint, &place) + "\n"
}

fn sum(batch: &Batch, painter: &Painter, detail: Detail) -> String {
    let mut page = Page::new(painter);
    page.blank();
    let hosts = batch.hosts();
    if detail != Detail::Quiet && hosts.len() > 1 {
        let shown = hosts.get(..HOSTS).unwrap_or(&hosts);
        for (index, line) in times(shown, painter).iter().enumerate() {
            page.labelled(Role::Faint, if index == 0 { "hosts" } else { "" }, line);
        }
        let more = hosts.len().saturating_sub(HOSTS);
        if more > 0 {
            page.labelled(Role::Faint, "", &format!("{more} more"));
        }
    }
    page.labelled(Role::Strong, "in all", &batch.counted());
    if let Some(judged) = batch.judges().filter(|_| detail != Detail::Quiet) {
        page.labelled(Role::Faint, "judged", judged);
    }
    page.finish()
}

/// A line for each host, in columns.
fn times(hosts: &[HostTime], painter: &Painter) -> Vec<String> {
    let names: Vec<String> = hosts.iter().map(|host| painter.text(&host.host)).collect();
    let widest = names.iter().map(|name| columns(name)).max().unwrap_or(0);
    let digits = hosts.iter().map(|host| host.requests).max().unwrap_or(0).to_string().len();
    let lines = hosts.iter().zip(names).map(|(host, name)| {
        let (count, time) = (host.requests, duration(host.micros));
        let requests = if count == 1 { "request" } else { "requests" };
        format!("{}  {count:digits$} {requests:8}  {time:>7}", pad(&name, widest))
    });
    lines.collect()
}
