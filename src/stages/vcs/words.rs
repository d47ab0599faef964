//! What the run of a VCS tool says of itself.

use crate::{
    findings::Line,
    go::std::strconv::text::lossy,
    trace::{Ran, RanEnd},
};

/// A tool that ran, and the beginning of what it said.
pub(crate) fn run(ran: &Ran) -> Vec<Line> {
    let end = match &ran.end {
        RanEnd::Exited { status: Some(0) } => "answers".to_owned(),
        RanEnd::Exited { status: Some(status) } => format!("exit status {status}"),
        RanEnd::Exited { status: None } => "ended by a signal".to_owned(),
        RanEnd::Missing => "no such command in PATH".to_owned(),
        RanEnd::NotStarted { why } => format!("could not be run: {why}"),
        RanEnd::Stopped { limit } => format!("stopped: {limit}"),
        RanEnd::TimedOut { seconds } => format!("no end within {seconds} s"),
    };
    let first = Line {
        label: "run".into(),
        text: ran.argv.join(" "),
        aside: end,
        micros: Some(ran.micros),
    };
    let said = lossy(&ran.stderr.0);
    let rest = said.lines().take(8).map(|line| Line { text: line.to_owned(), ..Line::default() });
    std::iter::once(first).chain(rest).collect()
}
