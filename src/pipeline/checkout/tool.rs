//! A repository of Mercurial, Subversion, Fossil or Bazaar (repositories.md §10).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
};

use tokio::sync::Mutex;

use crate::go::{
    cmd::{
        codehost::{
            command::{Command, RunError},
            origin::Origin,
            revision::Revision,
            tool::Tool,
            unknown_revision,
        },
        fault::{Fault, Stop},
        vcs::Vcs,
    },
    std::strconv::text::{lossy, system_reason},
    version::{Change, Version},
};

use super::{Commit, Done, Refused, Runner, Tags, settled};

/// A repository of another tool than git, shared by the modules in it.
#[derive(Debug)]
pub struct ToolRepo<R> {
    pub(super) runner: R,
    vcs: Vcs,
    url: String,
    version: Version,
    goroot: Option<String>,
    state: Mutex<State>,
}

/// What is known of a repository so far.
#[derive(Debug, Default)]
struct State {
    tags: Option<BTreeSet<String>>,
    branches: Option<BTreeSet<String>>,
    fetched: Option<Result<(), Refused>>,
    summed: bool,
    commits: BTreeMap<String, Result<Commit, Refused>>,
    files: BTreeMap<(String, String), Option<Vec<u8>>>,
}

/// A question to a repository, while nobody else asks.
pub(super) struct Asking<'a, R> {
    pub(super) repo: &'a ToolRepo<R>,
    state: &'a mut State,
}

impl<R: Runner> ToolRepo<R> {
    /// Sets up the repository of `vcs` at `url` in the runner's empty folder, as go `version`
    /// does. `goroot` is the folder of go itself, which has a program for Mercurial.
    pub async fn open(
        runner: R,
        vcs: Vcs,
        url: &str,
        version: Version,
        goroot: Option<String>,
    ) -> Result<Self, Refused> {
        if !url.contains("://") {
            return Err(Fault::Other(format!("invalid vcs remote: {vcs} {url}")).into());
        }
        let (url, state) = (url.to_owned(), Mutex::default());
        let repo = Self { runner, vcs, url, version, goroot, state };
        let mut state = State::default();
        Asking { repo: &repo, state: &mut state }.set_up().await?;
        Ok(Self { state: Mutex::new(state), ..repo })
    }

    /// The tags that begin with `prefix`.
    pub async fn tags(&self, prefix: &str) -> Result<Tags, Refused> {
        let mut state = self.state.lock().await;
        let mut asking = Asking { repo: self, state: &mut state };
        let tags = asking.tags().await?;
        asking.sum_up().await?;
        let names = tags.into_iter().filter(|tag| tag.starts_with(prefix)).collect();
        Ok(Tags { names, origin: Some(self.origin()) })
    }

    /// The revision that `rev` names.
    pub async fn stat(&self, rev: &str) -> Result<Commit, Refused> {
        let rev = if rev == "latest" { self.tool().latest() } else { rev };
        let mut state = self.state.lock().await;
        Asking { repo: self, state: &mut state }.stat(rev).await
    }

    /// The newest revision.
    pub async fn latest(&self) -> Result<Commit, Refused> {
        self.stat("latest").await
    }

    /// The file `file` of the revision `rev`; `None` where it is not there or the tool fails.
    pub async fn read_file(&self, rev: &str, file: &str) -> Result<Option<Vec<u8>>, Refused> {
        let mut state = self.state.lock().await;
        let mut asking = Asking { repo: self, state: &mut state };
        let key = (rev.to_owned(), file.to_owned());
        if let Some(known) = asking.state.files.get(&key) {
            return Ok(known.clone());
        }
        asking.stat(rev).await?;
        let done = asking.run(&self.tool().cat(rev, file)).await?;
        let read = done.end.is_success().then_some(done.stdout);
        if self.version.has(Change::OptionsEnded) {
            asking.state.files.insert(key, read.clone());
        }
        Ok(read)
    }

    /// The tags that begin with `prefix` before the revision `rev`; none where go does not ask.
    pub async fn merged_tags(&self, rev: &str, prefix: &str) -> Result<Vec<String>, Refused> {
        let Some(command) = self.tool().merged_tags(rev) else { return Ok(Vec::new()) };
        let mut state = self.state.lock().await;
        let done = Asking { repo: self, state: &mut state }.succeed(&command).await?;
        let listed = lossy(&done.stdout);
        let tags = listed.split_whitespace().filter(|tag| tag.starts_with(prefix));
        Ok(tags.map(str::to_owned).collect())
    }

    /// Whether the revision `rev` descends from `tag`.
    pub async fn descends_from(&self, rev: &str, tag: &str) -> Result<bool, Refused> {
        let Some(command) = self.tool().is_ancestor(tag, rev) else {
            return Err(Fault::Other("unsupported operation".into()).into());
        };
        let mut state = self.state.lock().await;
        let done = Asking { repo: self, state: &mut state }.succeed(&command).await?;
        Ok(!done.stdout.trim_ascii().is_empty())
    }

    /// The revision `rev`, or its folder `dir`, packed into a zip file by the tool.
    pub async fn archive(&self, rev: &str, dir: &str) -> Result<File, Refused> {
        let folder = self.runner.shown_dir();
        let mut state = self.state.lock().await;
        let mut asking = Asking { repo: self, state: &mut state };
        if self.version.has(Change::OptionsEnded) {
            asking.stat(rev).await?;
        }
        if self.vcs == Vcs::Svn {
            return asking.exported(rev, dir).await;
        }
        let Some(command) = self.tool().archive(rev, dir, ARCHIVE, folder) else {
            return Err(Stop::Unknown(format!("the files of a {} repository", self.vcs)).into());
        };
        asking.succeed(&command).await?;
        let file = self.runner.open(ARCHIVE);
        file.map_err(|error| {
            Fault::Other(format!("open {ARCHIVE}: {}", system_reason(&error))).into()
        })
    }

