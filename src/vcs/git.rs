//! A look into a git repository, without a working tree of it.

use std::{path::Path, time::Duration};

use crate::{
    secret::UrlText,
    trace::{Ran, RanEnd},
    world::World,
};

use super::{limits, process::Sink, run_for};

/// How much a listing, or the files of one folder, may be.
const MAX_OUTPUT: u64 = 16 << 20;

/// The branch or tag that go takes instead of the default one in GOPATH mode.
const GO1: &str = "go1";

/// Where and for how long git runs, and what is added to its environment.
#[derive(Clone, Copy, Debug)]
pub struct Git<'a> {
    /// The machine.
    pub world: &'a World,
    /// What is added to the environment.
    pub env: &'a [(String, String)],
    /// How long each command may take.
    pub limit: Duration,
}

/// A folder of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folder {
    /// git refuses the repository, with this status.
    Refused(i32),
    /// The repository has no such folder.
    Missing,
    /// The files in it whose names end in `.go`, by name, with their content.
    Files(Vec<(String, Vec<u8>)>),
}

impl Git<'_> {
    /// Looks into the folder `dir` (empty: the top) of the repository at `url`, as `go get` of
    /// GOPATH mode would check it out, in a copy without history.
    ///
    /// Returns what was run, and `None` where that does not tell: no git, a limit, a submodule.
    pub async fn folder(&self, url: &UrlText, dir: &str) -> (Vec<Ran>, Option<Folder>) {
        let Ok(place) = tempfile::tempdir() else { return (Vec::new(), None) };
        let mut look = Look { git: *self, place: place.path(), ran: Vec::new() };
        let folder = look.folder(url.expose(), dir).await;
        (look.ran, folder)
    }
}

/// A look under way.
struct Look<'a> {
    git: Git<'a>,
    place: &'a Path,
    ran: Vec<Ran>,
}

impl Look<'_> {
    async fn folder(&mut self, url: &str, dir: &str) -> Option<Folder> {
        let wanted = ["HEAD", "refs/heads/go1", "refs/tags/go1"];
        let asked = ["ls-remote", "-q", "--", url].into_iter().chain(wanted);
        let refs = match self.run(&asked.collect::<Vec<_>>(), &[]).await {
            Ok(refs) => String::from_utf8_lossy(&refs).into_owned(),
            Err(status) => return status.map(Folder::Refused),
        };
        let has = |name: &str| refs.lines().any(|line| line.split('\t').nth(1) == Some(name));
        let branch = if has(wanted[1]) || has(wanted[2]) { Some(GO1) } else { None };
        if branch.is_none() && !has(wanted[0]) {
            return None;
        }
        self.copy(url, branch).await?;
        let listing = self.inside(&["ls-tree", "-r", "-z", "--full-tree", "HEAD"], &[]).await?;
        self.files(&entries(&listing), dir).await
    }

    async fn copy(&mut self, url: &str, branch: Option<&str>) -> Option<()> {
        let mut arguments = vec!["clone", "-q", "--bare", "--depth=1", "--filter=blob:limit=64k"];
        arguments.extend(branch.map(|_| "--branch=go1"));
        arguments.extend(["--", url, "copy"]);
        self.run(&arguments, &[]).await.ok().map(drop)
    }

    async fn files(&mut self, entries: &[Entry], dir: &str) -> Option<Folder> {
        let below = |entry: &&Entry| inside(&entry.path, dir).is_some();
        if entries.iter().any(|entry| entry.mode == SUBMODULE && inside(dir, &entry.path).is_some())
        {
            return None;
        }
        if !dir.is_empty() && !entries.iter().any(|entry| below(&entry)) {
            return Some(Folder::Missing);
        }
        let name = |entry: &Entry| {
            let name = inside(&entry.path, dir)?;
            let is_go = name.as_bytes().ends_with(b".go") && !name.contains('/');
            is_go.then(|| (name.to_owned(), entry.clone()))
        };
        let files: Vec<(String, Entry)> = entries.iter().filter_map(name).collect();
        if files.iter().any(|(_, entry)| !entry.mode.starts_with(FILE)) {
            return None;
        }
        let hashes: Vec<&str> = files.iter().map(|(_, entry)| entry.hash.as_str()).collect();
        let output = self.inside(&["cat-file", "--batch"], hashes.join("\n").as_bytes()).await?;
        let contents = blobs(&output);
        if contents.len() != files.len() {
            return None;
        }
        let names = files.into_iter().map(|(name, _)| name);
        Some(Folder::Files(names.zip(contents).collect()))
    }

    /// Standard output of a command in the copy.
    async fn inside(&mut self, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
        let all: Vec<&str> =
            ["--git-dir=copy"].into_iter().chain(arguments.iter().copied()).collect();
        self.run(&all, input).await.ok()
    }

    /// Standard output; where git fails, its status, as far as it has one.
    async fn run(&mut self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Option<i32>> {
        let Git { world, env, limit } = self.git;
        let argv: Vec<String> =
            std::iter::once("git").chain(arguments.iter().copied()).map(str::to_owned).collect();
        let limits = limits(limit, MAX_OUTPUT);
        let (ran, output) =
            run_for(world, &argv, env, self.place, &limits, Sink::Memory, input).await;
        let end = ran.end.clone();
        self.ran.push(ran);
        match end {
            RanEnd::Exited { status: Some(0) } => output.ok_or(None),
            RanEnd::Exited { status } => Err(status),
            _ => Err(None),
        }
    }
}

