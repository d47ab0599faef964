//! What a server for import paths answers, and where; and what happens while it does.

use super::{
    Painter,
    page::{Cells, Lead, Page},
    painter::Role,
    text::columns,
};
use crate::report::serve::{ExportView, ServeView};

/// Where the text of a row begins.
const TEXT: usize = 2;

/// How many files are named.
const FILES: usize = 12;

/// What is served at which addresses, and the next commands to try.
pub fn human(view: &ServeView, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let hosts = painter.text(&view.hosts.join(", "));
    let lead = Lead { painted: painter.paint(Role::Strong, &hosts), columns: columns(&hosts) };
    page.row(&lead, TEXT, "", &painter.text(&format!("{}: {}", view.file, counted(view))));
    page.blank();
    page.table(&Lead::default(), TEXT, &packages(view, painter));
    let more = view.total.saturating_sub(view.packages.len());
    if more > 0 {
        page.row(&Lead::default(), TEXT, &format!("{more} more"), "");
    }
    page.blank();
    for [place, says] in &view.odd {
        page.labelled(Role::Warn, "odd", &format!("{place}: {says}"));
    }
    for listens in &view.listens {
        page.labelled(Role::Good, "listens", listens);
    }
    if let Some(admin) = &view.admin {
        page.labelled(Role::Plain, "admin", &format!("{admin}/-/health, {admin}/-/metrics"));
    }
    for lacks in &view.lacks {
        page.labelled(Role::Warn, "note", lacks);
    }
    for (index, next) in view.next.iter().enumerate() {
        page.pasted(Role::Good, if index == 0 { "try" } else { "" }, next);
    }
    page.finish()
}

/// How many pages were written and where, what they cannot do, and the next commands to try.
pub fn exported(view: &ExportView, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let hosts = painter.text(&view.hosts.join(", "));
    let lead = Lead { painted: painter.paint(Role::Strong, &hosts), columns: columns(&hosts) };
    let files = if view.files.len() == 1 { "file" } else { "files" };
    let told = format!("{}: {} {files} in {}", view.config, view.files.len(), view.folder);
    page.row(&lead, TEXT, "", &painter.text(&told));
    page.blank();
    for file in view.files.iter().take(FILES) {
        page.row(&Lead::default(), TEXT, &painter.text(file), "");
    }
    let more = view.files.len().saturating_sub(FILES);
    if more > 0 {
        page.row(&Lead::default(), TEXT, &format!("{more} more"), "");
    }
    page.blank();
    for [place, says] in &view.odd {
        page.labelled(Role::Warn, "odd", &format!("{place}: {says}"));
    }
    for cannot in &view.cannot {
        page.labelled(Role::Warn, "cannot", cannot);
    }
    for (index, next) in view.next.iter().enumerate() {
        page.pasted(Role::Good, if index == 0 { "try" } else { "" }, next);
    }
    page.finish()
}

/// A line about something that happened.
pub fn notice(role: Role, label: &str, text: &str, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    page.labelled(role, label, text);
    page.finish()
}

fn packages(view: &ServeView, painter: &Painter) -> Vec<Cells> {
    let cells = |text: &str, aside: String| Cells {
        text: painter.text(text),
        aside: painter.text(&aside),
        time: String::new(),
    };
    let named = view.packages.iter().map(|[path, vcs, repo]| cells(path, format!("{vcs}  {repo}")));
    let rules = view.rules.iter().map(|[pattern, repo]| cells(pattern, repo.clone()));
    named.chain(rules).collect()
}

fn counted(view: &ServeView) -> String {
    let many = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts =
        [many(view.total, "repository", "repositories"), many(view.rules.len(), "rule", "rules")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
