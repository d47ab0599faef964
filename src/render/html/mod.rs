//! One HTML file that needs nothing else: no script, no request, light and dark, fit for paper.

mod chain;
mod page;
mod path;
mod waterfall;

use super::text::{duration, harmless};
use crate::{
    problem::Problem,
    report::{Batch, Group, Item, Status},
};

const STYLE: &str = include_str!("style.css");

/// The batch as a page.
pub fn render(batch: &Batch) -> String {
    let sum = text(&batch.summary());
    let head = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>goget-doctor: {sum}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         {}<header>\n<h1>goget-doctor</h1>\n<div class=\"sum\">{}</div>\n{}{}</header>\n<main>\n",
        filter(batch),
        counts(batch),
        batch.judges().map(judged).unwrap_or_default(),
        about(batch)
    );
    let incomplete = batch.incomplete.as_ref().map(incomplete).unwrap_or_default();
    let groups = batch.groups();
    let places = places(&groups);
    let told: Vec<&Placed<'_>> = places.iter().filter(|place| place.group.is_told()).collect();
    let first: Vec<&Placed<'_>> = told.iter().copied().filter(|place| place.is_first).collect();
    let causes = told.chunk_by(|_, next| !next.is_first).map(cause);
    let clean: Vec<&Placed<'_>> = places.iter().filter(|place| !place.group.is_told()).collect();
    let told_passes = first.iter().any(|place| place.group.status == Status::Passed);
    let id = if told_passes { "" } else { " id=\"passed\"" };
    let passes = folded(&badge(Status::Passed), &clean, id);
    let parts = [head, incomplete, table(&first, true)].into_iter().chain(causes);
    parts
        .chain([passes, page::pages(batch), hosts(batch), "</main>\n</body>\n</html>\n".to_owned()])
        .collect()
}

/// A result, and its place on the page.
struct Placed<'a> {
    /// From 0.
    index: usize,
    item: &'a Item,
    group: &'a Group<'a>,
    is_first: bool,
}

/// The results in the order of their groups.
fn places<'a>(groups: &'a [Group<'a>]) -> Vec<Placed<'a>> {
    let items = groups.iter().flat_map(|group| {
        let items = group.items.iter().enumerate();
        items.map(move |(nth, item)| (group, *item, nth == 0))
    });
    let placed = |(index, (group, item, is_first))| Placed { index, item, group, is_first };
    items.enumerate().map(placed).collect()
}

fn judged(judged: &str) -> String {
    format!("<p class=\"judged\">Judged: {}.</p>\n", text(judged))
}

/// Buttons that leave the results of one kind on the page; they work without a script.
fn filter(batch: &Batch) -> String {
    let kinds = Status::ALL.into_iter().filter(|status| batch.count(*status) > 0);
    let kinds: Vec<&str> = kinds.map(|status| look(status).0).collect();
    if kinds.len() < 2 {
        return String::new();
    }
    let button = |(kind, says, checked): (&str, &str, &str)| {
        format!(
            "<input type=\"radio\" name=\"show\" id=\"show-{kind}\"{checked}><label for=\"show-{kind}\">{says}</label>\n"
        )
    };
    let words = |kind: &str| {
        Status::ALL.into_iter().find(|it| look(*it).0 == kind).map_or("", Status::says)
    };
    let some = kinds.iter().map(|kind| button((kind, words(kind), "")));
    std::iter::once(button(("all", "all", " checked"))).chain(some).collect()
}

/// What was checked, where, and by which settings.
fn about(batch: &Batch) -> String {
    let files = batch.items.iter().filter_map(|item| Some(&item.source.as_ref()?.file));
    let mut files: Vec<&str> = files.map(String::as_str).collect();
    files.dedup();
    let files = (!files.is_empty()).then(|| ("files", files.join(", ")));
    let time = (!batch.started.is_empty()).then(|| ("time", batch.started.clone()));
    let rows = batch.about.iter().cloned().chain(files).chain(time);
    let row = |(name, value): (&str, String)| format!("<dt>{name}</dt><dd>{}</dd>\n", text(&value));
    let rows = rows.map(row).collect::<Vec<_>>().concat();
    if rows.is_empty() { rows } else { format!("<dl class=\"about\">\n{rows}</dl>\n") }
}

/// How many ended how, each as a badge that links to the first of them.
fn counts(batch: &Batch) -> String {
    let counted = Status::ALL.map(|status| {
        let count = batch.count(status);
        let (class, symbol) = look(status);
        let badge = format!(
            "<a class=\"badge {class}\" href=\"#{}\">{symbol} {count} {}</a>",
            anchor(status),
            status.says()
        );
        if count == 0 { String::new() } else { badge }
    });
    counted.concat()
}

/// The name of the place on the page where the results of a kind begin.
fn anchor(status: Status) -> &'static str {
    match status {
        Status::Failed => "failed",
        Status::Open => "open",
        Status::Known => "known",
        Status::Passed => "passed",
    }
}

