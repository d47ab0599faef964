//! A pasted log taken apart: each go error in it, the step where it arose, its likeliest causes,
//! and what would settle them.
//!
//! ```text
//! bytes ─► lines ─► noise ─► start, block ─► seen ─► rows ─► causes
//! ```
//!
//! The log is read once and never held: a line at a time, an error at a time. Texts are recognised
//! by their grammar: the wrappers around the error (`seen`), the request that failed (`request`),
//! and go's own wording with its variables (`rows`). A text without a row gets its step and no
//! cause.

mod alike;
mod answer;
mod block;
mod cured;
mod groups;
mod lines;
mod noise;
mod open;
mod start;
mod words;

use std::{
    borrow::Cow,
    io::{self, BufRead},
};

use serde::{Deserialize, Serialize};

use crate::{
    findings::text::{context::Context, seen::Seen, settle},
    stages::{catalogue::causes, errors},
    trace::Step,
};
use block::{Block, Blocks};

pub use answer::Answer;
pub use groups::{Group, Groups};

/// One error of go, found in a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// The error without the noise around it; its lines joined by `\n`.
    pub text: String,
    /// The line of the input where it begins, from 1.
    pub line: u64,
    /// Where go was when it failed, as far as the text tells; written as `stage`, by the name in the catalogue of causes.
    #[serde(
        rename = "stage",
        serialize_with = "Step::serialize_in_logs",
        deserialize_with = "Step::deserialize_in_logs"
    )]
    pub step: Option<Step>,
    /// Whether the text alone decides for the first cause.
    pub settled: bool,
    /// The causes, likeliest first, at most five; none where the text is not known.
    pub causes: Vec<Cause>,
    /// The import path that the error is about, where it names one.
    #[serde(skip)]
    pub path: Option<String>,
    /// What a run is to look at: the path with the version that it names, or else the host.
    #[serde(skip)]
    pub target: Option<String>,
    /// What equal errors have in common, whatever modules they are about: a text to compare, not to show.
    #[serde(skip)]
    pub alike: String,
}

/// What may be behind an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cause {
    /// The name of the finding.
    pub name: Cow<'static, str>,
    /// What it means, in a sentence.
    pub why: Cow<'static, str>,
    /// The command that would tell.
    pub settle: String,
    /// What to do about it.
    #[serde(default)]
    pub cure: Cow<'static, str>,
    /// Lines to paste, with the names that the error has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
}

/// The errors of a log, in its order; an error is one of reading the log.
pub struct Messages<R> {
    blocks: Blocks<R>,
    /// The error after the one that is judged: what both have in common tells of their cause.
    ahead: Option<io::Result<Block>>,
    /// What the error before had in common with others, and the path that it was about.
    before: Option<(String, String)>,
}

/// Finds the errors in `log`, as it is read. Any bytes will do.
pub fn explain<R: BufRead>(log: R) -> Messages<R> {
    Messages { blocks: Blocks::new(log), ahead: None, before: None }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = io::Result<Message>;

    fn next(&mut self) -> Option<Self::Item> {
        let block = self.ahead.take().or_else(|| self.blocks.next())?;
        self.ahead = self.blocks.next();
        Some(block.map(|block| self.judged(block)))
    }
}

impl<R> Messages<R> {
    /// What is said of `block`, with what the errors around it have in common with it.
    fn judged(&mut self, mut block: Block) -> Message {
        let text = crate::secret::redact_url(&block.text);
        let common = common(&text, &block.context);
        let ahead = self.ahead.as_ref().and_then(|ahead| ahead.as_ref().ok());
        let ahead = ahead.map(|ahead| self::common(&ahead.text, &ahead.context));
        let around = [self.before.take(), ahead.flatten()];
        if let Some((alike, path)) = &common
            && let Some((_, other)) =
                around.iter().flatten().find(|it| it.0 == *alike && it.1 != *path)
        {
            block.context.see_alike(other);
        }
        self.before = common;
        message(&text, block.line, &block.context)
    }
}

/// What an error has in common with others, and the path that it is about.
fn common(text: &str, context: &Context) -> Option<(String, String)> {
    let seen = Seen::of(text, context);
    Some((alike::of(&seen), seen.path?.to_owned()))
}

fn message(text: &str, line: u64, context: &Context) -> Message {
    let seen = Seen::of(text, context);
    let read = errors::read(&seen);
    let (step, settled, names) = match read {
        Some((step, row)) => (Some(step), row.settled, row.causes),
        None => (seen.step(), false, &[][..]),
    };
    let causes = names.iter().filter_map(|name| causes::cause(name)).take(CAUSES);
    let causes = causes.map(|cause| cured::of(cause, &seen));
    Message {
        text: text.to_owned(),
        line,
        step,
        settled,
        causes: causes.collect(),
        path: seen.path.map(str::to_owned),
        target: target(&seen),
        alike: alike::of(&seen),
    }
}

/// What a run is to look at. `latest` and its like are what go asks for in any case.
fn target(seen: &Seen<'_>) -> Option<String> {
    let Some(path) = seen.path.filter(|path| settle::is_plain(path)) else {
        return seen.host().filter(|host| settle::is_plain(host)).map(str::to_owned);
    };
    let is_version = |version: &&str| {
        version.starts_with(|c: char| c == 'v' || c.is_ascii_hexdigit())
            && settle::is_plain(version)
    };
    Some(match seen.version.filter(is_version) {
        Some(version) => format!("{path}@{version}"),
        None => path.to_owned(),
    })
}

/// As many causes as anyone reads.
const CAUSES: usize = 5;
