//! What a batch looks like in each format, on standard output and in files.

use std::{
    borrow::Cow,
    ffi::OsString,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use super::{
    action::Manner,
    args::{Format, Reports, Told},
    stream,
};
use crate::{
    problem::Problem,
    render::{
        Detail, Painter, check, github, gitlab, go, html, human, json, jsonl, junit, line,
        markdown, openmetrics, problem::ProblemDocument, sarif, text::without_commands,
    },
    report::{Batch, Data, Report, Status, Steps, Wants},
    world::World,
};

/// A batch in a format, as a file holds it.
pub(super) fn text(batch: &Batch, format: Format) -> String {
    match format {
        Format::Human => tame(check::human(batch, &Painter::FILE, Detail::Normal)),
        Format::Json => json::envelope(batch),
        Format::Jsonl => lines(batch),
        Format::Go => tame(go::render(batch.reports(), &Painter::FILE)),
        Format::Sarif => sarif::render(batch),
        Format::Junit => tame(junit::render(batch)),
        Format::Github => github::render(batch),
        Format::Gitlab => gitlab::render(batch),
        Format::Line => line::render(batch),
        Format::Openmetrics => openmetrics::render(batch),
        Format::Markdown => tame(markdown::render(batch)),
        Format::Html => tame(html::render(batch)),
    }
}

/// Text that may come to be in the log of a job, where lines may be commands.
fn tame(text: String) -> String {
    match without_commands(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => text,
    }
}

/// What `resolve` and `replay` print: one path is an object of its own.
pub(super) fn resolved(batch: &Batch, manner: &Manner, out: &Painter) -> String {
    match (manner.format, batch.items.as_slice()) {
        (Format::Human, _) => human::render(batch.reports(), out, manner.detail),
        (Format::Go, _) => go::render(batch.reports(), out),
        (Format::Json, [item]) => json::document(item),
        (format, _) => text(batch, format),
    }
}

/// What is printed behind results that were printed one by one.
pub(super) fn rest(batch: &Batch, format: Format) -> String {
    match format {
        Format::Go => String::new(),
        Format::Line => line::end(batch),
        _ => incomplete(batch),
    }
}

/// What is printed of all results together.
pub(super) fn checked(batch: &Batch, manner: &Manner, out: &Painter) -> String {
    match manner.format {
        Format::Human => check::human(batch, out, manner.detail),
        format => text(batch, format),
    }
}

/// What anything that is asked for shows of a result in addition to the verdict.
/// `usual` is how much the command tells machines where nobody says.
pub(super) fn wants(manner: &Manner, reports: &Reports, usual: Told) -> Wants {
    shown(Some(manner.format), manner, reports, usual)
}

/// What of that is written once all results are there, and has to be kept until then: not what standard output has
/// one by one.
pub(super) fn kept(manner: &Manner, reports: &Reports, usual: Told) -> Wants {
    let printed = Some(manner.format).filter(|format| !stream::is_streamed(*format));
    shown(printed, manner, reports, usual)
}

fn shown(printed: Option<Format>, manner: &Manner, reports: &Reports, usual: Told) -> Wants {
    let files = reports.files.iter().map(|(format, _)| *format);
    let formats: Vec<Format> = printed.into_iter().chain(files).collect();
    let any = |wanted: &[Format]| formats.iter().any(|format| wanted.contains(format));
    let machine = any(&[Format::Json, Format::Jsonl]);
    let data = machine && manner.told.unwrap_or(usual) == Told::Full;
    let drawn = any(&[Format::Html, Format::Openmetrics]);
    let in_full = printed == Some(Format::Human) && manner.detail == Detail::Verbose;
    let steps = match () {
        () if data || any(&[Format::Html]) || in_full => Steps::All,
        () if machine || any(&[Format::Human, Format::Sarif]) => Steps::Faulty,
        () => Steps::None,
    };
    Wants { steps, data, log: any(&[Format::Go]), drawn }
}

/// Lets go of what nothing needs any more: it is large, and there may be thousands.
pub(super) fn trim(report: &mut Report, status: Status, kept: Wants) {
    let sound = status == Status::Passed && report.findings.is_empty();
    if !kept.log {
        report.log = Vec::new();
    }
    if !kept.steps.of(sound) {
        report.steps = Vec::new();
    }
    if !kept.data {
        report.steps.iter_mut().for_each(|step| step.data = Data::default());
    }
}

/// Whether the files of `--report` can be written, before anybody is asked. Nothing is left of those that are not there
/// yet.
pub(super) fn ready(reports: &Reports) -> Result<(), Problem> {
    for (_, file) in &reports.files {
        if let Some(folder) = missing_folder(file) {
            let what = format!("cannot write {}", file.display());
            let folder = folder.display();
            let why = format!("there is no folder {folder}");
            return Err(Problem::new(what, why, format!("mkdir -p {folder}")));
        }
        let is_new = !file.exists();
        let opened = OpenOptions::new().append(true).create(true).open(file);
        opened.map_err(|error| unwritable(file, &error))?;
        if is_new {
            fs::remove_file(file).map_err(|error| unwritable(file, &error))?;
        }
    }
    Ok(())
}

/// The folder of a file, where there is none.
fn missing_folder(file: &Path) -> Option<&Path> {
    file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
}

/// Puts a file in the place of another in one go: who reads it meanwhile has one of the two whole.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".new");
    let new = file.with_file_name(name);
    fs::write(&new, text)?;
    fs::rename(&new, file)
}

/// Writes the files of `--report`, and in GitHub Actions the summary of the job.
pub(super) fn write_beside(
    world: &World,
    batch: &Batch,
    reports: &Reports,
    format: Format,
) -> Result<(), Problem> {
    for (format, file) in &reports.files {
        let text = text(batch, *format);
        let written = match format {
            Format::Openmetrics => replace(file, &text),
            _ => fs::write(file, text),
        };
        written.map_err(|error| unwritable(file, &error))?;
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

pub(super) fn unwritable(file: &Path, error: &io::Error) -> Problem {
    let what = format!("cannot write {}", file.display());
    Problem::new(what, error.to_string(), "name a file that can be written")
}
