//! `env`: the settings in force, or what they decide for one module path.

use std::{ffi::OsStr, sync::Arc};

use serde::Serialize;

use crate::{
    cli::{
        action::Manner,
        args::{Env, Format},
        console::Console,
        exit::Exit,
        options::options,
        pasted::taken,
        runtime::{block_on, input},
    },
    pipeline::{self, Options},
    problem::Problem,
    render::{Painter, access, env as screen, json, jsonl},
    report::{
        access::AccessView,
        env::{EnvView, PathView},
    },
    secret::{UrlText, redact_url},
    shell,
    stages::meant_path,
    world::World,
};

/// Does what `asked` says and prints what comes out.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Env,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    if let Some(url) = &asked.git {
        return git(world, url, manner, console);
    }
    let path = asked.path.as_deref().map(|path| taken(path, console));
    let path = path.as_deref();
    if path.is_some_and(OsStr::is_empty) {
        let why = "an empty text is no module path";
        return Err(Problem::new("env was given nothing", why, "goget-doctor env"));
    }
    if let Some(variable) = path.and_then(OsStr::to_str).filter(|path| is_variable(path)) {
        return Err(no_path(variable));
    }
    let source = asked.from.as_deref().map(|file| file.to_string_lossy().into_owned());
    let (world, options) = match &asked.from {
        Some(file) => told(world, file, manner, console)?,
        None => (world.clone(), options(manner, true)),
    };
    let trace = block_on(pipeline::environment(&world, path.unwrap_or(OsStr::new("")), &options))?;
    let (text, ok, findings) = if path.is_some() {
        let mut view = PathView::of(&trace).listed_in(source.as_deref());
        manner.levels.apply(&mut view.findings);
        (shown(&view, screen::human_path, manner, console), view.error.is_none(), view.findings)
    } else {
        let mut view = EnvView::of(&trace).listed_in(source.as_deref());
        manner.levels.apply(&mut view.findings);
        (shown(&view, screen::human, manner, console), view.error.is_none(), view.findings)
    };
    if asked.fix {
        console.print(&screen::fix(&findings, &console.out))?;
        return Ok(Exit::Success);
    }
    console.print(&text)?;
    Ok(Exit::judged(ok, &findings))
}

/// The machine of which a pasted list tells, and the options for the release that wrote it.
fn told(
    world: &World,
    file: &OsStr,
    manner: &Manner,
    console: &Console,
) -> Result<(Arc<World>, Options), Problem> {
    let text = input(world, file, console)?;
    let told = pipeline::told(&text, &file.to_string_lossy())?;
    let options = options(manner, true);
    let go = options.go.or(told.version);
    Ok((Arc::new(told.world), Options { go, ..options }))
}

/// Whether a variable of go is named, or set, where a module path is meant: `GOPROXY`, `GOPROXY=direct`.
fn is_variable(path: &str) -> bool {
    let name = path.split_once('=').map_or(path, |(name, _)| name);
    let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    name.starts_with("GO") && name.chars().all(letters)
}

fn no_path(variable: &str) -> Problem {
    let next = match variable.split_once('=') {
        Some(_) if redact_url(variable) == variable => {
            format!("goget-doctor env --env {}", shell::word(variable))
        }
        _ => "goget-doctor env".to_owned(),
    };
    let what = format!("{} is no module path", redact_url(variable));
    Problem::new(what, "it is a variable of go, which stands in the list of all", next)
}

/// Prints what git and ssh would use for the repository at `url`; without one, whatever they are set to.
fn git(world: &Arc<World>, url: &str, manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let repo = (!url.is_empty()).then(|| repository(url)).transpose()?;
    let trace = block_on(pipeline::access(world, repo.as_ref(), &options(manner, true)))?;
    let view = AccessView::of(&trace);
    console.print(&shown(&view, access::human, manner, console))?;
    Ok(Exit::judged(view.is_told(), &[]))
}

/// The URL of a repository: with a scheme, or as ssh writes it (`git@host:path`).
fn repository(url: &str) -> Result<UrlText, Problem> {
    let of_ssh = || url.split('/').next().is_some_and(|place| place.contains(':'));
    if (url.contains("://") || of_ssh()) && !url.contains(char::is_control) {
        return Ok(url.into());
    }
    let what = format!("--git {}", UrlText::from(url));
    let why = "this is no URL of a repository".to_owned();
    let path = meant_path(url).unwrap_or_else(|| "git.example.com/team/pkg.git".to_owned());
    let next = format!("goget-doctor env --git {}", shell::word(&format!("https://{path}")));
    Err(Problem::new(what, why, next))
}

/// A view in the format asked for.
pub(super) fn shown<T: Serialize>(
    view: &T,
    human: fn(&T, &Painter) -> String,
    manner: &Manner,
    console: &Console,
) -> String {
    match manner.format {
        Format::Human => human(view, &console.out),
        Format::Json => json::document(view),
        _ => jsonl::line(view),
    }
}
