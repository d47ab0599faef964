//! Guide rules: which repository a path means, by a pattern or from a list of projects.

use super::{
    Entry, Fault, Source,
    keys::unknown_key,
    pattern::{Pattern, Template},
    published::{Rule, Site, Vanity},
    yaml::Node,
};

/// Adds what the list under `rules` says to `site`: rules, the projects that they list, and examples to check.
pub(super) fn add(file: &str, node: &Node, site: &mut Site) {
    if node.list().is_empty() {
        let says = "rules takes a list, each with path and repo";
        site.bad.push(Entry::malformed(Source::new(file, node.line), "rules", says));
    }
    for node in node.list() {
        if let Err(says) = add_one(file, node, site) {
            let path = node.text_of("path");
            let name = if path.is_empty() { "rules" } else { path };
            site.bad.push(Entry::malformed(Source::new(file, node.line), name, says));
        }
    }
}

fn add_one(file: &str, node: &Node, site: &mut Site) -> Result<(), String> {
    site.bad.extend(unknown_keys(file, node));
    let rule = rule(node)?;
    let listed = node.get("projects");
    let examples = node.get("examples");
    for (list, named) in [(listed, &mut site.paths), (examples, &mut site.examples)] {
        for project in list.map(Node::list).unwrap_or_default() {
            match project_of(&rule, project) {
                Ok(vanity) => named.push(vanity),
                Err(says) => {
                    let text = project.text().unwrap_or("projects");
                    site.bad.push(Entry::malformed(Source::new(file, project.line), text, says));
                }
            }
        }
    }
    match listed {
        Some(list) if list.list().is_empty() => {
            Err("projects takes a list of paths below the host".to_owned())
        }
        Some(_) => Ok(()),
        None if rule.pattern.is_open() => Err(format!(
            "where the project ends in {} cannot be known: list the projects, or write a rule for each depth",
            rule.pattern.text()
        )),
        None => {
            site.rules.push(rule);
            Ok(())
        }
    }
}

fn rule(node: &Node) -> Result<Rule, String> {
    let text = |key| node.text_of(key);
    if text("path").is_empty() || text("repo").is_empty() {
        return Err("a rule takes path and repo".to_owned());
    }
    let pattern = Pattern::parse(text("path"))?;
    let template = |key| Template::parse(text(key), &pattern);
    let (repo, subdir, source) = (template("repo")?, template("subdir")?, template("source")?);
    if !repo.is_fixed() && !names_host(repo.start()) {
        return Err(format!("{}: the host of a repository takes no placeholder", text("repo")));
    }
    let vcs = if text("vcs").is_empty() { "git" } else { text("vcs") };
    let about = text("description").to_owned();
    Ok(Rule { line: node.line, vcs: vcs.to_owned(), repo, subdir, source, about, pattern })
}

/// Whether a URL that begins so has its host behind it: whoever asks must not choose where go is sent.
fn names_host(start: &str) -> bool {
    start.split_once("://").is_some_and(|(_, rest)| rest.contains('/'))
}

fn project_of(rule: &Rule, node: &Node) -> Result<Vanity, String> {
    let path = node.text().ok_or("a project is a path below the host")?.trim_matches('/');
    let values = rule.pattern.fits(path);
    let values = values.ok_or_else(|| format!("{path} does not fit {}", rule.pattern.text()))?;
    Ok(Vanity { line: node.line, ..rule.entry(path, &values) })
}

fn unknown_keys(file: &str, node: &Node) -> Vec<Entry> {
    let known = ["path", "repo", "vcs", "subdir", "source", "description", "projects", "examples"];
    let keys = node.map().iter().filter_map(|(key, _)| Some((key.line, key.text()?)));
    let unknown = keys.filter(|(_, key)| !known.contains(key));
    let entry = |(line, key)| {
        let faults: Vec<Fault> = vec![unknown_key(key)];
        Entry { faults, ..Entry::new(Source::new(file, line), key, super::Ask::Nothing) }
    };
    unknown.map(entry).collect()
}
