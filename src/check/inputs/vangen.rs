//! `vangen.json`: the repositories whose static pages vangen writes.

use super::{
    Entry, FORMATS, Source,
    keys::unknown_key,
    published::{Site, Vanity},
    yaml::{self, Node},
};

/// The repositories of vangen's file. vangen writes pages for the directories that are listed, and for no others.
pub(super) fn site(file: &str, text: &str) -> Site {
    let tree = match yaml::parse(text) {
        Ok(tree) => tree,
        Err((line, why)) => return Site::unreadable(file, line, why),
    };
    let domain = tree.get("domain").and_then(|node| Some((node.line, node.text()?.to_owned())));
    let repositories = tree.get("repositories").map(Node::list).unwrap_or_default();
    let mut site = Site {
        host: domain,
        paths: repositories.iter().map(repository).collect(),
        docs: docs(tree.text_of("docsDomain")),
        ..Site::default()
    };
    if site.paths.is_empty() {
        let says = format!("the file names no repositories in a format that is known: {FORMATS}");
        site.bad.push(Entry::malformed(Source::new(file, 1), file, says));
    }
    site
}

fn docs(domain: &str) -> String {
    if domain.is_empty() { String::new() } else { format!("https://{domain}/{{path}}") }
}

fn repository(node: &Node) -> Vanity {
    let or_git = |vcs: &str| if vcs.is_empty() { "git".to_owned() } else { vcs.to_owned() };
    let subs = node.get("subs").map(Node::list).unwrap_or_default();
    let known = ["prefix", "subs", "type", "url", "source", "website", "main", "hidden"];
    let keys = node.map().iter().filter_map(|(key, _)| key.text());
    Vanity {
        line: node.line,
        path: node.text_of("prefix").to_owned(),
        vcs: or_git(node.text_of("type")),
        vcs_line: node.get("type").map_or(0, |vcs| vcs.line),
        repo: node.text_of("url").to_owned(),
        repo_line: node.get("url").map_or(0, |repo| repo.line),
        display: node.get("source").and_then(source),
        docs: node.get("website").map_or_else(String::new, |site| site.text_of("url").to_owned()),
        hidden: node.text_of("hidden") == "true",
        subs: Some(subs.iter().filter_map(sub).collect()),
        faults: keys.filter(|key| !known.contains(key)).map(unknown_key).collect(),
        ..Vanity::default()
    }
}

/// The templates of the go-source tag, where all three are written.
fn source(node: &Node) -> Option<[String; 3]> {
    let parts = ["home", "dir", "file"].map(|key| node.text_of(key).to_owned());
    parts.iter().all(|part| !part.is_empty()).then_some(parts)
}

/// A directory: its name alone, or a map with one.
fn sub(node: &Node) -> Option<String> {
    node.text().or_else(|| node.get("name")?.text()).map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::inputs::{Ask, site_entries as parse};

    #[test]
    fn only_the_directories_listed_have_pages() {
        let text = "{\"domain\": \"4d.test\",\n\"repositories\": [\n{\"prefix\": \"optional\", \
                    \"subs\": [\"template\"],\n\"url\": \"https://h.test/o.git\"},\n{\"prefix\": \"x\"}]}";
        let entries = parse("vangen.json", text, None).unwrap();
        let paths: Vec<_> = entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(
            paths,
            ["4d.test/optional", "4d.test/optional/template", "4d.test/x", "4d.test"]
        );
        assert_eq!(entries[0].source, Some(Source::new("vangen.json", 3)));
        assert_eq!(entries[2].ask, Ask::Nothing);
    }
}
