//! `meta`: what go's parser reads from a page.

use std::{ffi::OsStr, sync::Arc};

use crate::{
    cli::{
        action::Manner,
        args::{Format, Meta},
        console::Console,
        exit::Exit,
        options::options,
        pasted::taken,
        runtime::{block_on, input},
    },
    go::cmd::select::Status,
    pipeline::{self, ServedPage},
    problem::Problem,
    render::{json, jsonl, meta},
    report::meta::MetaView,
    secret::redact_url,
    shell::word,
    stages::meant_path,
    world::World,
};

pub(super) fn run(
    world: &Arc<World>,
    asked: &Meta,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let options = options(manner, false);
    let is_url = ["http://", "https://"]
        .iter()
        .any(|scheme| asked.source.as_encoded_bytes().starts_with(scheme.as_bytes()));
    let page = if is_url {
        block_on(pipeline::fetch(world.clone(), &asked.source.to_string_lossy(), &options))?
    } else {
        let read = input(world, &asked.source, console);
        let bytes = read.map_err(|problem| of_page(problem, &asked.source))?;
        ServedPage { bytes, code: 200, status: "200 OK".to_owned(), ..ServedPage::default() }
    };
    let path = asked.path.as_deref().map(|path| taken(path.as_ref(), console));
    let path = path.as_deref().map(|path| path.to_string_lossy());
    let source = asked.source.to_string_lossy();
    let (go, _) = block_on(pipeline::release(world, &options))?;
    let source = redact_url(&source);
    let status = Status { code: page.code, text: &page.status, detail: &page.detail };
    let mut view = MetaView::served(&source, &page.bytes, status, path.as_deref(), go);
    manner.levels.apply(&mut view.findings);
    console.print(&match manner.format {
        Format::Human => meta::human(&view, &console.out),
        Format::Json => json::document(&view),
        _ => jsonl::line(&view),
    })?;
    Ok(Exit::judged(view.is_ok(), &view.findings))
}

/// What to do where no file has that name: a path is asked for its page.
fn of_page(problem: Problem, source: &OsStr) -> Problem {
    let path = source.to_str().filter(|text| text.contains('/')).and_then(meant_path);
    let Some(path) = path else { return problem };
    let url = word(&format!("https://{path}?go-get=1"));
    Problem { next: format!("goget-doctor meta {url} --path {}", word(&path)), ..problem }
}