fn incomplete(problem: &Problem) -> String {
    let Problem { what, why, next } = problem;
    let (what, why, next) = (text(what), text(why), text(next));
    format!(
        "<p class=\"incomplete\"><strong>Incomplete:</strong> {what}. {why}. <code>{next}</code></p>\n"
    )
}

/// The first result of a group in full, then the others, folded.
fn cause(places: &[&Placed<'_>]) -> String {
    let Some((first, others)) = places.split_first() else { return String::new() };
    path::section(first) + &folded("more like it:", others, "")
}

/// Results that are folded, below what they have in common: the rows, then each in full.
fn folded(label: &str, places: &[&Placed<'_>], id: &str) -> String {
    if places.is_empty() {
        return String::new();
    }
    let paths = if places.len() == 1 { "path" } else { "paths" };
    let sections: String = places.iter().map(|place| path::section(place)).collect();
    format!(
        "<details class=\"folded\"{id}>\n<summary>{label} {} {paths}</summary>\n{}{sections}</details>\n",
        places.len(),
        table(places, false)
    )
}

/// A row for each; where it is `named`, the first of each kind has the name of the place where they begin.
fn table(places: &[&Placed<'_>], named: bool) -> String {
    if places.is_empty() {
        return String::new();
    }
    let begins = |place: usize| {
        let status = places.get(place).map(|it| it.group.status);
        place == 0 || places.get(place - 1).map(|it| it.group.status) != status
    };
    let rows: String =
        (0..).zip(places).map(|(place, it)| row(it, named && begins(place))).collect();
    format!(
        "<table class=\"paths\">\n<thead><tr><th>verdict</th><th>path</th><th>line</th><th>says</th>\
         </tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// A row for a result; in that of the first with a cause, how many more there are. The first of its kind has the name of
/// the place where they begin.
fn row(placed: &Placed<'_>, begins: bool) -> String {
    let Placed { index, item, group, is_first } = placed;
    let others = match group.items.len() - 1 {
        others if others > 0 && *is_first && group.is_told() => format!(" and {others} more"),
        _ => String::new(),
    };
    format!(
        "<tr class=\"{}\"{}><td>{}</td><td><a href=\"#p{index}\">{}</a>{others}</td><td class=\"place\">{}</td>\
         <td>{}</td></tr>\n",
        look(group.status).0,
        if begins { format!(" id=\"{}\"", anchor(group.status)) } else { String::new() },
        badge(group.status),
        text(&item.report.path),
        text(&place(item)),
        text(&item.says())
    )
}

/// The line of a file that names the path; empty where none does.
fn place(item: &Item) -> String {
    let source = item.source.as_ref();
    source.map(|source| format!("{}:{}", source.file, source.line)).unwrap_or_default()
}

fn hosts(batch: &Batch) -> String {
    let rows = batch.hosts().into_iter().map(|host| {
        let time = duration(host.micros);
        format!(
            "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
            text(&host.host),
            host.requests,
            text(&time)
        )
    });
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    format!(
        "<h2>Time by host</h2>\n<table class=\"hosts\">\n<thead><tr><th>host</th><th class=\"number\">requests</th>\
         <th class=\"number\">time</th></tr>\
         </thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn badge(status: Status) -> String {
    let (class, symbol) = look(status);
    format!("<span class=\"badge {class}\">{symbol} {}</span>", status.says())
}

fn look(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Passed => ("good", "✓"),
        Status::Failed => ("bad", "✗"),
        Status::Known => ("faint", "–"),
        Status::Open => ("warn", "?"),
    }
}

/// Text from outside: visible, harmless, and no markup.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