const SUBMODULE: &str = "160000";
const FILE: &str = "100";

/// A file in a commit.
#[derive(Clone, Debug)]
struct Entry {
    mode: String,
    hash: String,
    path: String,
}

/// What `git ls-tree -z` lists: `MODE TYPE HASH<tab>PATH`, each with a NUL behind it.
fn entries(listing: &[u8]) -> Vec<Entry> {
    let listing = String::from_utf8_lossy(listing);
    let entry = |line: &str| {
        let (head, path) = line.split_once('\t')?;
        let mut words = head.split(' ');
        let (mode, hash) = (words.next()?.to_owned(), words.nth(1)?.to_owned());
        Some(Entry { mode, hash, path: path.to_owned() })
    };
    listing.split('\0').filter_map(entry).collect()
}

/// What follows `dir` and a slash in `path`; the whole path where `dir` is empty.
fn inside<'a>(path: &'a str, dir: &str) -> Option<&'a str> {
    if dir.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(dir)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// The contents in what `git cat-file --batch` says: `HASH blob SIZE`, a line feed, the bytes and
/// another line feed.
fn blobs(mut output: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    while let Some((content, rest)) = blob(output) {
        found.push(content.to_vec());
        output = rest;
    }
    found
}

fn blob(output: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = output.iter().position(|byte| *byte == b'\n')?;
    let (head, rest) = output.split_at_checked(end)?;
    let size = std::str::from_utf8(head).ok()?.rsplit(' ').next()?.parse().ok()?;
    let (content, rest) = rest.get(1..)?.split_at_checked(size)?;
    Some((content, rest.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_and_contents() {
        let listing = entries(b"100644 blob aa\ta.go\x00160000 commit bb\tdeep/sub\x00broken\x00");
        assert_eq!(listing.len(), 2);
        assert_eq!((listing[1].mode.as_str(), listing[1].path.as_str()), (SUBMODULE, "deep/sub"));
        assert_eq!(blobs(b"aa blob 2\nx\n\nbb blob 0\n\n"), [b"x\n".to_vec(), Vec::new()]);
        assert_eq!(blobs(b"aa blob 9\nx\n"), Vec::<Vec<u8>>::new());
        assert_eq!(blobs(b"aa missing\n"), Vec::<Vec<u8>>::new());
        assert_eq!(inside("a/b", "a"), Some("b"));
        assert_eq!(inside("ab", "a"), None);
        assert_eq!(inside("a", "a"), Some(""));
    }
}
