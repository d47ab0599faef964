//! What a batch looks like in each format, on standard output and in files beside it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use super::{
    action::Manner,
    args::{Format, Reports},
    console::Console,
};
use crate::{
    error::Problem,
    render::{
        Detail, Painter, check, github, go, html, human, json, jsonl, junit, markdown,
        problem::ProblemDocument, sarif,
    },
    report::{Batch, Data, Report, Status, Wants},
    world::World,
};

/// A batch in a format, as a file holds it.
pub(super) fn text(batch: &Batch, format: Format) -> String {
    match format {
        Format::Human => check::human(batch, &Painter::FILE, Detail::Normal),
        Format::Json => json::array(batch),
        Format::Jsonl => lines(batch),
        Format::Go => go::render(batch.reports(), &Painter::FILE),
        Format::Sarif => sarif::render(batch),
        Format::Junit => junit::render(batch),
        Format::Github => github::render(batch),
        Format::Markdown => markdown::render(batch),
        Format::Html => html::render(batch),
    }
}

/// What `resolve` and `replay` print: one path is an object of its own.
pub(super) fn resolved(batch: &Batch, manner: &Manner, console: &Console) -> String {
    match (manner.format, batch.items.as_slice()) {
        (Format::Human, _) => human::render(batch.reports(), &console.out, manner.detail),
        (Format::Go, _) => go::render(batch.reports(), &console.out),
        (Format::Json, [item]) => json::document(item),
        (format, _) => text(batch, format),
    }
}

/// What `check` prints at its end; with `jsonl` the results are out already.
pub(super) fn checked(batch: &Batch, manner: &Manner, console: &Console) -> String {
    match manner.format {
        Format::Human => check::human(batch, &console.out, manner.detail),
        Format::Go => go::render(batch.reports(), &console.out),
        Format::Jsonl => incomplete(batch),
        format => text(batch, format),
    }
}

/// Whether anything that is asked for draws requests and certificates.
pub(super) fn draws(format: Format, reports: &Reports) -> bool {
    format == Format::Html || reports.files.iter().any(|(format, _)| *format == Format::Html)
}

/// What anything that is asked for shows of a result beside the verdict.
pub(super) fn wants(format: Format, reports: &Reports) -> Wants {
    let files = reports.files.iter().map(|(format, _)| *format);
    let formats: Vec<Format> = files.chain([format]).collect();
    let data = [Format::Json, Format::Jsonl].iter().any(|format| formats.contains(format));
    Wants { data, log: formats.contains(&Format::Go), drawn: draws(format, reports) }
}

/// What of the results is written once all are there, and has to be kept until then.
#[expect(clippy::struct_excessive_bools, reason = "each is something of its own to keep")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    /// The details for machines.
    data: bool,
    /// The steps of what did not simply pass.
    failures: bool,
    /// The steps of the rest.
    steps: bool,
    /// go's own lines.
    log: bool,
}

impl Kept {
    /// With `jsonl` on standard output each result is out as soon as it is there.
    pub(super) fn of(manner: &Manner, reports: &Reports) -> Self {
        let printed = Some(manner.format).filter(|format| *format != Format::Jsonl);
        let files = reports.files.iter().map(|(format, _)| *format);
        let formats: Vec<Format> = printed.into_iter().chain(files).collect();
        let any = |wanted: &[Format]| formats.iter().any(|format| wanted.contains(format));
        let verbose = any(&[Format::Human]) && manner.detail == Detail::Verbose;
        Self {
            data: any(&[Format::Json, Format::Jsonl]),
            failures: any(&[Format::Human]),
            steps: any(&[Format::Json, Format::Jsonl, Format::Html]) || verbose,
            log: any(&[Format::Go]),
        }
    }

    /// Lets go of what nothing needs any more: it is large, and there may be thousands.
    pub(super) fn trim(self, report: &mut Report, status: Status) {
        let failed = status != Status::Passed || !report.findings.is_empty();
        if !self.log {
            report.log = Vec::new();
        }
        if !(self.steps || self.failures && failed) {
            report.steps = Vec::new();
        }
        if !self.data {
            report.steps.iter_mut().for_each(|step| step.data = Data::default());
        }
    }
}

/// Writes the files of `--report`, and in GitHub Actions the summary of the job.
pub(super) fn write_beside(
    world: &World,
    batch: &Batch,
    reports: &Reports,
    format: Format,
) -> Result<(), Problem> {
    for (format, file) in &reports.files {
        fs::write(file, text(batch, *format)).map_err(|error| unwritable(file, &error))?;
    }
    let summary = world.var("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty());
    let Some(file) = summary.map(Path::new) else { return Ok(()) };
    if !matches!(format, Format::Github | Format::Markdown) {
        return Ok(());
    }
    let opened = OpenOptions::new().create(true).append(true).open(file);
    let written = opened.and_then(|mut file| file.write_all(markdown::render(batch).as_bytes()));
    written.map_err(|error| unwritable(file, &error))
}

fn lines(batch: &Batch) -> String {
    let lines: String = batch.items.iter().map(jsonl::line).collect();
    lines + &incomplete(batch)
}

fn incomplete(batch: &Batch) -> String {
    let problem = batch.incomplete.as_ref().map(ProblemDocument::new);
    problem.iter().map(jsonl::line).collect()
}

fn unwritable(file: &Path, error: &io::Error) -> Problem {
    let what = format!("cannot write {}", file.display());
    Problem::new(what, error.to_string(), "name a file that can be written")
}
