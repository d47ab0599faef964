//! What a failure comes to is seen at once: on a terminal of 80 columns and 24 rows, cause and cure need no scrolling.

#![cfg(feature = "lab")]
use goget_doctor::{
    render::{Detail, Painter, human},
    report::{Report, Severity},
};

use crate::plays;

/// The rows of a terminal, but for the line that the command was typed into.
const FOLD: usize = 23;

/// The row in which a label of the screen comes first.
fn row(screen: &str, label: &str) -> Option<usize> {
    screen.lines().position(|line| line.split("  ").next() == Some(label))
}

#[tokio::test(flavor = "multi_thread")]
async fn cause_and_cure_are_above_the_fold() {
    let painter = Painter { terminal: Some(80), ..Painter::FILE };
    let (mut seen, mut below) = (0, Vec::new());
    for played in plays::scenarios().await {
        let report = Report::of(&played.trace);
        let cause = report.findings.iter().find(|finding| finding.severity == Severity::Error);
        let Some(cause) = cause else { continue };
        seen += 1;
        let screen = human::render([&report], &painter, Detail::Normal);
        let labels = ["cause", "cure"].into_iter().take(1 + usize::from(!cause.fix.is_empty()));
        for label in labels {
            match row(&screen, label) {
                Some(row) if row < FOLD => {}
                row => below.push(format!("{}: {label} in row {row:?}\n{screen}", played.name)),
            }
        }
    }
    assert!(seen > 100, "{seen} failures have a cause");
    assert!(below.is_empty(), "{} of {seen} below the fold:\n{}", below.len(), below.join("\n"));
}
