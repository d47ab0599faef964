//! The lines that go itself prints with `-v` and `-x`, to lay beside a log of the real one.

use super::Painter;
use crate::report::Report;

/// The lines of each report, one run behind the other.
pub fn render(reports: &[Report], painter: &Painter) -> String {
    reports.iter().map(|report| log(report, painter)).collect()
}

/// The lines of one run.
pub fn log(report: &Report, painter: &Painter) -> String {
    report.log.iter().flat_map(|line| line.split('\n')).map(|line| safe(line, painter)).collect()
}

/// A line of go's, with the tab that go puts in front of what a server said.
fn safe(line: &str, painter: &Painter) -> String {
    let text = line.trim_start_matches('\t');
    let tabs = line.get(..line.len() - text.len()).unwrap_or_default();
    format!("{tabs}{}\n", painter.text(text))
}
