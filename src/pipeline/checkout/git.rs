//! A git repository: set up once, then asked by one command at a time.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::BufReader,
    sync::Arc,
};

use tokio::sync::Mutex;

use crate::go::{
    cmd::{
        codehost::{
            command::{Command, End, RunError},
            git::{Git, ObjectFormat, knows_formats, private_note},
            origin::Origin,
            refs::Refs,
        },
        fault::{Fault, Stop},
    },
    std::strconv::text::lossy,
    version::{Change, Version},
};

use super::{
    Done, Refused, Runner,
    answers::{Commit, Tags},
    settled,
};

/// A git repository, shared by the modules in it.
#[derive(Debug)]
pub struct GitRepo<R> {
    pub(super) runner: R,
    pub(super) url: String,
    pub(super) version: Version,
    pub(super) git: Git,
    state: Mutex<State>,
}

/// What is known of a repository so far.
#[derive(Debug, Default)]
pub(super) struct State {
    /// What the repository is called in commands: its URL, and `origin` once that is set.
    pub(super) remote: String,
    pub(super) format: ObjectFormat,
    pub(super) fetched: Fetched,
    pub(super) refs: Option<Result<Arc<Refs>, Refused>>,
    pub(super) local_tags: Option<BTreeSet<String>>,
    pub(super) commits: BTreeMap<String, Result<Commit, Refused>>,
    pub(super) attributes: bool,
}

/// How much of a repository was fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fetched {
    /// Nothing, or commits alone.
    #[default]
    Some,
    /// Everything that branches and tags reach.
    All,
}

/// A question to a repository, while nobody else asks.
pub(super) struct Asking<'a, R> {
    pub(super) repo: &'a GitRepo<R>,
    pub(super) state: &'a mut State,
}

impl<R: Runner> GitRepo<R> {
    /// Sets up the repository at `url` in the runner's empty folder, as go `version` does.
    pub async fn open(runner: R, url: &str, version: Version) -> Result<Self, Refused> {
        has_scheme(url)?;
        let state = State { remote: url.to_owned(), ..State::default() };
        let git = Git::new(version);
        let repo = Self { runner, url: url.to_owned(), version, git, state: Mutex::new(state) };
        let mut state = repo.state.lock().await;
        Asking { repo: &repo, state: &mut state }.set_up().await?;
        drop(state);
        Ok(repo)
    }

    /// The tags that begin with `prefix`.
    pub async fn tags(&self, prefix: &str) -> Result<Tags, Refused> {
        let mut state = self.state.lock().await;
        let refs = Asking { repo: self, state: &mut state }.refs().await?;
        Ok(self.tags_in(&refs, prefix))
    }

    /// The commit that `rev` names.
    pub async fn stat(&self, rev: &str) -> Result<Commit, Refused> {
        let mut state = self.state.lock().await;
        Asking { repo: self, state: &mut state }.stat(rev).await
    }

    /// The commit of `HEAD`.
    pub async fn latest(&self) -> Result<Commit, Refused> {
        let mut state = self.state.lock().await;
        let mut asking = Asking { repo: self, state: &mut state };
        let refs = asking.refs().await?;
        let head = refs.hash("HEAD").ok_or_else(|| Fault::NotFound("no commits".into()))?;
        let mut commit = asking.stat(head).await?;
        "HEAD".clone_into(&mut commit.origin.r#ref);
        head.clone_into(&mut commit.origin.hash);
        Ok(commit)
    }

    /// The file `file` of the commit that `rev` names; `None` where it is not there or git fails.
    pub async fn read_file(&self, rev: &str, file: &str) -> Result<Option<Vec<u8>>, Refused> {
        let mut state = self.state.lock().await;
        let mut asking = Asking { repo: self, state: &mut state };
        let commit = asking.stat(rev).await?;
        let done = asking.run(&self.git.cat_file(&commit.name, file)).await?;
        Ok(done.end.is_success().then_some(done.stdout))
    }

    /// The tags that begin with `prefix` among those that the commit `rev` descends from.
    pub async fn merged_tags(&self, rev: &str, prefix: &str) -> Result<Vec<String>, Refused> {
        let mut state = self.state.lock().await;
        Asking { repo: self, state: &mut state }.merged_tags(rev, prefix).await
    }

    /// Fetches the whole history of branches and tags, once.
    pub async fn complete(&self) -> Result<(), Refused> {
        let mut state = self.state.lock().await;
        Asking { repo: self, state: &mut state }.fetch_all().await
    }

    /// Whether the commit `rev` descends from `tag`.
    pub async fn descends_from(&self, rev: &str, tag: &str) -> Result<bool, Refused> {
        let mut state = self.state.lock().await;
        Asking { repo: self, state: &mut state }.descends_from(rev, tag).await
    }

    /// The commit that `rev` names, or its folder `dir`, packed into a zip file by git.
    pub async fn archive(&self, rev: &str, dir: &str) -> Result<File, Refused> {
        let mut state = self.state.lock().await;
        Asking { repo: self, state: &mut state }.archive(rev, dir).await
    }

    pub(super) fn tags_in(&self, refs: &Refs, prefix: &str) -> Tags {
        let names = refs.tags(prefix).map(|(tag, _)| tag.to_owned()).collect();
        let (tag_prefix, tag_sum) = (prefix.to_owned(), refs.tag_sum(prefix));
        Tags { names, origin: Some(Origin { tag_prefix, tag_sum, ..self.origin() }) }
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { vcs: "git".into(), url: self.url.clone(), ..Origin::default() }
    }
}

impl<R: Runner> Asking<'_, R> {
    /// Sets the folder up, unless it holds a repository already.
    async fn set_up(&mut self) -> Result<(), Refused> {
        if !self.repo.runner.holds("objects") {
            self.make().await?;
        }
        if self.repo.version.has(Change::RefsBeforeInit) {
            let said = self.run(&self.repo.git.object_format()).await?;
            let long = said.end.is_success() && said.stdout.trim_ascii() == b"sha256";
            self.state.format = if long { ObjectFormat::Sha256 } else { ObjectFormat::Sha1 };
        }
        "origin".clone_into(&mut self.state.remote);
        Ok(())
    }

