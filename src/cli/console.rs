//! The two streams: results to one, everything else to the other.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, IsTerminal as _, Write},
    path::{Path, PathBuf},
};

use super::{args::Format, exit::Exit, output, progress::Progress, style, usage::Glimpse};
use crate::{
    problem::Problem,
    render::{
        Detail, Painter, json, jsonl,
        problem::{self, ProblemDocument},
        text::without_commands,
    },
    report::Batch,
    world::{Waits, World},
};

/// Where the command prints, and how.
pub(super) struct Console {
    /// How standard output is painted.
    pub(super) out: Painter,
    sink: Sink,
    err: Painter,
    format: Format,
    /// Whether somebody may look on: standard error is a terminal, and not that of a CI job.
    watched: bool,
    /// The command line.
    words: Vec<String>,
    /// The line that tells what is waited for, where somebody looks on.
    progress: Option<Progress>,
}

/// Where results go.
enum Sink {
    Stdout(io::Stdout),
    File(File, PathBuf),
}

impl Sink {
    fn write(&self, text: &str) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => whole(stdout.lock(), text),
            Self::File(file, _) => whole(file, text),
        }
    }

    /// The problem of a result that cannot be written.
    fn problem(&self, error: &io::Error) -> Problem {
        match self {
            Self::Stdout(_) => {
                Problem::new("cannot write the result", error.to_string(), "check standard output")
            }
            Self::File(_, path) => output::unwritable(path, error),
        }
    }
}

fn whole(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes()).and_then(|()| stream.flush())
}

impl Console {
    pub(super) fn new(world: &World, glimpse: Glimpse, words: &[OsString]) -> Self {
        let out = style::out(world, glimpse.color);
        let err = style::err(world, glimpse.color);
        if out.color || err.color {
            colored::control::set_override(true);
        }
        let ci = world.var("CI").is_some_and(|value| !value.is_empty());
        let name = std::iter::once(env!("CARGO_PKG_NAME").to_owned());
        let words = words.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
        let words = name.chain(words).collect();
        let dumb = world.var("TERM").is_some_and(|term| term == "dumb");
        let watched = io::stderr().is_terminal() && !ci && !dumb;
        let sink = Sink::Stdout(io::stdout());
        Self { out, sink, err, format: glimpse.format, watched, words, progress: None }
    }

    /// Sends results to the file at `path`, which is emptied, before anything is asked.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub(super) fn write_to(&mut self, path: &Path) -> Result<(), Problem> {
        let file = File::create(path).map_err(|error| output::unwritable(path, &error))?;
        self.sink = Sink::File(file, path.to_owned());
        self.out = Painter::FILE;
        Ok(())
    }

    /// The command line, the program by its name.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Writes a result. A reader that has gone away is no problem.
    pub(super) fn print(&self, text: &str) -> Result<(), Problem> {
        let text = match self.format {
            Format::Github => text.into(),
            _ => without_commands(text),
        };
        match self.beside(|| self.sink.write(&text)) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(self.sink.problem(&error))
            }
            _ => Ok(()),
        }
    }

    /// Tells on standard error what is waited for, if that is a terminal, no build log, and the run is not quiet.
    pub(super) fn watch(&mut self, waits: &Waits, detail: Detail) {
        let wanted = self.watched && detail != Detail::Quiet;
        self.progress = wanted.then(|| Progress::watch(waits, self.err));
    }

    /// The line that tells what is waited for, where there is one.
    pub(super) fn progress(&self) -> Option<&Progress> {
        self.progress.as_ref()
    }

    /// Does `print` while that line is off the screen.
    fn beside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.progress {
            Some(progress) => progress.beside(print),
            None => print(),
        }
    }

    /// Writes a hint for people; where it cannot be written nobody reads it.
    pub(super) fn hint(&self, text: &str) {
        let text = self.err.text(text);
        let _ = self.beside(|| writeln!(io::stderr(), "{}", without_commands(&text)));
    }

    /// Writes a remark about what was typed, where the result is for people.
    pub(super) fn remark(&self, text: &str) {
        if self.format == Format::Human {
            self.hint(text);
        }
    }

    /// Says what the doctor could not do: to people on standard error, to machines in their format.
    pub(super) fn complain(&self, problem: &Problem) -> Exit {
        let document = ProblemDocument::new(problem);
        let printed = match self.format {
            // A log of go's has no place for it.
            Format::Human | Format::Go => Err(problem.clone()),
            // Metrics have no words: they say that nothing is complete, and people read why.
            Format::Openmetrics => self
                .print(&output::text(&Batch::nothing(problem.clone()), self.format))
                .and(Err(problem.clone())),
            Format::Json => self.print(&json::document(&document)),
            Format::Jsonl => self.print(&jsonl::line(&document)),
            other => self.print(&output::text(&Batch::nothing(problem.clone()), other)),
        };
        if let Err(problem) = printed {
            let text = problem::human(&problem, &self.err);
            let text = without_commands(&text);
            let _ = self.beside(|| io::stderr().write_all(text.as_bytes()));
        }
        Exit::Unable
    }
}
