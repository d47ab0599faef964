//! `explain`: the page of a finding, or the errors in what go printed.

mod settling;

use std::{
    borrow::Cow,
    ffi::OsStr,
    io::{self, BufRead, BufReader, IsTerminal as _, stdin},
    path::Path,
    sync::Arc,
};

use super::finding;
use crate::{
    cli::{
        action::Manner,
        args::{Explain, Format},
        console::Console,
        exit::Exit,
    },
    explain::{self, Answer, Groups, Message},
    problem::Problem,
    render::{Detail, explain as screen, explain::Document, human},
    report::Report,
    stages::catalogue,
    world::World,
};
use settling::Settling;

/// Prints a page, the list, or what the log says; the status says whether that could be done, and with `--resolve` what
/// the runs came to.
pub(super) fn run(
    asked: &Explain,
    world: &Arc<World>,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    if asked.list || asked.search.is_some() {
        return finding::list(asked.search.as_deref(), manner.format, console);
    }
    let source = match (&asked.log, &asked.asked) {
        (None, None) if asked.resolve => Source::StandardInput,
        (None, None) if is_silent() => return finding::list(None, manner.format, console),
        (None, None) => Source::StandardInput,
        (Some(log), _) => Source::at(log.as_os_str()),
        (None, Some(asked)) => Source::of(asked, world),
    };
    match source {
        Source::Name(name) if asked.resolve => Err(nothing_to_resolve(&name)),
        Source::Name(name) => finding::page(&name, manner.format, console),
        log => read_log(&log, asked.resolve, world, manner, console),
    }
}

/// Whether nobody wrote anything into standard input.
fn is_silent() -> bool {
    stdin().is_terminal() || stdin().lock().fill_buf().is_ok_and(<[u8]>::is_empty)
}

/// What is to be explained.
enum Source<'a> {
    File(&'a Path),
    Name(Cow<'a, str>),
    StandardInput,
    Text(Cow<'a, str>),
}

impl<'a> Source<'a> {
    /// A file of this name, or standard input.
    fn at(name: &'a OsStr) -> Self {
        if name == "-" { Self::StandardInput } else { Self::File(Path::new(name)) }
    }

    /// What `asked` is: a name of the catalogue, a file that can be read, a text that go printed, in this order.
    fn of(asked: &'a OsStr, world: &World) -> Self {
        let text = asked.to_string_lossy();
        if asked == "-" || catalogue::find(&text).is_some() {
            return if asked == "-" { Self::StandardInput } else { Self::Name(text) };
        }
        let is_text = text.contains(|c: char| c.is_whitespace() || c == ':');
        match world.open(Path::new(asked)) {
            Ok(_) => Self::File(Path::new(asked)),
            Err(_) if is_text => Self::Text(text),
            Err(_) if text.contains(['/', '\\', '.']) => Self::File(Path::new(asked)),
            Err(_) => Self::Name(text),
        }
    }

    /// The log, however long it is.
    fn open(&self, world: &World, console: &Console) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(match self {
            Self::File(file) => Box::new(BufReader::with_capacity(BUFFER, world.open(file)?)),
            Self::Name(text) | Self::Text(text) => Box::new(text.as_bytes()),
            Self::StandardInput => {
                if stdin().is_terminal() {
                    console.hint("reading from the terminal; Ctrl-D ends the input");
                }
                Box::new(BufReader::with_capacity(BUFFER, stdin()))
            }
        })
    }

    /// The name for messages about it.
    fn name(&self) -> String {
        match self {
            Self::File(file) => file.display().to_string(),
            Self::Name(text) | Self::Text(text) => text.to_string(),
            Self::StandardInput => "-".to_owned(),
        }
    }
}

fn read_log(
    source: &Source<'_>,
    resolve: bool,
    world: &Arc<World>,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let unreadable = |error: &io::Error| unreadable(&source.name(), error);
    let log = source.open(world, console).map_err(|error| unreadable(&error))?;
    let mut messages = explain::explain(log).peekable();
    if let Some(Err(error)) = messages.next_if(Result::is_err) {
        return Err(unreadable(&error));
    }
    let mut screen = Screen::new(manner, console);
    let mut settling = resolve.then(|| Settling::new(world, manner)).transpose()?;
    for message in messages {
        let message = message.map_err(|error| unreadable(&error))?;
        let answer = settling.as_mut().map(|settling| settling.answer(&message)).transpose()?;
        screen.put(message, answer.as_ref())?;
    }
    screen.finish(settling.as_ref().map(|settling| &*settling.reports).unwrap_or_default())?;
    Ok(settling.map_or(Exit::Success, |settling| settling.exit()))
}

fn nothing_to_resolve(name: &str) -> Problem {
    Problem::new(
        format!("{name} is a name, and names no path"),
        "--resolve takes every step for the paths that errors of a log are about",
        format!("goget-doctor explain {name}"),
    )
}

fn unreadable(file: &str, error: &io::Error) -> Problem {
    Problem::new(
        format!("cannot read {file}"),
        error.to_string(),
        "name a file that can be read, or - for standard input",
    )
}

/// Standard output in the format asked for.
struct Screen<'a> {
    console: &'a Console,
    detail: Detail,
    document: Option<Document>,
    waiting: String,
    empty: bool,
    /// What people are told at the end: equal errors together.
    groups: Groups,
    answers: Vec<Answer>,
}

impl<'a> Screen<'a> {
    fn new(manner: &Manner, console: &'a Console) -> Self {
        let document = match manner.format {
            Format::Human => None,
            Format::Json => Some(Document::new(true)),
            _ => Some(Document::new(false)),
        };
        let waiting = document.as_ref().map(Document::head).unwrap_or_default();
        let (groups, answers, detail) = (Groups::default(), Vec::new(), manner.detail);
        Self { console, detail, document, waiting, empty: true, groups, answers }
    }

    fn put(&mut self, message: Message, answer: Option<&Answer>) -> Result<(), Problem> {
        self.empty = false;
        self.answers.extend(answer.cloned());
        match &mut self.document {
            Some(document) => self.waiting += &document.piece(&message),
            None => self.groups.put(message),
        }
        if self.groups.is_full() {
            self.show_groups();
        }
        if self.waiting.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn show_groups(&mut self) {
        for group in self.groups.take() {
            let answer = self.answers.iter().find(|answer| answer.line == group.first.line);
            self.waiting += &screen::human(&group, answer, self.detail, &self.console.out);
        }
    }

    fn finish(mut self, reports: &[Report]) -> Result<(), Problem> {
        self.show_groups();
        self.waiting += &match &self.document {
            Some(document) => document.tail(&self.answers, reports),
            None if self.empty => screen::nothing(&self.console.out),
            None if self.detail == Detail::Verbose => {
                human::render(reports, &self.console.out, self.detail)
            }
            None => String::new(),
        };
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Problem> {
        self.console.print(&std::mem::take(&mut self.waiting))
    }
}

/// Read and written at once, in bytes.
const BUFFER: usize = 64 << 10;
