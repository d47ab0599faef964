//! The errors of a log, one after the other, as they are found.

use serde::{Deserialize, Serialize};

use super::{
    Painter,
    page::{Lead, Page},
    painter::Role,
};
use crate::{
    explain::{Cause, Group, Message},
    report::Report,
    trace::{SCHEMA, Step},
};

/// Equal errors for people.
pub fn human(group: &Group, painter: &Painter) -> String {
    let message = &group.first;
    let mut page = Page::new(painter);
    let line = format!("line {}", message.line);
    let lead = Lead { columns: line.len(), painted: painter.paint(Role::Strong, &line) };
    page.row(&lead, LABEL, "", Step::in_logs(message.step));
    page.labelled(Role::Bad, "go says", &message.text);
    if group.count > 1 {
        page.labelled(Role::Plain, "again", &again(group));
    }
    page.labelled(Role::Plain, "settled", verdict(message));
    for (index, cause) in message.causes.iter().enumerate() {
        put_cause(&mut page, cause, if index == 0 { "cause" } else { "or" });
    }
    page.blank();
    page.finish()
}

/// How often the error comes once more, where, and for which other modules.
fn again(group: &Group) -> String {
    let lines: Vec<_> = group.lines.iter().take(MOST_AGAIN).map(u64::to_string).collect();
    let word = if group.lines.len() == 1 { "line" } else { "lines" };
    let more = |shown: usize, all: usize| if all > shown { ", …" } else { "" };
    let mut text = format!(
        "{} more: {word} {}{}",
        group.count - 1,
        lines.join(", "),
        more(lines.len(), group.count - 1)
    );
    if !group.paths.is_empty() {
        let paths = group.paths.iter().take(MOST_AGAIN).map(String::as_str).collect::<Vec<_>>();
        let more = more(paths.len(), group.paths.len());
        text += &["; for ", &paths.join(", "), more].concat();
    }
    text
}

/// What people see where there is no error.
pub fn nothing(painter: &Painter) -> String {
    let mut page = Page::new(painter);
    page.labelled(Role::Plain, "nothing", "the log holds no error of go");
    page.finish()
}

/// The whole of such a document, to be read.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Explained {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The errors, in the order of the log.
    pub messages: Vec<Message>,
    /// The reports of the paths that they are about, where those were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Report>,
}

/// A JSON document that is written piece by piece, so that a long log takes little memory.
pub struct Document {
    pretty: bool,
    pieces: usize,
}

impl Document {
    /// A document over many lines where `pretty`, else in one.
    pub fn new(pretty: bool) -> Self {
        Self { pretty, pieces: 0 }
    }

    /// The beginning, up to the first message.
    pub fn head(&self) -> String {
        if self.pretty {
            format!("{{\n  \"schema\": {SCHEMA},\n  \"messages\": [")
        } else {
            format!("{{\"schema\":{SCHEMA},\"messages\":[")
        }
    }

    /// One message more.
    pub fn piece(&mut self, message: &Message) -> String {
        let comma = if self.pieces > 0 { "," } else { "" };
        self.pieces += 1;
        if !self.pretty {
            return comma.to_owned() + &serde_json::to_string(message).unwrap_or_default();
        }
        let text = serde_json::to_string_pretty(message).unwrap_or_default();
        format!("{comma}\n    {}", text.replace('\n', "\n    "))
    }

    /// What follows the last message: the reports of the paths, where there are any.
    pub fn tail(&self, reports: &[Report]) -> String {
        let end = if self.pretty && self.pieces > 0 { "\n  ]" } else { "]" };
        let reports = match (reports, self.pretty) {
            ([], _) => String::new(),
            (_, false) => {
                format!(",\"reports\":{}", serde_json::to_string(reports).unwrap_or_default())
            }
            (_, true) => {
                let text = serde_json::to_string_pretty(reports).unwrap_or_default();
                format!(",\n  \"reports\": {}", text.replace('\n', "\n  "))
            }
        };
        let close = if self.pretty { "\n}\n" } else { "}\n" };
        [end, &reports, close].concat()
    }
}

fn verdict(message: &Message) -> &'static str {
    match (message.settled, message.causes.is_empty()) {
        (true, _) => "yes, the text alone decides",
        (false, true) => "no; the text is not known here",
        (false, false) => "no, the text alone does not decide; likeliest first",
    }
}

fn put_cause(page: &mut Page<'_>, cause: &Cause, label: &str) {
    page.labelled(Role::Bad, label, &cause.name);
    page.labelled(Role::Plain, "", &cause.why);
    page.labelled(Role::Good, "cure", &cause.cure);
    for line in &cause.lines {
        page.pasted(Role::Good, "", line);
    }
    page.pasted(Role::Good, "settle", &cause.settle);
}

const LABEL: usize = 9;

/// As many lines and paths of equal errors are named.
const MOST_AGAIN: usize = 8;
