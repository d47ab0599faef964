//! The YAML of vanity servers: govanityurls in each of its forms, and sally.

use super::{
    Change, Entry, FORMATS, Fault, Source, guide,
    keys::{twice, unknown, unknown_key},
    published::{Site, Vanity},
    sally,
    yaml::{self, Node},
};
use crate::stages::files::rules;

/// The YAML file of a vanity server.
///
/// govanityurls has its paths under `paths`, or, in its first form and in forks of that, at the top; `rules` and `docs`
/// are ours. sally has `packages` below `url`.
pub(super) fn site(file: &str, text: &str) -> Site {
    match yaml::parse(text) {
        Err((line, why)) => Site::unreadable(file, line, why),
        Ok(tree) if is_unknown(&tree) => Site::unreadable(file, 1, unknown_format(&tree)),
        Ok(tree) if tree.get("packages").is_some() => sally::site(file, &tree),
        Ok(tree) => govanityurls(file, &tree),
    }
}

/// Whether the file has keys, or a list, and none of them is one that a known program reads.
fn is_unknown(tree: &Node) -> bool {
    let known = |(key, _): &(Node, Node)| {
        let key = key.text().unwrap_or_default();
        key.starts_with('/') || KEYS.contains(&key)
    };
    let keys = tree.map();
    !tree.list().is_empty() || !keys.is_empty() && !keys.iter().any(known)
}

fn unknown_format(tree: &Node) -> String {
    let keys: Vec<_> = tree.map().iter().filter_map(|(key, _)| key.text()).take(5).collect();
    let holds = match keys.as_slice() {
        [] => "a list".to_owned(),
        [key] => format!("the key {key}"),
        keys => format!("the keys {}", keys.join(", ")),
    };
    format!("this is no file of govanityurls, sally or vangen: it holds {holds}")
}

fn govanityurls(file: &str, tree: &Node) -> Site {
    let mut site = Site::default();
    for (key, value) in tree.map() {
        let source = Source::new(file, key.line);
        match (key.text().unwrap_or_default(), value.text()) {
            ("host", Some(host)) => match site.host {
                None => site.host = Some((key.line, host.to_owned())),
                Some(_) => site.bad.push(twice(source, "host")),
            },
            ("cache_max_age", Some(seconds)) => match seconds.parse() {
                Ok(seconds) => site.max_age = Some(seconds),
                Err(_) => site.bad.push(Entry::malformed(source, seconds, NO_SECONDS)),
            },
            ("docs", Some(docs)) if is_docs(docs) => docs.clone_into(&mut site.docs),
            ("docs", _) => site.bad.push(Entry::malformed(source, "docs", NO_DOCS)),
            ("rules", _) => guide::add(file, value, &mut site),
            ("paths", _) => site.paths.extend(value.map().iter().map(path)),
            (name, _) if name.starts_with('/') => {
                site.paths.push(path(&(key.clone(), value.clone())));
            }
            (name, _) => site.bad.push(unknown(source, name)),
        }
    }
    if site.paths.is_empty() && site.rules.is_empty() {
        site.bad.push(Entry::malformed(Source::new(file, 1), file, no_paths()));
    }
    site
}

/// One path: its repository alone, or a map.
fn path((key, value): &(Node, Node)) -> Vanity {
    let path = key.text().unwrap_or_default().to_owned();
    let mut vanity = Vanity { line: key.line, path, ..Vanity::default() };
    if let Some(repo) = value.text() {
        repo.clone_into(&mut vanity.repo);
        vanity.repo_line = value.line;
        return vanity;
    }
    if !vanity.path.starts_with('/') {
        let says = format!("{} does not begin with a slash", vanity.path);
        let fix = format!("/{}", vanity.path);
        let change = Change::put(key.line, &vanity.path, &fix);
        vanity.faults.push(Fault::new(&rules::MALFORMED, says).fix(fix).change(change));
    }
    for (key, value) in value.map() {
        let text = value.text().unwrap_or_default().to_owned();
        match key.text().unwrap_or_default() {
            "repo" => (vanity.repo, vanity.repo_line) = (text, value.line),
            "vcs" => (vanity.vcs, vanity.vcs_line) = (text, value.line),
            "subdir" => vanity.subdir = text,
            "display" => match three(&text) {
                Some(display) => vanity.display = Some(display),
                None => vanity.faults.push(Fault::new(&rules::MALFORMED, NO_DISPLAY)),
            },
            name => vanity.faults.push(unknown_key(name)),
        }
    }
    vanity
}

/// The three URLs of a go-source tag.
fn three(text: &str) -> Option<[String; 3]> {
    let words: Vec<_> = text.split_whitespace().map(ToOwned::to_owned).collect();
    words.try_into().ok()
}

/// Whether it says where documentation is.
pub(crate) fn is_docs(text: &str) -> bool {
    let is_url = text.starts_with("https://") || text.starts_with("http://");
    text == "none" || is_url && text.contains("{path}")
}

fn no_paths() -> String {
    format!("the file names no paths in a format that is known: {FORMATS}")
}

/// The keys by which a file of govanityurls or sally is told.
const KEYS: [&str; 7] = ["host", "paths", "packages", "url", "cache_max_age", "rules", "docs"];

/// What `docs` takes.
pub(crate) const NO_DOCS: &str =
    "docs takes a URL with {path} in it, for the import path of a package, or none";

