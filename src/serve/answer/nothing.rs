//! What is said where nothing is served: which paths are.

use super::markup::{escape, link, page, tags};
use crate::{problem::nearest, serve::site::Site};

/// How many paths are named.
const MOST: usize = 5;

/// For go, which prints such a text with its error: at most eight lines, no blank one between.
pub(super) fn for_go(site: &Site, host: &str, path: &str) -> String {
    let mut lines = vec![format!("{host} serves no module at {path}")];
    if let Some(near) = near(site, host, path) {
        lines.push(format!("did you mean {near}"));
    }
    let more = match site.packages(host).count().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    lines.push(format!("it serves {}{more}", served(site, host).join(", ")));
    lines.join("\n") + "\n"
}

/// For people.
pub(super) fn for_people(site: &Site, host: &str, path: &str) -> String {
    let near = near(site, host, path).map(|near| {
        let below = near.strip_prefix(host).unwrap_or("/");
        format!("<p>Did you mean {}?</p>\n", link(below, &near))
    });
    let body = format!(
        "<nav>{}</nav>\n<h1>Nothing here</h1>\n<p><code>{}</code> is in no module of {}.</p>\n{}",
        link("/", host),
        escape(path),
        escape(host),
        near.unwrap_or_default()
    );
    page("Nothing here", "", &body)
}

/// The page of files for a path without one: with the tags of all repositories, of which go takes the one that fits, even
/// from an answer with status 404. Those that lie in one another are left out.
pub fn fallback(site: &Site, host: &str) -> String {
    let alone = site.packages(host).filter(|package| !site.is_nested(package));
    let tags: String = alone.take(TAGS).map(tags).collect();
    let body = format!(
        "<nav>{}</nav>\n<h1>Nothing here</h1>\n<p>This page is in no module, or in a directory of one.</p>\n",
        link("/", host)
    );
    page("Nothing here", &tags, &body)
}

/// A path that is served and like the one that is not.
fn near(site: &Site, host: &str, path: &str) -> Option<String> {
    let below = |root: &'_ str| root.get(host.len() + 1..).unwrap_or_default().to_owned();
    let shown = site.packages(host).filter(|it| !it.hidden).take(SEARCHED);
    let known: Vec<String> = shown.map(|it| below(&it.root)).filter(|it| !it.is_empty()).collect();
    let near = nearest(&below(path), known.iter().map(String::as_str))?;
    Some(format!("{host}/{near}"))
}

/// The first paths, and the patterns.
fn served(site: &Site, host: &str) -> Vec<String> {
    let roots = site.packages(host).filter(|it| !it.hidden).map(|it| it.root.clone()).take(MOST);
    let rules = site.rules().filter(|_| site.host() == host).take(MOST);
    roots.chain(rules.map(|(pattern, _)| format!("{host}{pattern}"))).collect()
}

/// How many tags a page has: more make every unknown path dear.
const TAGS: usize = 500;

/// Among how many paths a near one is looked for.
const SEARCHED: usize = 500;
