//! The page of a host: what is served there.

use super::markup::{escape, link, page};
use crate::serve::site::{Package, Site};

/// How many repositories the page lists.
const MOST: usize = 1_000;

/// What `host` serves, to be read in a browser.
pub(super) fn of(site: &Site, host: &str) -> String {
    let shown = || site.packages(host).filter(|package| !package.hidden);
    let rows: String = shown().take(MOST).map(|package| row(host, package)).collect();
    let more = match shown().count().saturating_sub(MOST) {
        0 => String::new(),
        more => format!("<p>{more} more are not listed.</p>\n"),
    };
    let rules = site.rules().filter(|_| site.host() == host);
    let rules: String = rules.map(|(pattern, repo)| rule(host, pattern, repo)).collect();
    let body = [
        format!("<h1>{}</h1>\n", escape(host)),
        table("<th>Import path</th><th>Repository</th>", &rows),
        more,
        table("<th>Paths</th><th>Repositories</th>", &rules),
    ];
    let body = body.concat();
    page(host, "", &body)
}

/// The rows under their heads; nothing where there are none.
fn table(heads: &str, rows: &str) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!("<table>\n<tr>{heads}</tr>\n{rows}</table>\n")
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
