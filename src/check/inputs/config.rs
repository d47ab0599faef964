//! What the configurations of vanity servers have in common: a host, and paths with repositories.

use std::collections::HashMap;

use super::{
    Ask, Change, Entry, Expected, Fault, Source,
    list::mark_duplicates,
    published::{Site, Vanity},
};
use crate::{
    go::{
        cmd::vcs::Vcs,
        std::{net::url::Url, strconv::text::quote},
        version::Version,
    },
    stages::files::rules,
};

/// A directory below an entry, where every directory has its page.
const SOME_DIRECTORY: &str = "some/package";

/// What has to be found out for a site on `host` (or on the file's own); `None` without any host.
pub(crate) fn entries(file: &str, site: Site, host: Option<&str>) -> Option<Vec<Entry>> {
    if site.is_unreadable {
        return Some(site.bad);
    }
    let named = site.host.as_ref().map(|(_, host)| host.as_str());
    let host = host.or(named).filter(|host| !host.is_empty())?.to_owned();
    let mut entries = Vec::new();
    for vanity in site.paths.iter().chain(&site.examples) {
        let own = vanity.host.as_deref().unwrap_or(&host);
        entries.extend(vanity.entries(file, own, site.max_age));
    }
    mark_nested(&mut entries);
    mark_duplicates(&mut entries);
    let line = site.host.as_ref().map_or(1, |(line, _)| *line);
    let mut root = Entry::new(Source::new(file, line), host.clone(), Ask::Answer);
    root.faults.extend(named.and_then(|named| other_host(named, &host)));
    // Where a path is the host itself, its page is asked for anyway.
    if !entries.iter().any(|entry| entry.path == host) || !root.faults.is_empty() {
        entries.push(root);
    }
    entries.extend(site.bad);
    Some(entries)
}

impl Vanity {
    fn entries(&self, file: &str, host: &str, max_age: Option<u64>) -> Vec<Entry> {
        let source = Source::new(file, self.line);
        let below = self.path.trim_matches('/');
        let path = if below.is_empty() { host.to_owned() } else { format!("{host}/{below}") };
        let expected = Expected {
            root: path.clone(),
            vcs: self.vcs_or_git().to_owned(),
            repo: self.repo.clone().into(),
            subdir: self.subdir.clone(),
            max_age,
        };
        let ask = if self.repo.is_empty() { Ask::Nothing } else { Ask::Page(Box::new(expected)) };
        let subs = self.subs.clone().unwrap_or_else(|| vec![SOME_DIRECTORY.to_owned()]);
        let mut entry = Entry::new(source.clone(), path.clone(), ask.clone());
        entry.faults = self.faults();
        let below = subs.iter().filter(|_| ask != Ask::Nothing).map(|sub| {
            Entry::new(source.clone(), format!("{path}/{}", sub.trim_matches('/')), ask.clone())
        });
        std::iter::once(entry).chain(below).collect()
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = self.faults.clone();
        if self.repo.is_empty() {
            faults.push(Fault::new(&rules::MALFORMED, "the entry names no repository"));
            return faults;
        }
        if self.path.len() > 1 && self.path.ends_with('/') {
            let says = format!("{} ends in a slash, which no import path does", self.path);
            let fix = self.path.trim_end_matches('/');
            let change = Change::put(self.line, &self.path, fix);
            faults.push(Fault::new(&rules::MALFORMED, says).fix(fix).change(change));
        }
        faults.extend(self.vcs_fault());
        faults.extend(repo_fault(&self.repo, self.repo_line));
        faults
    }

    fn vcs_fault(&self) -> Option<Fault> {
        if self.vcs.is_empty() {
            let told = [".git", ".git/"].iter().any(|end| self.repo.ends_with(end))
                || self.repo.contains("://github.com/");
            let says =
                format!("the VCS of {} is not said and cannot be told from the URL", self.repo);
            return (!told).then(|| Fault::new(&rules::UNKNOWN_VCS, says).fix("vcs: git"));
        }
        let known = Vcs::by_name(&self.vcs, Version::NEWEST).is_some();
        let says = format!("go knows no VCS {}", quote(&self.vcs));
        let change = || Change::put(self.vcs_line, &self.vcs, "git");
        (!known).then(|| Fault::new(&rules::UNKNOWN_VCS, says).fix("vcs: git").change(change()))
    }

    fn vcs_or_git(&self) -> &str {
        if self.vcs.is_empty() { "git" } else { &self.vcs }
    }
}

/// What is wrong with the repository that is named in this line.
fn repo_fault(repo: &str, line: usize) -> Option<Fault> {
    let unusable = |why: String| {
        Fault::new(&rules::REPO, format!("go cannot use the repository {repo}: {why}"))
    };
    match Url::parse(repo) {
        Err(error) => Some(match scp(repo) {
            Some(fix) => {
                let change = Change::put(line, repo, &fix);
                unusable("it is no URL".to_owned()).fix(fix).change(change)
            }
            None => unusable(error.to_string()),
        }),
        Ok(url) if url.scheme().is_empty() => {
            let fix = format!("https://{repo}");
            let change = Change::put(line, repo, &fix);
            Some(unusable("it has no scheme".to_owned()).fix(fix).change(change))
        }
        Ok(url) if url.scheme() == "file" => {
            Some(unusable("it is a file on one machine".to_owned()))
        }
        Ok(url) if matches!(url.scheme(), "http" | "git" | "svn") => {
            let says = format!("the repository {repo} is named without encryption");
            Some(Fault::new(&rules::INSECURE, says))
        }
        Ok(_) => None,
    }
}

/// `git@host:path` as a URL.
fn scp(repo: &str) -> Option<String> {
    let (host, path) = repo.split_once(':')?;
    let shaped = host.contains('@') && !host.contains('/') && !path.starts_with('/');
    shaped.then(|| format!("ssh://{host}/{path}"))
}

fn other_host(named: &str, asked: &str) -> Option<Fault> {
    let says = format!("the file is for {named}, and {asked} is asked");
    (named != asked).then(|| Fault::new(&rules::TWO_HOSTS, says))
}

/// Says of each path below another one which that is, and whether both name one repository.
fn mark_nested(entries: &mut [Entry]) {
    let pages = |entry: &Entry| page(entry).filter(|page| page.root == entry.path).cloned();
    let roots: Vec<Expected> = entries.iter().filter_map(pages).collect();
    let mut places = HashMap::new();
    for (place, page) in roots.iter().enumerate() {
        places.entry(page.root.as_str()).or_insert(place);
    }
    for entry in entries.iter_mut() {
        let Some(own) = pages(entry) else { continue };
        let above = own.root.match_indices('/').filter_map(|(end, _)| own.root.get(..end));
        let outer = above.filter_map(|outer| places.get(outer)).min();
        let outer = outer.and_then(|place| roots.get(*place));
        entry.faults.extend(outer.map(|outer| nested(&own, outer)));
    }
}

fn nested(own: &Expected, outer: &Expected) -> Fault {
    let says = format!("{} lies below {}", own.root, outer.root);
    if own.repo != outer.repo || own.subdir != outer.subdir {
        return Fault::new(&rules::NESTED, says);
    }
    let says = format!("{says}, and both name one repository");
    let below = own.root.strip_prefix(&outer.root).unwrap_or_default();
    Fault::new(&rules::SAME_REPO, says)
        .fix(format!("# take the entry for {} out", own.root))
        .fix(format!("subdir: {}", below.trim_matches('/')))
}

fn page(entry: &Entry) -> Option<&Expected> {
    match &entry.ask {
        Ask::Page(expected) => Some(expected),
        _ => None,
    }
}
