//! `merge`: the results of several runs of `check` as those of one.

use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
};

use serde::Deserialize;

use crate::{
    cli::{
        action::Manner,
        args::{Format, Merge, Reports},
        console::Console,
        exit::Exit,
        output,
        spool::{Spool, Spooled},
    },
    problem::Problem,
    report::{Batch, Item},
    world::World,
};

/// How long a line of a part may be, in bytes: a result with all that was seen of it.
const MAX_LINE: u64 = 256 << 20;

/// Puts the parts together in the order of the input, and prints them.
pub(super) fn run(
    world: &World,
    asked: &Merge,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    output::ready(&asked.reports)?;
    let mut merged = Merged::new(keeps(manner.format, &asked.reports))?;
    for file in &asked.parts {
        merged.read(world, file)?;
    }
    merged.sort()?;
    if manner.format == Format::Jsonl {
        merged.print(console)?;
    } else {
        console.print(&output::checked(&merged.batch, manner, &console.out))?;
    }
    let batch = merged.batch;
    output::write_beside(world, &batch, &asked.reports, manner.format)?;
    Ok(Exit::of(&batch))
}

/// The results read so far.
struct Merged {
    batch: Batch,
    /// The index of each, the number of its file, and its line.
    lines: Vec<(usize, u32, Spooled)>,
    spool: Spool,
    files: Vec<String>,
    keeps: bool,
}

/// A line of a part: a result, or why there is less than was asked for.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Problem { problem: Problem },
    Result(Box<Item>),
}

impl Merged {
    fn new(keeps: bool) -> Result<Self, Problem> {
        let (lines, files) = (Vec::new(), Vec::new());
        let batch = Batch::new(Vec::new()).by("merge", String::new());
        Ok(Self { batch, lines, spool: Spool::new()?, files, keeps })
    }

    fn read(&mut self, world: &World, file: &OsStr) -> Result<(), Problem> {
        let name = file.to_string_lossy().into_owned();
        let unreadable = |line: usize, why: String| {
            let what = format!("cannot read {name}, line {line}");
            Problem::new(what, why, "name files that check --format jsonl wrote")
        };
        let opened = world.open(Path::new(file));
        let opened = opened.map_err(|error| {
            let next = "name files that check --format jsonl wrote";
            Problem::new(format!("cannot read {name}"), error.to_string(), next)
        })?;
        let mut text = BufReader::new(opened);
        self.files.push(name.clone());
        for number in 1.. {
            let mut line = String::new();
            let read = text.by_ref().take(MAX_LINE).read_line(&mut line);
            read.map_err(|error| unreadable(number, error.to_string()))?;
            if line.is_empty() {
                break;
            }
            self.take(&line).map_err(|why| unreadable(number, why))?;
        }
        Ok(())
    }

    /// Takes a line; the error says why it is none of a part.
    fn take(&mut self, line: &str) -> Result<(), String> {
        if line.trim().is_empty() {
            return Ok(());
        }
        if !line.ends_with('\n') {
            return Err("it has no end: the file was cut off, or the line is too long".to_owned());
        }
        let item = match serde_json::from_str(line).map_err(|error| error.to_string())? {
            Line::Problem { problem } => {
                self.batch.incomplete.get_or_insert(problem);
                return Ok(());
            }
            Line::Result(item) => *item,
        };
        let index = item.index.ok_or("it has no index")?;
        let file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let spooled = self.spool.put(line).map_err(|problem| problem.to_string())?;
        self.lines.push((index, file, spooled));
        if self.keeps {
            self.batch.items.push(item);
        } else {
            self.batch.let_go(&item);
        }
        Ok(())
    }

    /// Puts the results into the order of the input, which none may have twice; where some are missing that is told.
    fn sort(&mut self) -> Result<(), Problem> {
        self.lines.sort_by_key(|(index, ..)| *index);
        self.batch.items.sort_by_key(|item| item.index);
        self.batch.items.iter_mut().for_each(|item| item.index = None);
        let twice = self.lines.windows(2).find_map(|pair| match pair {
            [(one, first, _), (two, second, _)] if one == two => Some((*one, *first, *second)),
            _ => None,
        });
        if let Some((index, first, second)) = twice {
            let [first, second] = [first, second].map(|file| self.file(file));
            let why = format!("the result with the index {index} is in {first} and in {second}");
            let next = "name each part of one run once";
            return Err(Problem::new("the parts are not of one run", why, next));
        }
        let wanted = self.lines.last().map_or(0, |(index, ..)| index + 1);
        if self.lines.len() < wanted && self.batch.incomplete.is_none() {
            self.batch.incomplete = Some(missing(self.lines.len(), wanted));
        }
        Ok(())
    }

    /// The lines as they are in the parts, then why there is less than was asked for.
    fn print(&mut self, console: &Console) -> Result<(), Problem> {
        for (.., line) in &self.lines {
            console.print(&self.spool.get(*line)?)?;
        }
        console.print(&output::rest(&self.batch, Format::Jsonl))
    }

    fn file(&self, number: u32) -> &str {
        let place = usize::try_from(number).unwrap_or_default().saturating_sub(1);
        self.files.get(place).map(String::as_str).unwrap_or_default()
    }
}

/// Whether all results are kept: lines are printed as they are.
fn keeps(format: Format, reports: &Reports) -> bool {
    format != Format::Jsonl || !reports.files.is_empty()
}

fn missing(there: usize, wanted: usize) -> Problem {
    let what = format!("{there} of at least {wanted} results are there");
    Problem::new(what, "a part is missing, or did not come to its end", "name all parts")
}
