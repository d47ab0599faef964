//! `explain`: the page of a finding, or the errors in what go printed.

use std::{
    borrow::Cow,
    ffi::OsStr,
    io::{self, BufRead, BufReader, IsTerminal as _, stdin},
    path::Path,
    sync::Arc,
};

use super::{finding, resolve::judged};
use crate::{
    cli::{
        action::Manner,
        args::{Explain, Format},
        console::Console,
        exit::Exit,
        options::options,
        runtime::block_on,
    },
    explain::{self, Groups, Message},
    problem::Problem,
    render::{explain as screen, explain::Document, human},
    report::Report,
    stages::catalogue,
    world::World,
};

/// Prints a page, the list, or what the log says; the status says whether that could be done.
pub(super) fn run(
    asked: &Explain,
    world: &Arc<World>,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let source = match (&asked.log, &asked.asked) {
        (None, None) => return finding::list(manner.format, console),
        (Some(log), _) => Source::at(log.as_os_str()),
        (None, Some(asked)) => Source::of(asked, world),
    };
    match source {
        Source::Name(name) if asked.resolve => Err(nothing_to_resolve(&name)),
        Source::Name(name) => finding::page(&name, manner.format, console),
        log => read_log(&log, asked.resolve, world, manner, console),
    }
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
    let mut screen = Screen::new(manner.format, console);
    let mut paths = Vec::new();
    for message in messages {
        let message = message.map_err(|error| unreadable(&error))?;
        remember(&mut paths, message.path.as_deref());
        screen.put(message)?;
    }
    let reports = if resolve { reports(&paths, world, manner)? } else { Vec::new() };
    screen.finish(&reports, manner)?;
    Ok(Exit::Success)
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

/// The paths to look at: each once, and not more than anyone waits for.
fn remember(paths: &mut Vec<String>, path: Option<&str>) {
    let is_new = |path: &&str| paths.len() < MOST_PATHS && paths.iter().all(|known| known != path);
    let path = path.filter(is_new).map(str::to_owned);
    paths.extend(path);
}

fn reports(paths: &[String], world: &Arc<World>, manner: &Manner) -> Result<Vec<Report>, Problem> {
    block_on(async {
        let mut reports = Vec::new();
        for path in paths {
            let options = options(manner, false);
            let (_, mut report) = judged(world.clone(), OsStr::new(path), &options, manner).await?;
            report.level(&manner.levels);
            reports.push(report);
        }
        Ok(reports)
    })
}

/// Standard output in the format asked for.
struct Screen<'a> {
    console: &'a Console,
    document: Option<Document>,
    waiting: String,
    empty: bool,
    /// What people are told at the end: equal errors together.
    groups: Groups,
}

impl<'a> Screen<'a> {
    fn new(format: Format, console: &'a Console) -> Self {
        let document = match format {
            Format::Human => None,
            Format::Json => Some(Document::new(true)),
            _ => Some(Document::new(false)),
        };
        let waiting = document.as_ref().map(Document::head).unwrap_or_default();
        Self { console, document, waiting, empty: true, groups: Groups::default() }
    }

    fn put(&mut self, message: Message) -> Result<(), Problem> {
        self.empty = false;
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
        let groups = self.groups.take();
        self.waiting.extend(groups.iter().map(|group| screen::human(group, &self.console.out)));
    }

    fn finish(mut self, reports: &[Report], manner: &Manner) -> Result<(), Problem> {
        self.show_groups();
        self.waiting += &match &self.document {
            Some(document) => document.tail(reports),
            None if self.empty => screen::nothing(&self.console.out),
            None if reports.is_empty() => String::new(),
            None => human::render(reports, &self.console.out, manner.detail),
        };
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Problem> {
        self.console.print(&std::mem::take(&mut self.waiting))
    }
}

/// Read and written at once, in bytes.
const BUFFER: usize = 64 << 10;

/// As many paths as `--resolve` looks at.
const MOST_PATHS: usize = 16;
