//! Many paths for people: a table by cause, then one of each that did not pass in full, then a sum.

use std::borrow::Cow;

use super::{
    Detail, Painter, human,
    page::{Lead, Page},
    painter::{Mark, Role},
    problem,
    text::{columns, duration, pad, shorten},
};
use crate::{
    findings::{Severity, StepVerdict},
    report::{Batch, Group, HostTime, Item, Report, Status},
};

/// Behind this many columns a path pushes what is said of it to the right.
const WIDEST: usize = 44;

/// How many hosts are shown with their times.
const HOSTS: usize = 8;

/// How many paths of one cause are named, and how many that passed.
const NAMED: usize = 5;

/// What is wrong, each cause once with the paths that it stops, then one path of each with its steps that failed, then
/// the sum. Verbose: all paths and steps. Quiet: the causes and the sum.
pub fn human(batch: &Batch, painter: &Painter, detail: Detail) -> String {
    let groups = batch.groups();
    let mut out = table(&groups, painter, detail);
    for group in groups.iter().filter(|group| is_shown(group, detail)) {
        let shown = if detail == Detail::Verbose { group.items.len() } else { 1 };
        for item in group.items.iter().take(shown) {
            out += "\n";
            out += &place(item, group.items.len() - shown, painter);
            let report = shown_of(group, item, detail);
            out += &human::screen(&report, painter, depth(group, detail));
        }
    }
    out += &sum(batch, painter, detail);
    if let Some(problem) = &batch.incomplete {
        out += "\n";
        out += &problem::human(problem, painter);
    }
    out
}

/// The report, where it stands for many alone with the steps that did not pass.
fn shown_of<'a>(group: &Group<'_>, item: &'a Item, detail: Detail) -> Cow<'a, Report> {
    if detail == Detail::Verbose || group.items.len() == 1 {
        return Cow::Borrowed(&item.report);
    }
    let mut report = item.report.clone();
    report.steps.retain(|step| matches!(step.verdict, StepVerdict::Fail | StepVerdict::Warn));
    Cow::Owned(report)
}

fn is_shown(group: &Group<'_>, detail: Detail) -> bool {
    match group.status {
        _ if detail == Detail::Quiet => false,
        Status::Failed | Status::Open => true,
        Status::Known => detail == Detail::Verbose,
        Status::Passed => detail == Detail::Verbose || group.is_told(),
    }
}

/// Where go would succeed, the steps need not be seen.
fn depth(group: &Group<'_>, detail: Detail) -> Detail {
    match (group.status, detail) {
        (Status::Passed, Detail::Normal) => Detail::Quiet,
        (_, detail) => detail,
    }
}

/// A row for each path, or where many paths ended alike one for all of them, with the first of their names.
fn table(groups: &[Group<'_>], painter: &Painter, detail: Detail) -> String {
    let mut page = Page::new(painter);
    let alone = |group: &&Group<'_>| !is_folded(group, detail);
    let items = groups.iter().filter(alone).flat_map(|group| &group.items);
    let widest = items.map(|item| columns(&painter.text(&item.report.path))).max().unwrap_or(0);
    let column = Column { painter, widest: widest.min(WIDEST) };
    for group in groups {
        if detail == Detail::Quiet && group.status == Status::Passed {
            continue;
        }
        if is_folded(group, detail) {
            column.fold(&mut page, group, detail);
        } else {
            group.items.iter().for_each(|item| column.row(&mut page, item, group));
        }
    }
    page.finish()
}

/// Whether the paths of a group are counted in the place of a row for each.
fn is_folded(group: &Group<'_>, detail: Detail) -> bool {
    let few = if group.is_told() { 1 } else { NAMED };
    detail != Detail::Verbose && group.items.len() > few
}

/// The rows of the table, whose paths end at one column.
struct Column<'a> {
    painter: &'a Painter,
    widest: usize,
}

