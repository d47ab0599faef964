//! The page of a host: what is served there.

use super::markup::{escape, link, page};
use crate::serve::site::{Package, Site};

/// How many repositories the page lists.
const MOST: usize = 1_000;

/// What `host` serves, to be read in a browser.
pub(super) fn of(site: &Site, host: &str) -> String {
    let shown = || site.packages(host).filter(|package| !package.hidden);
    let rows: String = shown().take(MOST).map(|package| row(host, package)).collect();
    let mut body = format!("<h1>{}</h1>\n", escape(host));
    if !rows.is_empty() {
        body.push_str(&format!(
            "<table>\n<tr><th>Import path</th><th>Repository</th></tr>\n{rows}</table>\n"
        ));
    }
    let more = shown().count().saturating_sub(MOST);
    if more > 0 {
        body.push_str(&format!("<p>{more} more are not listed.</p>\n"));
    }
    let rules: Vec<_> = site.rules().filter(|_| site.host() == host).collect();
    if !rules.is_empty() {
        let rows: String = rules.iter().map(|(pattern, repo)| rule(host, pattern, repo)).collect();
        body.push_str(&format!(
            "<table>\n<tr><th>Paths</th><th>Repositories</th></tr>\n{rows}</table>\n"
        ));
    }
    page(host, "", &body)
}

fn row(host: &str, package: &Package) -> String {
    let below = package.root.strip_prefix(host).unwrap_or_default();
    let about = match package.about.as_str() {
        "" => String::new(),
        about => format!("<br>{}", escape(about)),
    };
    let path = link(if below.is_empty() { "/" } else { below }, &package.root);
    let repo = link(package.home.as_ref().unwrap_or(&package.repo), &package.repo);
    format!("<tr><td>{path}{about}</td><td>{repo}</td></tr>\n")
}

fn rule(host: &str, pattern: &str, repo: &str) -> String {
    format!(
        "<tr><td><code>{}{}</code></td><td><code>{}…</code></td></tr>\n",
        escape(host),
        escape(pattern),
        escape(repo)
    )
}
