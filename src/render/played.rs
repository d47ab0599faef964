//! The screen of what the go command came to behind the root: the walk as a table, then version, go.mod, zip and sums.

use std::collections::BTreeSet;

use super::{
    Detail, Painter,
    page::{Lead, Page, time},
    painter::Role,
    text::{columns, thousands},
};
use crate::report::{Authority, Outcome, Played, Report, Sum, Visit};

/// Puts the walk along GOPROXY: a line for each entry that was asked about the module path that decides, and one for
/// all the others; `detail` may show them too.
pub(super) fn walk(page: &mut Page<'_>, painter: &Painter, report: &Report, detail: Detail) {
    let Some(played) = &report.played else { return };
    let told = told(report, played);
    let all = detail == Detail::Verbose;
    let (shown, hidden): (Vec<&Visit>, Vec<&Visit>) =
        played.walk.iter().partition(|visit| all || Some(&*visit.path) == told);
    if shown.is_empty() {
        return;
    }
    page.blank();
    let several = shown.iter().any(|visit| Some(&*visit.path) != told);
    for (index, visit) in shown.iter().enumerate() {
        let label = if index == 0 { "asked" } else { "" };
        let lead = Lead { painted: painter.paint(Role::Faint, label), columns: columns(label) };
        put(page, painter, &lead, visit, several);
        // go's answer comes below.
        let why = visit.error.as_deref().filter(|error| report.verdict.error() != Some(error));
        if let Some(why) = why.filter(|_| visit.outcome != Outcome::Skipped) {
            page.row(&NO_LEAD, COLUMN + 2, &painter.text(&why.replace("\n\t", " ")), "");
        }
    }
    let others: BTreeSet<&str> = hidden.iter().map(|visit| &*visit.path).collect();
    if !others.is_empty() {
        let others: Vec<&str> = others.into_iter().rev().collect();
        let text = format!("and for other modules that may hold it: {}", others.join(", "));
        page.row(&NO_LEAD, COLUMN, &painter.text(&text), "");
    }
}

const NO_LEAD: Lead = Lead { painted: String::new(), columns: 0 };

/// The column of the rows, behind the labels.
const COLUMN: usize = 9;

/// The module path whose rows are told: the one that decides, or whose text go ends with; else the longest.
fn told<'a>(report: &'a Report, played: &'a Played) -> Option<&'a str> {
    let version = played.version.as_ref().map(|version| &*version.module);
    let ends = report.verdict.error().and_then(|error| {
        let ends = |visit: &&Visit| visit.error.as_deref() == Some(error);
        played.walk.iter().find(ends).map(|visit| &*visit.path)
    });
    ends.or(version).or_else(|| played.walk.first().map(|visit| &*visit.path))
}

fn put(page: &mut Page<'_>, painter: &Painter, lead: &Lead, visit: &Visit, several: bool) {
    let path = if several { format!("  {}", visit.path) } else { String::new() };
    let entry = format!("{}{path}", visit.entry);
    // What `direct` asks over HTTP is discovery's page, whose status says nothing of the repository.
    let asked = visit.asked.iter().rev().filter(|_| visit.entry != "direct");
    let status = { asked }.find_map(|asked| asked.status);
    let status = status.map(|status| format!("{status} ")).unwrap_or_default();
    let came = match visit.outcome {
        Outcome::Found => visit.version.clone(),
        Outcome::NotFound => format!("{status}not found"),
        Outcome::Error => format!("{status}error"),
        Outcome::Skipped => visit.error.clone().unwrap_or_else(|| "not asked".to_owned()),
    };
    let next = visit.next.as_ref().map(|next| format!("; {next}")).unwrap_or_default();
    let micros: u64 = visit.asked.iter().map(|asked| asked.micros).sum();
    let text = painter.text(&format!("{entry}  {came}{next}"));
    page.row(lead, COLUMN, &text, &time(Some(micros).filter(|micros| *micros > 0)));
}

/// Whether [`version`] has something to put.
pub(super) fn tells(played: &Played) -> bool {
    let has_more = !played.versions.is_empty() || played.module.is_some() || played.zip.is_some();
    played.version.is_some() || has_more
}

/// Puts what is known of the version: its time, those that are listed, its go.mod, its zip, who knows the sums.
pub(super) fn version(page: &mut Page<'_>, played: &Played) {
    if let Some(version) = &played.version {
        let time = version.time.as_ref().map(|time| format!(", of {time}")).unwrap_or_default();
        let text =
            format!("{} answers {}{time}; from {}", version.version, version.query, version.from);
        page.labelled(Role::Plain, "version", &text);
    }
    if !played.versions.is_empty() {
        page.labelled(Role::Plain, "versions", &played.versions.join(" "));
    }
    let sum = |of: fn(&crate::report::Sums) -> &Option<Sum>| {
        played.sum.as_ref().and_then(|sums| of(sums).as_ref()).map(known).unwrap_or_default()
    };
    if let Some(module) = &played.module {
        let go = module.go.as_ref().map_or("no go line".to_owned(), |go| format!("go {go}"));
        let text = format!(
            "{go}, requires {} modules, which are not followed{}",
            module.requirements,
            sum(|sums| &sums.gomod)
        );
        page.labelled(Role::Plain, "go.mod", &text);
        for said in &module.retracted {
            page.labelled(Role::Warn, "retracted", said);
        }
        if let Some(said) = &module.deprecated {
            page.labelled(Role::Warn, "deprecated", said);
        }
    }
    if let Some(zip) = &played.zip {
        let bytes = thousands(zip.bytes);
        let text = format!("{bytes} bytes, {} files{}", zip.files, sum(|sums| &sums.zip));
        page.labelled(Role::Plain, "zip", &text);
    }
}

fn known(sum: &Sum) -> String {
    let by = match sum.by {
        Authority::Database => "in the checksum database",
        Authority::GoSum => "in go.sum",
        Authority::Nobody => "compared with nobody's",
    };
    format!("; {}, {by}", sum.h1)
}