    async fn make(&mut self) -> Result<(), Refused> {
        let git = self.repo.git;
        let format = self.listed_format().await?;
        let named = self.named_format(format).await?;
        self.succeed(&git.init(named)).await?;
        self.succeed(&git.add_remote(&self.repo.url)).await?;
        Ok(())
    }

    /// The format that the repository's refs show; a failed listing is reported where refs are
    /// needed.
    async fn listed_format(&mut self) -> Result<ObjectFormat, Refused> {
        if !self.repo.version.has(Change::RefsBeforeInit) {
            return Ok(ObjectFormat::Sha1);
        }
        Ok(settled(self.refs().await)?.map_or(ObjectFormat::Sha1, |refs| refs.object_format()))
    }

    /// The format that `git init` is told, by go's release and git's own.
    async fn named_format(
        &mut self,
        format: ObjectFormat,
    ) -> Result<Option<ObjectFormat>, Refused> {
        let long = (format == ObjectFormat::Sha256).then_some(format);
        if !self.repo.version.has(Change::OptionsEnded) {
            return Ok(long);
        }
        let said = self.run(&self.repo.git.version()).await?;
        let knows = if said.end.is_success() {
            knows_formats(&[&said.stdout[..], &said.stderr].concat())
        } else {
            Err(format!("failed to execute git version: {}", said.end))
        };
        let unresolved = |why| Fault::Other(format!("unable to resolve git version: {why}"));
        Ok(if knows.map_err(unresolved)? { Some(format) } else { long })
    }

    /// The refs of the repository, listed once.
    pub(super) async fn refs(&mut self) -> Result<Arc<Refs>, Refused> {
        if self.state.refs.is_none() {
            let listed = settled(self.list_refs().await)?;
            self.state.refs = Some(listed.map(Arc::new));
        }
        self.state.refs.clone().unwrap_or_else(|| Ok(Arc::default()))
    }

    async fn list_refs(&mut self) -> Result<Refs, Refused> {
        let command = self.repo.git.ls_remote(&self.state.remote);
        let done = self.run(&command).await?;
        if done.end.is_success() {
            return refs_in(done);
        }
        let mut error = self.failed(&command, &done);
        error.note = private_note(&error.stderr, self.repo.version);
        let text = error.to_string();
        let fault = if self.is_gone().await? { Fault::NotFound(text) } else { Fault::Other(text) };
        Err(fault.into())
    }

    /// Whether the server itself says that there is no such repository.
    async fn is_gone(&self) -> Result<bool, Refused> {
        let url = &self.repo.url;
        let over_http = url.starts_with("https://") || url.starts_with("http://");
        // The URL is not recorded before the folder is set up.
        if !over_http || self.state.remote == *url {
            return Ok(false);
        }
        Ok(self.repo.runner.is_gone(url).await?)
    }

    pub(super) async fn run(&self, command: &Command) -> Result<Done, Refused> {
        if command.network {
            self.repo.runner.network()?;
        }
        Ok(self.repo.runner.run(command).await?)
    }

    /// Runs `command`; its failure is go's.
    pub(super) async fn succeed(&self, command: &Command) -> Result<Done, Refused> {
        let done = self.run(command).await?;
        match done.end {
            End::Exited(0) => Ok(done),
            _ => Err(Fault::from(self.failed(command, &done)).into()),
        }
    }

    pub(super) fn failed(&self, command: &Command, done: &Done) -> RunError {
        failed(&self.repo.runner, command, done)
    }
}

/// The refs that a command listed.
fn refs_in(done: Done) -> Result<Refs, Refused> {
    let Some(file) = done.spooled else { return Ok(Refs::parse(&done.stdout)) };
    let refs = Refs::read(BufReader::new(file), MOST_REFS);
    let refs = refs.map_err(|error| Stop::Unknown(format!("a temporary file: {error}")))?;
    let limit = || Stop::Limit(format!("branches and tags: more than {MOST_REFS} bytes"));
    Ok(refs.ok_or_else(limit)?)
}

/// How much the listed branches and tags may be, in bytes.
const MOST_REFS: usize = 16 << 20;

/// The failure of `command`, as go tells it.
pub(super) fn failed(runner: &impl Runner, command: &Command, done: &Done) -> RunError {
    RunError {
        command: command.to_string(),
        dir: runner.shown_dir().to_owned(),
        end: done.end.clone(),
        stderr: lossy(&done.stderr),
        note: None,
    }
}

/// Refuses what git would take for a folder or a host and path.
fn has_scheme(url: &str) -> Result<(), Fault> {
    if url.contains("://") {
        return Ok(());
    }
    let advice = if url.contains(':') { " (use URL syntax not host:path syntax)" } else { "" };
    Err(Fault::Other(format!("git remote ({url}) must not be local directory{advice}")))
}
