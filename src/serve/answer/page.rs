//! The page of a repository: for go, and for people.

use super::markup::{escape, link, page, tags};
use crate::serve::site::Found;

/// What go needs for a path in a repository, and a line for whoever looks.
pub(super) fn for_go(found: &Found<'_>) -> String {
    let root = escape(&found.package.root);
    let tags = tags(&found.package);
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n{tags}</head>\n<body>\ngo get {root}\n</body>\n</html>\n"
    )
}

/// The same, to be read in a browser; go finds its tags here too, should a server before us drop the query.
pub(super) fn for_people(found: &Found<'_>) -> String {
    let package = &*found.package;
    let path = path(found);
    let host = package.root.split('/').next().unwrap_or_default();
    let mut body = format!("<nav>{}</nav>\n<h1>{}</h1>\n", link("/", host), escape(&path));
    if !package.about.is_empty() {
        body.push_str(&format!("<p class=\"about\">{}</p>\n", escape(&package.about)));
    }
    body.push_str(&format!("<pre>go get {}</pre>\n<dl>\n", escape(&path)));
    if path != package.root {
        body.push_str(&row("Repository root", &format!("<code>{}</code>", escape(&package.root))));
    }
    let told = if package.vcs == "mod" { "Module proxy" } else { "Repository" };
    body.push_str(&row(
        told,
        &format!("{} {}", link(&package.repo, &package.repo), vcs(&package.vcs)),
    ));
    if !package.subdir.is_empty() {
        body.push_str(&row(
            "Directory",
            &format!("<code>{}</code> (go 1.25 and later)", escape(&package.subdir)),
        ));
    }
    if let Some(home) = package.home.as_ref().filter(|home| **home != package.repo) {
        body.push_str(&row("Source", &link(home, home)));
    }
    if let Some(docs) = package.docs_of(&path) {
        body.push_str(&row("Documentation", &link(&docs, &docs)));
    }
    body.push_str("</dl>\n");
    page(&path, &tags(package), &body)
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
