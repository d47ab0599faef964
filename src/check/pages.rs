//! A folder of pages, as a server of files has it: each judged for the path at which it is served. Nobody is asked.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::{
    check::inputs::{Ask, Entry, Fault, Source},
    findings::Severity,
    go::{cmd::meta::Import, version::Version},
    problem::Problem,
    report::meta::MetaView,
    stages::files::rules,
    world::World,
};

/// What the pages below `folder` come to, which are served by `host`, by the rules of `release`.
pub(super) fn entries(
    world: &World,
    folder: &Path,
    host: &str,
    release: Version,
) -> Result<Vec<Entry>, Problem> {
    let mut files = BTreeMap::new();
    collect(world, folder, host, 0, &mut files)?;
    let mut read = BTreeMap::new();
    for (path, file) in files {
        let name = file.to_string_lossy().into_owned();
        let page =
            world.read(&file, MOST_BYTES).map_err(|error| unreadable(&file, &error.to_string()))?;
        read.insert(path.clone(), (MetaView::of(&name, &page, Some(&path), release), name));
    }
    let entry =
        |(path, (view, name)): (&String, &(MetaView, String))| judged(path, view, name, &read);
    Ok(read
        .iter()
        .filter(|(path, (view, _))| *path != host || !view.imports.is_empty())
        .map(entry)
        .collect())
}

/// The pages of a folder and of those below it, by the path at which they are served.
fn collect(
    world: &World,
    folder: &Path,
    path: &str,
    depth: usize,
    files: &mut BTreeMap<String, PathBuf>,
) -> Result<(), Problem> {
    let listed = world.list(folder).map_err(|error| unreadable(folder, &error.to_string()))?;
    for entry in listed.iter().filter(|entry| entry.link.is_none()) {
        let (file, Some(name)) = (folder.join(&entry.name), entry.name.to_str()) else { continue };
        if files.len() >= MOST || depth > DEEPEST {
            let why =
                format!("it has more than {MOST} pages, or some deeper than {DEEPEST} folders");
            return Err(unreadable(folder, &why));
        }
        if world.is_dir(&file).unwrap_or(false) {
            if !name.starts_with('.') {
                collect(world, &file, &format!("{path}/{name}"), depth + 1, files)?;
            }
            continue;
        }
        match name.strip_suffix(".html") {
            Some("index") => drop(files.insert(path.to_owned(), file)),
            // What is sent where there is no page is no page of a path.
            Some("404") | None => {}
            Some(name) => drop(files.entry(format!("{path}/{name}")).or_insert(file)),
        }
    }
    Ok(())
}

fn judged(
    path: &str,
    view: &MetaView,
    name: &str,
    all: &BTreeMap<String, (MetaView, String)>,
) -> Entry {
    let mut entry = Entry::new(Source::new(name, 1), path, Ask::Nothing);
    let matched = view.matched.as_ref();
    entry.findings.clone_from(&view.findings);
    let explained = view.findings.iter().any(|finding| finding.severity == Severity::Error);
    match matched.and_then(|matched| matched.import.as_ref()) {
        Some(import) => entry.faults.extend(other_root(path, import, all)),
        None if explained => {}
        None => {
            let why = matched.and_then(|matched| matched.error.clone()).or(view.error.clone());
            let says =
                format!("go finds nothing in the page of {path}: {}", why.unwrap_or_default());
            entry.faults.push(Fault::new(&rules::BELOW, says));
        }
    }
    entry
}

/// go compares the tag of a page below a root with that of the root's own page.
fn other_root(
    path: &str,
    import: &Import,
    all: &BTreeMap<String, (MetaView, String)>,
) -> Option<Fault> {
    if import.prefix == path {
        return None;
    }
    let of =
        |(view, _): &(MetaView, String)| view.matched.as_ref().and_then(|it| it.import.clone());
    match all.get(&import.prefix).and_then(of) {
        None => {
            let says = format!(
                "the page of {path} leads to {}, which has no page in the folder",
                import.prefix
            );
            Some(Fault::new(&rules::BELOW, says))
        }
        Some(root) if root != *import => {
            let says =
                format!("the pages of {path} and {} say two things of one root", import.prefix);
            Some(Fault::new(&rules::PAGE, says))
        }
        Some(_) => None,
    }
}

fn unreadable(path: &Path, why: &str) -> Problem {
    Problem::new(
        format!("cannot check {}", path.display()),
        why,
        "name a folder of pages that can be read",
    )
}

/// How many pages are read.
const MOST: usize = 200_000;

/// How deep folders nest.
const DEEPEST: usize = 64;

/// How long a page may be, in bytes.
const MOST_BYTES: u64 = 4 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    fn checked(pages: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
        let mut world = World::empty();
        world.lay("/p", Laid::Absent);
        for (file, tag) in pages {
            let page = format!("<html><head>{tag}</head><body></body></html>");
            world.lay(Path::new("/p").join(file), Laid::Content(page.into_bytes()));
        }
        let entries = entries(&world, Path::new("/p"), "a.test", Version::NEWEST).unwrap();
        let names = |entry: &Entry| {
            let faults = entry.faults.iter().map(|fault| fault.rule.name.to_owned());
            faults.chain(entry.findings.iter().map(|finding| finding.name.to_string())).collect()
        };
        entries.iter().map(|entry| (entry.path.clone(), names(entry))).collect()
    }

    #[test]
    fn each_page_is_judged_for_its_path() {
        let tag = |prefix: &str, repo: &str| {
            format!("<meta name=\"go-import\" content=\"{prefix} git https://h.test/{repo}\">")
        };
        let (x, other) = (tag("a.test/x", "x"), tag("a.test/x", "y"));
        let found = checked(&[
            ("index.html", ""),
            ("404.html", ""),
            ("x/index.html", &x),
            ("x/sub/index.html", &x),
            ("x/other.html", &other),
            ("lost/index.html", &tag("a.test/nowhere", "l")),
            ("lost/deep/index.html", &tag("a.test/lost/de", "l")),
            ("orphan/sub/index.html", &tag("a.test/orphan", "o")),
            ("none/index.html", ""),
        ]);
        let names = |path: &str| {
            let path = format!("a.test{path}");
            found.iter().find(|(it, _)| *it == path).map(|(_, names)| names.join(","))
        };
        assert_eq!(names(""), None, "the root of a host needs no tag");
        assert_eq!(names("/x").as_deref(), Some(""));
        assert_eq!(names("/x/sub").as_deref(), Some(""));
        assert_eq!(names("/x/other").as_deref(), Some("vanity-page-differs"));
        assert_eq!(names("/orphan/sub").as_deref(), Some("vanity-page-missing"));
        for path in ["/lost", "/none"] {
            assert!(names(path).is_some_and(|names| !names.is_empty()), "{path}: {found:?}");
        }
    }
}
