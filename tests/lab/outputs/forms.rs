//! The formats that are not ours, each read by a reader of its own.

use std::{cell::Cell, io::Cursor};

use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde_json::Value;

use crate::support::{openmetrics, schema};

/// An error where `text` is not what `format` says. A format that is not known here is none yet.
pub(super) fn hold(format: &str, text: &str) -> Result<(), String> {
    match format {
        "sarif" => hold_sarif(text)?,
        "junit" => {
            let read = junit_parser::from_reader(Cursor::new(text));
            read.map_err(|error| format!("{error}: {text}"))?;
        }
        "github" => hold_annotations(text)?,
        "gitlab" => hold_code_quality(text)?,
        "line" => hold_lines(text)?,
        "html" if html_errors(text) > 0 => return Err(format!("no HTML: {text}")),
        "markdown" => hold_tables(text)?,
        "openmetrics" => assert!(!openmetrics::metrics(text).is_empty(), "{text}"),
        // Lines of go's have no grammar.
        "go" | "html" => {}
        _ => return Err(format!("nobody reads {format}")),
    }
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.contains(strange) { Err(format!("control characters: {text:?}")) } else { Ok(()) }
}

fn hold_sarif(text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    schema::sarif().check(&value).map_err(|error| format!("{error}: {text}"))
}

fn hold_code_quality(text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    schema::code_quality().check(&value).map_err(|error| format!("{error}: {text}"))
}

/// Every line is of a place, how bad it is, and a text.
fn hold_lines(text: &str) -> Result<(), String> {
    let known = |line: &str| {
        [": error: ", ": warning: ", ": note: "].iter().any(|severity| line.contains(severity))
    };
    let strange = text.lines().find(|line| !known(line));
    strange.map_or(Ok(()), |line| Err(format!("no line: {line}")))
}

/// Every line is a command of GitHub Actions, as its runner takes it apart: `::NAME KEY=VALUE,KEY=VALUE::TEXT`.
fn hold_annotations(text: &str) -> Result<(), String> {
    let strange = text.lines().find(|line| annotation(line).is_none());
    strange.map_or(Ok(()), |line| Err(format!("no annotation: {line}")))
}

fn annotation(line: &str) -> Option<()> {
    let (head, message) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ')?;
    let is_known = |(key, value): (&str, &str)| match key {
        "line" => value.parse::<u32>().is_ok_and(|line| line > 0),
        "file" | "title" => !value.is_empty() && !value.contains(':'),
        _ => false,
    };
    let mut all =
        properties.split(',').map(|property| property.split_once('=').is_some_and(is_known));
    let known = ["error", "warning", "notice"].contains(&name) && all.all(|it| it);
    (known && !message.is_empty()).then_some(())
}

/// Every row of a table has as many cells as its head.
fn hold_tables(text: &str) -> Result<(), String> {
    let mut cells = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            cells = None;
            continue;
        }
        let own = line.replace("\\|", "").matches('|').count();
        if own != *cells.get_or_insert(own) {
            return Err(format!("a row of another width: {line}"));
        }
    }
    Ok(())
}

/// How many errors a browser's tokenizer finds in a page.
fn html_errors(page: &str) -> usize {
    let (errors, queue) = (Errors(Cell::new(0)), BufferQueue::default());
    queue.push_back(page.into());
    let tokenizer =
        Tokenizer::new(errors, TokenizerOpts { exact_errors: true, ..Default::default() });
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.get()
}

struct Errors(Cell<usize>);

impl TokenSink for Errors {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if matches!(token, Token::ParseError(_)) {
            self.0.set(self.0.get() + 1);
        }
        TokenSinkResult::Continue
    }
}
