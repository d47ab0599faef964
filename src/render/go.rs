//! The lines that go itself prints with `-v` and `-x`, to compare with a log of the real one.

use super::Painter;
use crate::report::{Releases, Report};

/// The lines of each report, one run behind the other.
pub fn render<'a>(reports: impl IntoIterator<Item = &'a Report>, painter: &Painter) -> String {
    reports.into_iter().map(|report| log(report, painter)).collect()
}

/// The lines of one run.
fn log(report: &Report, painter: &Painter) -> String {
    if !report.releases.is_empty() {
        return report.releases.iter().map(|group| group_log(group, painter)).collect();
    }
    let first = report.asked_first.as_ref().filter(|_| !report.log.is_empty());
    let first = first.map(|proxy| format!("# in direct mode; go asks {proxy} first"));
    lines(first.as_slice(), painter) + &lines(&report.log, painter)
}

/// The lines of releases that say the same, as the first of them prints them: the wording of the
/// lines in front of the verdict may change within a group.
fn group_log(group: &Releases, painter: &Painter) -> String {
    let wording = match group.go.as_slice() {
        [first, _, ..] => format!(", as {first} prints it"),
        _ => String::new(),
    };
    let head = painter.text(&(group.range() + &wording));
    format!("== go {head}\n{}", lines(&group.log, painter))
}

fn lines(log: &[String], painter: &Painter) -> String {
    log.iter().flat_map(|line| line.split('\n')).map(|line| safe(line, painter)).collect()
}

/// A line of go's, with the tab that go puts in front of what a server said.
fn safe(line: &str, painter: &Painter) -> String {
    let text = line.trim_start_matches('\t');
    let tabs = line.get(..line.len() - text.len()).unwrap_or_default();
    format!("{tabs}{}\n", painter.text(text))
}
