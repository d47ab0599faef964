//! `explain`: the page of a finding; with `--log` the errors of a log, as they are found.

use std::{
    collections::HashMap,
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
    explain::{self, Message},
    problem::Problem,
    render::{explain as screen, explain::Document, human},
    report::Report,
    world::World,
};

/// Prints a page, the list, or what the log says; the status says whether that could be done.
pub(super) fn run(
    asked: &Explain,
    world: &Arc<World>,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    match (&asked.log, &asked.name) {
        (Some(log), _) => read_log(log, asked.resolve, world, manner, console),
        (None, Some(name)) => finding::page(name, manner.format, console),
        (None, None) => finding::list(manner.format, console),
    }
}

fn read_log(
    file: &Path,
    resolve: bool,
    world: &Arc<World>,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let log = open(file, world, console).map_err(|error| unreadable(file, &error))?;
    let mut messages = explain::explain(log).peekable();
    if let Some(Err(error)) = messages.next_if(Result::is_err) {
        return Err(unreadable(file, &error));
    }
    let mut screen = Screen::new(manner.format, console);
    let mut paths = Vec::new();
    for message in messages {
        let message = message.map_err(|error| unreadable(file, &error))?;
        screen.put(&message)?;
        remember(&mut paths, message.path);
    }
    let reports = if resolve { reports(&paths, world, manner)? } else { Vec::new() };
    screen.finish(&reports, manner)?;
    Ok(Exit::Success)
}

/// The log, however long it is.
fn open(file: &Path, world: &World, console: &Console) -> io::Result<Box<dyn BufRead>> {
    if file.as_os_str() != "-" {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, world.open(file)?)));
    }
    if stdin().is_terminal() {
        console.hint("reading from the terminal; Ctrl-D ends the input");
    }
    Ok(Box::new(BufReader::with_capacity(BUFFER, stdin())))
}

fn unreadable(file: &Path, error: &io::Error) -> Problem {
    Problem::new(
        format!("cannot read {}", file.display()),
        error.to_string(),
        "name a file that can be read, or - for standard input",
    )
}

/// The paths to look at: each once, and not more than anyone waits for.
fn remember(paths: &mut Vec<String>, path: Option<String>) {
    let path = path.filter(|path| paths.len() < MOST_PATHS && !paths.contains(path));
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
    /// What people were told already, and the line where it is first.
    told: HashMap<String, u64>,
}

impl<'a> Screen<'a> {
    fn new(format: Format, console: &'a Console) -> Self {
        let document = match format {
            Format::Human => None,
            Format::Json => Some(Document::new(true)),
            _ => Some(Document::new(false)),
        };
        let waiting = document.as_ref().map(Document::head).unwrap_or_default();
        Self { console, document, waiting, empty: true, told: HashMap::new() }
    }

    fn put(&mut self, message: &Message) -> Result<(), Problem> {
        self.empty = false;
        self.waiting += &match &mut self.document {
            Some(document) => document.piece(message),
            None => match self.told.get(&message.text) {
                Some(first) => screen::again(message, *first, &self.console.out),
                None => screen::human(message, &self.console.out),
            },
        };
        if self.document.is_none() && self.told.len() < MOST_TOLD {
            self.told.entry(message.text.clone()).or_insert(message.line);
        }
        if self.waiting.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn finish(mut self, reports: &[Report], manner: &Manner) -> Result<(), Problem> {
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

/// How many errors are remembered, to know them when they come again.
const MOST_TOLD: usize = 1000;
