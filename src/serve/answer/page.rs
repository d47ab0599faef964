//! The page of a repository: for go, and for people.

use super::markup::{escape, link, page, tags};
use crate::serve::site::{Found, Package};

/// What go needs for a path in a repository, and a line for whoever looks.
pub(super) fn for_go(found: &Found<'_>) -> String {
    let root = escape(&found.package.root);
    let tags = tags(&found.package);
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n{tags}</head>\n<body>\ngo get {root}\n</body>\n</html>\n"
    )
}

/// A page to be read in a browser; go finds its tags here too, should a server before us drop the query.
pub(super) fn for_people(found: &Found<'_>) -> String {
    let package = &*found.package;
    let path = path(found);
    let host = package.root.split('/').next().unwrap_or_default();
    let about = match package.about.as_str() {
        "" => String::new(),
        about => format!("<p class=\"about\">{}</p>\n", escape(about)),
    };
    let title = escape(&path);
    let body = format!(
        "<nav>{}</nav>\n<h1>{title}</h1>\n{about}<pre>go get {title}</pre>\n<dl>\n{}</dl>\n",
        link("/", host),
        rows(package, &path)
    );
    page(&path, &tags(package), &body)
}

/// What people want to know of the repository of `path`.
fn rows(package: &Package, path: &str) -> String {
    let code = |text: &str| format!("<code>{}</code>", escape(text));
    let repo = format!("{} {}", link(&package.repo, &package.repo), vcs(&package.vcs));
    let named = if package.vcs == "mod" { "Module proxy" } else { "Repository" };
    let home = package.home.as_ref().filter(|home| **home != package.repo);
    let rows = [
        (path != package.root).then(|| row("Repository root", &code(&package.root))),
        Some(row(named, &repo)),
        (!package.subdir.is_empty())
            .then(|| row("Directory", &format!("{} (go 1.25 and later)", code(&package.subdir)))),
        home.map(|home| row("Source", &link(home, home))),
        package.docs_of(path).map(|docs| row("Documentation", &link(&docs, &docs))),
    ];
    rows.into_iter().flatten().collect()
}

/// The import path that was asked for.
pub(super) fn path(found: &Found<'_>) -> String {
    let root = &found.package.root;
    if found.below.is_empty() { root.clone() } else { format!("{root}/{}", found.below) }
}

fn row(name: &str, markup: &str) -> String {
    format!("<dt>{name}</dt><dd>{markup}</dd>\n")
}

fn vcs(name: &str) -> String {
    if matches!(name, "git" | "mod") { String::new() } else { format!("({})", escape(name)) }
}