impl Column<'_> {
    fn row(&self, page: &mut Page<'_>, item: &Item, group: &Group<'_>) {
        let path = self.painter.text(&item.report.path);
        self.put(page, group, &path, &says(item, group.status), &time(item));
    }

    /// How many there are and why, then the first of them by name where something is wrong.
    fn fold(&self, page: &mut Page<'_>, group: &Group<'_>, detail: Detail) {
        let Some(first) = group.items.first() else { return };
        let count = format!("{} paths", group.items.len());
        let says = |item| match group.place() {
            Some(place) => format!("at {place}: {}", says(item, group.status)),
            None => says(item, group.status),
        };
        if !group.is_told() {
            self.put(page, group, &count, "-v names them", "");
            return;
        }
        self.put(page, group, &count, &says(first), "");
        if detail == Detail::Quiet {
            return;
        }
        for item in group.items.iter().take(NAMED) {
            let name = self.painter.text(&item.report.path);
            let lead = Lead { painted: format!("    {name}"), columns: 4 + columns(&name) };
            page.row(&lead, lead.columns + 2, "", &self.painter.text(&placed(item)));
        }
        let more = group.items.len().saturating_sub(NAMED);
        if more > 0 {
            let text = format!("    {more} more; -v names them");
            page.row(&Lead { columns: columns(&text), painted: text }, 4, "", "");
        }
    }

    fn put(&self, page: &mut Page<'_>, group: &Group<'_>, name: &str, says: &str, time: &str) {
        let mark = mark(group);
        let symbol = self.painter.symbol(mark);
        let lead = Lead {
            painted: format!(
                "{} {}",
                self.painter.paint(mark.role(), symbol),
                pad(name, self.widest)
            ),
            columns: columns(symbol) + 1 + columns(name).max(self.widest),
        };
        let room = self.painter.width().saturating_sub(lead.columns + 12).max(16);
        let says = shorten(&self.painter.text(says), room, self.painter.ellipsis());
        page.row(&lead, lead.columns + 2, &says, time);
    }
}

/// What is said of a path in one line.
fn says(item: &Item, status: Status) -> String {
    let known = if status == Status::Known { "known: " } else { "" };
    format!("{known}{}", item.says())
}

fn mark(group: &Group<'_>) -> Mark {
    match group.status {
        Status::Failed => Mark::Fail,
        Status::Open => Mark::Unreached,
        Status::Known => Mark::Skip,
        Status::Passed if group.items.iter().all(|item| is_clean(item)) => Mark::Pass,
        Status::Passed => Mark::Warn,
    }
}

fn is_clean(item: &Item) -> bool {
    item.remarks().iter().all(|remark| remark.severity == Severity::Note)
}

fn time(item: &Item) -> String {
    let micros: u64 = item.hosts.iter().map(|host| host.micros).sum();
    if micros == 0 { String::new() } else { duration(micros) }
}

/// What is above the screen of a path: the line of a file that names it, how many more it is shown for, and who requires
/// it.
fn place(item: &Item, others: usize, painter: &Painter) -> String {
    let others = match others {
        0 => String::new(),
        1 => "one more like it".to_owned(),
        others => format!("{others} more like it"),
    };
    let parts = [placed(item), others].into_iter().filter(|part| !part.is_empty());
    let line = parts.collect::<Vec<_>>().join("   ");
    let chain = item.required_by.join(" -> ");
    let chain = if chain.is_empty() { chain } else { format!("{chain} -> {}", item.report.path) };
    let lines = [line, chain].into_iter().filter(|line| !line.is_empty());
    lines.map(|line| painter.paint(Role::Faint, &painter.text(&line)) + "\n").collect()
}

/// The line of a file that names the path.
fn placed(item: &Item) -> String {
    let place = item.source.as_ref().map(|source| format!("{}:{}", source.file, source.line));
    place.unwrap_or_default()
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
    let next = batch.next().map(|next| format!("; next: {next}")).unwrap_or_default();
    page.labelled(Role::Strong, "in all", &format!("{}{next}", batch.counted()));
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
