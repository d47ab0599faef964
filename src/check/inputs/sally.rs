//! The packages of sally.

use super::{
    Fault, Source,
    keys::{unknown, unknown_key},
    published::{Site, Vanity},
    yaml::Node,
};
use crate::stages::files::rules;

/// The packages of sally's file.
pub(super) fn site(file: &str, tree: &Node) -> Site {
    let mut site = Site::default();
    for (key, value) in tree.map() {
        match key.text().unwrap_or_default() {
            "url" => site.host = value.text().map(|url| (key.line, url.to_owned())),
            "packages" => site.paths.extend(value.map().iter().map(package)),
            "godoc" | "godocServer" => site.docs = docs(value),
            "index_title" => {}
            name => site.bad.push(unknown(Source::new(file, key.line), name)),
        }
    }
    site
}

/// A package of sally's: its repository goes without a scheme, over https.
fn package((key, value): &(Node, Node)) -> Vanity {
    let mut vanity = Vanity {
        line: key.line,
        host: value.get("url").and_then(Node::text).map(ToOwned::to_owned),
        path: key.text().unwrap_or_default().to_owned(),
        vcs: value.text_of("vcs").to_owned(),
        vcs_line: value.get("vcs").map_or(0, |vcs| vcs.line),
        repo_line: value.get("repo").map_or(0, |repo| repo.line),
        branch: value.text_of("branch").to_owned(),
        docs: value.text_of("doc_url").to_owned(),
        about: about(value).to_owned(),
        ..Vanity::default()
    };
    if vanity.vcs.is_empty() {
        "git".clone_into(&mut vanity.vcs);
    }
    let repo = value.text_of("repo");
    if !repo.is_empty() {
        vanity.repo =
            if repo.contains("://") { repo.to_owned() } else { format!("https://{repo}") };
    }
    let (user, name) = (value.text_of("github_user"), value.text_of("github_repo"));
    if !name.is_empty() {
        let repo = format!("github.com/{user}/{name}");
        vanity.repo = format!("https://{repo}");
        let says = "the keys type, github_user and github_repo are those of an old sally";
        vanity.faults.push(Fault::new(&rules::UNKNOWN_KEY, says).fix(format!("repo: {repo}")));
        return vanity;
    }
    let known = ["repo", "vcs", "url", "desc", "description", "doc_url", "branch"];
    let keys = value.map().iter().filter_map(|(key, _)| key.text());
    vanity.faults.extend(keys.filter(|key| !known.contains(key)).map(unknown_key));
    vanity
}

fn about(value: &Node) -> &str {
    let desc = value.text_of("desc");
    if desc.is_empty() { value.text_of("description") } else { desc }
}

/// The host of the documentation, by itself or under `host`.
fn docs(value: &Node) -> String {
    let host = value.text().unwrap_or_else(|| value.text_of("host"));
    let host = host.trim_start_matches("https://").trim_end_matches('/');
    if host.is_empty() { String::new() } else { format!("https://{host}/{{path}}") }
}