    pub(super) fn tool(&self) -> Tool<'_> {
        Tool { vcs: self.vcs, version: self.version, url: &self.url }
    }

    fn origin(&self) -> Origin {
        Origin { vcs: self.vcs.name().into(), url: self.url.clone(), ..Origin::default() }
    }
}

impl<R: Runner> Asking<'_, R> {
    async fn set_up(&mut self) -> Result<(), Refused> {
        let tool = self.repo.tool();
        let Some(init) = tool.init() else { return Ok(()) };
        if self.repo.runner.holds(&format!(".{}", self.repo.vcs)) {
            return Ok(());
        }
        self.succeed(&init).await?;
        if let Some((name, text)) = tool.settings() {
            let written = self.repo.runner.append(name, &text);
            written.map_err(|error| Fault::Other(system_reason(&error)))?;
        }
        Ok(())
    }

    /// Brings what is new before names are listed, where the release does. A failure is told where a revision is
    /// missing.
    async fn refresh(&mut self) -> Result<(), Refused> {
        if self.repo.tool().pulls() {
            drop(settled(self.fetch().await)?);
        }
        Ok(())
    }

    /// Brings what is new, once.
    async fn fetch(&mut self) -> Result<(), Refused> {
        if self.state.fetched.is_none() {
            let fetched = match self.repo.tool().fetch() {
                Some(command) => settled(self.succeed(&command).await)?.map(drop),
                None => Ok(()),
            };
            self.state.fetched = Some(fetched);
        }
        self.state.fetched.clone().unwrap_or(Ok(()))
    }

    async fn tags(&mut self) -> Result<BTreeSet<String>, Refused> {
        if self.state.tags.is_none() {
            self.refresh().await?;
            let listed = self.list(Some(self.repo.tool().tags())).await?;
            let tags = self.repo.tool().read_tags(&listed);
            self.state.tags = Some(tags.into_iter().collect());
        }
        Ok(self.state.tags.clone().unwrap_or_default())
    }

    async fn is_branch(&mut self, rev: &str) -> Result<bool, Refused> {
        if self.state.branches.is_none() {
            self.refresh().await?;
            let listed = self.list(self.repo.tool().branches()).await?;
            self.state.branches = Some(listed.lines().map(str::to_owned).collect());
        }
        Ok(self.state.branches.as_ref().is_some_and(|branches| branches.contains(rev)))
    }

    /// What a command lists; a failure lists nothing.
    async fn list(&mut self, command: Option<Command>) -> Result<String, Refused> {
        let Some(command) = command else { return Ok(String::new()) };
        let done = self.run(&command).await?;
        Ok(if done.end.is_success() { lossy(&done.stdout) } else { String::new() })
    }

    /// Runs go's own program for a sum of the repository, once, whatever comes of it.
    async fn sum_up(&mut self) -> Result<(), Refused> {
        let goroot = self.repo.goroot.as_deref().filter(|_| !self.state.summed);
        let command = goroot.and_then(|goroot| self.repo.tool().repo_sum(goroot));
        if let Some(command) = command {
            self.state.summed = true;
            self.run(&command).await?;
        }
        Ok(())
    }

    async fn stat(&mut self, rev: &str) -> Result<Commit, Refused> {
        if let Some(known) = self.state.commits.get(rev) {
            return known.clone();
        }
        let found = settled(self.look_for(rev).await)?;
        if self.repo.version.has(Change::OptionsEnded) {
            self.state.commits.insert(rev.to_owned(), found.clone());
        }
        found
    }

    async fn look_for(&mut self, rev: &str) -> Result<Commit, Refused> {
        let stays = !self.is_branch(rev).await? && !self.repo.tool().moves(rev);
        if stays && let Ok(found) = settled(self.local(rev).await)? {
            return Ok(found);
        }
        self.fetch().await?;
        let mut found = self.local(rev).await?;
        if !stays {
            found.named.clone_from(&found.name);
        }
        Ok(found)
    }

    async fn local(&mut self, rev: &str) -> Result<Commit, Refused> {
        let done = self.run(&self.repo.tool().stat(rev)).await?;
        if !done.end.is_success() {
            self.sum_up().await?;
            return Err(unknown_revision(rev).into());
        }
        let found =
            Revision::parse(self.repo.vcs, rev, &lossy(&done.stdout)).map_err(Fault::Other)?;
        let origin = Origin { hash: found.hash, ..self.repo.origin() };
        let Revision { name, short, named, time, tags, .. } = found;
        Ok(Commit { name, short, named, time, tags, origin })
    }

    async fn run(&self, command: &Command) -> Result<Done, Refused> {
        if command.network {
            self.repo.runner.network()?;
        }
        Ok(self.repo.runner.run(command).await?)
    }

    pub(super) async fn succeed(&self, command: &Command) -> Result<Done, Refused> {
        let done = self.run(command).await?;
        if done.end.is_success() {
            return Ok(done);
        }
        let error = RunError {
            command: command.to_string(),
            dir: self.repo.runner.shown_dir().to_owned(),
            end: done.end,
            stderr: lossy(&done.stderr),
            note: None,
        };
        Err(Fault::from(error).into())
    }
}

/// The file that a tool packs a revision into.
const ARCHIVE: &str = "go-readzip-1.zip";
