//! `export`: pages for a server of files, and the lines that such a server needs.

use std::path::Path;

use super::serve::told::{place, refused};
use crate::{
    cli::{
        action::Manner,
        args::{Export, Format, Host},
        console::Console,
        exit::Exit,
    },
    problem::Problem,
    render::{json, jsonl, serve},
    report::serve::ExportView,
    serve::{
        answer::Answers,
        export::{Kind, Lines, lines, packages, pages},
        load::{Config, load},
        site::Choice,
    },
    shell::word,
    world::World,
};

/// Writes the pages, and prints what was written; lines for a server alone where those are asked for.
pub(super) fn run(
    world: &World,
    asked: &Export,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let choice = Choice { host: asked.site.host.clone(), docs: asked.site.docs.clone() };
    let config = Config { file: asked.config.clone(), choice, redirect: false };
    let loaded = load(world, &config).map_err(|why| refused(&config.file, why))?;
    let remarks = loaded.remarks.iter();
    let odd = remarks.map(|it| [place(&config.file, it), it.says.clone()]).collect();
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let mut view = ExportView { odd, ..ExportView::new(name(&asked.config), name(&asked.dir)) };
    fill(&mut view, world, asked, &loaded.answers)?;
    let only_lines = view.lines.as_ref().filter(|_| manner.format == Format::Human);
    if let Some(lines) = only_lines {
        console.print(lines)?;
        view.cannot.iter().for_each(|cannot| console.hint(&format!("cannot: {cannot}")));
        return Ok(Exit::Success);
    }
    console.print(&match manner.format {
        Format::Human => serve::exported(&view, &console.out),
        Format::Json => json::document(&view),
        _ => jsonl::line(&view),
    })?;
    Ok(Exit::Success)
}

/// Writes all files, and notes them.
fn fill(
    view: &mut ExportView,
    world: &World,
    asked: &Export,
    answers: &Answers,
) -> Result<(), Problem> {
    std::fs::create_dir_all(&asked.dir).map_err(|error| unwritable(&asked.dir, &error))?;
    let mut paths = Vec::new();
    for (root, dir) in &asked.tree {
        paths.extend(packages(world, root, dir)?);
    }
    let mut pages = pages(answers, &paths);
    view.cannot.append(&mut pages.cannot);
    let site = answers.site();
    if let Some(server) = asked.server {
        let root = world.real_path(&asked.dir).unwrap_or_else(|_| asked.dir.clone());
        let Lines { text, file, cannot } = lines(kind(server), site, &root.to_string_lossy());
        view.cannot.extend(cannot);
        match file {
            Some(file) => drop(pages.files.insert(file.into(), text.into_bytes())),
            None => view.lines = Some(text),
        }
    }
    if asked.server == Some(Host::GithubPages) {
        pages.files.insert(".nojekyll".into(), Vec::new());
    }
    for (file, bytes) in &pages.files {
        write(&asked.dir.join(file), bytes)?;
        view.files.push(file.to_string_lossy().into_owned());
    }
    view.hosts = site.hosts().to_vec();
    let (dir, host) = (word(&asked.dir.to_string_lossy()), site.host());
    let check = format!("goget-doctor check --host {host} {dir}");
    let published = format!(
        "goget-doctor check --host {host} {}    (once it is published)",
        word(&view.config)
    );
    view.next = vec![check, published];
    Ok(())
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let folder = file.parent().unwrap_or(file);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(file, bytes));
    written.map_err(|error| unwritable(file, &error))
}

fn unwritable(file: &Path, error: &std::io::Error) -> Problem {
    let what = format!("cannot write {}", file.display());
    Problem::new(what, error.to_string(), "name a folder that can be written")
}

fn kind(server: Host) -> Kind {
    match server {
        Host::Apache => Kind::Apache,
        Host::Caddy => Kind::Caddy,
        Host::Cloudflare => Kind::Cloudflare,
        Host::GithubPages => Kind::GithubPages,
        Host::Netlify => Kind::Netlify,
        Host::Nginx => Kind::Nginx,
        Host::Traefik => Kind::Traefik,
    }
}
