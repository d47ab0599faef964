//! The errors of a log, one after the other, as they are found.

use serde::{Deserialize, Serialize};

use super::{
    Detail, Painter,
    page::{Lead, Page},
    painter::Role,
    text::{columns, shorten},
};
use crate::{
    explain::{Answer, Cause, Group, Message},
    report::Report,
    trace::{SCHEMA, Step},
};

/// Equal errors for people: the likeliest cause with its cure, or what a run showed; all causes where `detail` asks.
pub fn human(group: &Group, answer: Option<&Answer>, detail: Detail, painter: &Painter) -> String {
    let message = &group.first;
    let mut page = Page::new(painter);
    let line = format!("line {}", message.line);
    let lead = Lead { columns: line.len(), painted: painter.paint(Role::Strong, &line) };
    page.row(&lead, LABEL, "", Step::in_logs(message.step));
    let whole = detail == Detail::Verbose;
    let said = if whole { message.text.clone() } else { brief(&message.text, painter) };
    page.labelled(Role::Bad, "go says", &said);
    if group.count > 1 {
        page.labelled(Role::Plain, "again", &again(group));
    }
    match answer {
        Some(answer) => put_answer(&mut page, answer),
        None if whole => put_all(&mut page, message),
        None => put_likeliest(&mut page, message),
    }
    page.blank();
    page.finish()
}

/// What go says in a few lines of a terminal: its beginning and its end, without the advice that it gives for all such
/// errors.
fn brief(text: &str, painter: &Painter) -> String {
    let Some(width) = painter.terminal else { return text.to_owned() };
    let room = MOST_SAID * width.saturating_sub(LABEL + 6);
    let telling = text.lines().filter(|line| !ADVICE.iter().any(|start| line.starts_with(start)));
    let words: Vec<_> = telling.flat_map(str::split_whitespace).collect();
    let text = words.join(" ");
    if columns(&text) <= room {
        return text;
    }
    let head = shorten(&text, room / 3, "");
    let rest = text.get(head.len()..).unwrap_or_default();
    let mut tail = String::new();
    for word in rest.rsplit(' ') {
        if columns(&tail) + columns(word) + 1 > room - room / 3 {
            break;
        }
        tail = format!(" {word}{tail}");
    }
    [&head, painter.ellipsis(), &tail].concat()
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
        text += "; for ";
        text += &paths.join(", ");
        text += more(paths.len(), group.paths.len());
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
    /// Which cause each has, as the runs tell it, where those were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// The reports of the runs.
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

    /// What follows the last message: what runs showed, and their reports, where there are any.
    pub fn tail(&self, answers: &[Answer], reports: &[Report]) -> String {
        let end = if self.pretty && self.pieces > 0 { "\n  ]" } else { "]" };
        let (answers, reports) = (self.list("answers", answers), self.list("reports", reports));
        let close = if self.pretty { "\n}\n" } else { "}\n" };
        [end, &answers, &reports, close].concat()
    }

    /// A field that holds a list; nothing where the list is empty.
    fn list<T: Serialize>(&self, name: &str, list: &[T]) -> String {
        match (list, self.pretty) {
            ([], _) => String::new(),
            (_, false) => {
                format!(",\"{name}\":{}", serde_json::to_string(list).unwrap_or_default())
            }
            (_, true) => {
                let text = serde_json::to_string_pretty(list).unwrap_or_default();
                format!(",\n  \"{name}\": {}", text.replace('\n', "\n  "))
            }
        }
    }
}

/// What a run showed: the one cause with its cure.
fn put_answer(page: &mut Page<'_>, answer: &Answer) {
    match &answer.name {
        Some(name) => page.labelled(Role::Bad, "cause", name),
        None if answer.ok == Some(true) => page.labelled(Role::Good, "now", "no longer"),
        None => page.labelled(Role::Warn, "cause", "not settled"),
    }
    page.labelled(Role::Plain, "", &answer.says);
    for (index, line) in answer.fix.iter().enumerate() {
        page.pasted(Role::Good, if index == 0 { "cure" } else { "or" }, line);
    }
    page.pasted(Role::Faint, "run", &answer.by);
}

/// The likeliest cause with its cure, and the names of the others.
fn put_likeliest(page: &mut Page<'_>, message: &Message) {
    let Some((first, others)) = message.causes.split_first() else {
        return page.labelled(Role::Plain, "cause", "the text is not known here");
    };
    page.labelled(Role::Bad, "cause", &first.name);
    page.labelled(Role::Plain, "", &first.why);
    page.labelled(Role::Good, "cure", &first.cure);
    for line in &first.lines {
        page.pasted(Role::Good, "", line);
    }
    if !message.settled {
        page.labelled(Role::Faint, "or", &others_of(others));
        if !first.lines.contains(&first.settle) {
            page.pasted(Role::Faint, "settle", &first.settle);
        }
    }
}

/// The names of the likeliest among other causes.
fn others_of(causes: &[Cause]) -> String {
    let names: Vec<_> = causes.iter().take(MOST_OTHERS).map(|cause| &*cause.name).collect();
    names.join(", ") + if causes.len() > MOST_OTHERS { ", …" } else { "" }
}

/// Every cause with its cure.
fn put_all(page: &mut Page<'_>, message: &Message) {
    page.labelled(Role::Plain, "settled", verdict(message));
    for (index, cause) in message.causes.iter().enumerate() {
        put_cause(page, cause, if index == 0 { "cause" } else { "or" });
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

/// As many causes are named beyond the likeliest.
const MOST_OTHERS: usize = 2;

/// As many lines of what go says are shown.
const MOST_SAID: usize = 2;

/// What go says at the end of all errors of a kind.
const ADVICE: &[&str] = &[
    "Confirm the import path was entered correctly",
    "If this is a private repository",
    "Please make sure you have the correct access",
    "and the repository exists",
    "For more information, see 'go help",
    "The bits may have been replaced",
    "have intercepted the download attempt",
];

/// As many lines and paths of equal errors are named.
const MOST_AGAIN: usize = 8;