const NO_DISPLAY: &str = "display takes three URLs: the home, a directory, a line of a file";

const NO_SECONDS: &str = "cache_max_age takes seconds, 0 or more";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::inputs::{Ask, site_entries as parse};

    fn shown(entries: &[Entry]) -> Vec<String> {
        let one = |entry: &Entry| {
            let line = entry.source.as_ref().map_or(0, |source| source.line);
            let ask = match &entry.ask {
                Ask::Page(page) => format!("{} {} {}", page.root, page.vcs, page.repo),
                other => format!("{other:?}"),
            };
            let faults: Vec<_> = entry.faults.iter().map(|fault| fault.rule.name).collect();
            format!("{line} {} = {ask} {}", entry.path, faults.join(",")).trim().to_owned()
        };
        entries.iter().map(one).collect()
    }

    fn read(text: &str, host: Option<&str>) -> Vec<String> {
        shown(&parse("vanity.yaml", text, host).unwrap())
    }

    #[test]
    fn the_form_with_paths() {
        let text =
            "host: a.test\ncache_max_age: 60\npaths:\n  /x:\n    repo: https://github.com/o/x\n";
        let wanted = [
            "4 a.test/x = a.test/x git https://github.com/o/x",
            "4 a.test/x/some/package = a.test/x git https://github.com/o/x",
            "1 a.test = Answer",
        ];
        assert_eq!(read(text, None), wanted);
        let entries = parse("vanity.yaml", text, None).unwrap();
        assert!(matches!(&entries[0].ask, Ask::Page(page) if page.max_age == Some(60)));
    }

    #[test]
    fn the_form_with_paths_at_the_top() {
        let text = "/x:\n  repo: https://git.test/x.git\n/y: https://git.test/y.git\n";
        assert_eq!(parse("vanity.yaml", text, None), None, "no host");
        let read = read(text, Some("b.test"));
        assert_eq!(read[0], "1 b.test/x = b.test/x git https://git.test/x.git");
        assert_eq!(read[2], "3 b.test/y = b.test/y git https://git.test/y.git");
    }

    #[test]
    fn sally() {
        let text = "url: go.test\npackages:\n  grpc:\n    repo: github.com/grpc/grpc-go\n";
        let wanted = "3 go.test/grpc = go.test/grpc git https://github.com/grpc/grpc-go";
        assert_eq!(read(text, None)[0], wanted);
        let elsewhere = read(&format!("{text}    url: other.test\n"), None);
        assert_eq!(elsewhere[0], wanted.replace("go.test", "other.test"));
        assert_eq!(elsewhere[2], "1 go.test = Answer");
    }

    #[test]
    fn every_fault_has_its_line() {
        let text = "host: a.test\nhost: b.test\ncache_max_age: soon\ncolour: red\npaths:\n\
                    \x20 /x:\n    vcs: cvs\n    repo: https://h.test/x\n\
                    \x20 /x/y:\n    repo: git@h.test:o/y.git\n\
                    \x20 /x:\n    repo: https://h.test/x.git\n\
                    \x20 /z:\n    display: one\n\
                    \x20 /s/:\n    repo: http://h.test/s\n    cvs: git\n";
        let read = read(text, Some("c.test"));
        let faults: Vec<&str> = read
            .iter()
            .filter(|line| !line.contains("some/package"))
            .map(std::string::String::as_str)
            .collect();
        let wanted = [
            "6 c.test/x = c.test/x cvs https://h.test/x vanity-vcs-unknown",
            "9 c.test/x/y = c.test/x/y git git@h.test:o/y.git vanity-repo-unusable,vanity-entry-nested",
            "11 c.test/x = c.test/x git https://h.test/x.git input-path-twice",
            "13 c.test/z = Nothing input-line-malformed,input-line-malformed",
            "15 c.test/s = c.test/s git http://h.test/s input-key-unknown,input-line-malformed,\
             vanity-vcs-unknown,vanity-repo-insecure",
            "1 c.test = Answer vanity-two-hosts",
            "2 host = Nothing input-path-twice",
            "3 soon = Nothing input-line-malformed",
            "4 colour = Nothing input-key-unknown",
        ];
        assert_eq!(faults, wanted);
    }

    #[test]
    fn other_programs_files_are_told_from_these() {
        for (text, holds) in [
            ("domain-name: a.test\nimports: []\n", "the keys domain-name, imports"),
            ("- name: a.test/x\n", "a list"),
        ] {
            let entries = parse("vanity.yaml", text, None).unwrap();
            let says =
                format!("this is no file of govanityurls, sally or vangen: it holds {holds}");
            assert_eq!((entries.len(), &*entries[0].faults[0].says), (1, &*says));
        }
    }

    #[test]
    fn an_old_sally_has_its_new_form() {
        let text = "url: go.test\nindex_title: x\npackages:\n  t:\n    type: github\n    github_user: u\n    github_repo: r\n";
        let entries = parse("sally.yaml", text, None).unwrap();
        assert_eq!(entries[0].faults[0].fix, ["repo: github.com/u/r"]);
        assert!(entries.iter().all(|entry| entry.path != "index_title"));
    }

    #[test]
    fn a_file_that_is_no_yaml() {
        assert_eq!(read("a: [", Some("a.test")), ["1 vanity.yaml = Nothing input-line-malformed"]);
        assert_eq!(read("", Some("a.test"))[1], "1 vanity.yaml = Nothing input-line-malformed");
    }
}
