//! The errors of a log, one after the other, as they are found.

use serde::{Deserialize, Serialize};

use super::{
    Painter,
    page::{Lead, Page},
    painter::Role,
};
use crate::{
    explain::{Cause, Message},
    report::Report,
    trace::{SCHEMA, Step},
};

/// One error for people.
pub fn human(message: &Message, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let line = format!("line {}", message.line);
    let lead = Lead { columns: line.len(), painted: painter.paint(Role::Strong, &line) };
    page.row(&lead, LABEL, "", Step::in_logs(message.step));
    page.labelled(Role::Bad, "go says", &message.text);
    page.labelled(Role::Plain, "settled", verdict(message));
    for (index, cause) in message.causes.iter().enumerate() {
        put_cause(&mut page, cause, if index == 0 { "cause" } else { "or" });
    }
    page.blank();
    page.finish()
}

/// An error that the log holds again, as tools do that print what a step said once more at its end.
pub fn again(message: &Message, first: u64, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let line = format!("line {}", message.line);
    let lead = Lead { columns: line.len(), painted: painter.paint(Role::Strong, &line) };
    page.row(
        &lead,
        LABEL,
        &format!("the error of line {first} again"),
        Step::in_logs(message.step),
    );
    page.blank();
    page.finish()
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
    page.pasted(Role::Good, "settle", &cause.settle);
}

const LABEL: usize = 9;
