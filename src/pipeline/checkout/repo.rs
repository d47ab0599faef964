//! A repository of any tool, behind one face.

use std::fs::File;

use super::{Commit, GitRepo, Refused, Runner, Tags, ToolRepo};

/// A repository.
#[derive(Debug)]
pub enum Repo<R> {
    /// A git repository.
    Git(GitRepo<R>),
    /// A repository of another tool.
    Tool(ToolRepo<R>),
}

impl<R> Repo<R> {
    /// Who runs its commands.
    pub fn runner(&self) -> &R {
        match self {
            Self::Git(repo) => &repo.runner,
            Self::Tool(repo) => &repo.runner,
        }
    }
}

impl<R: Runner> Repo<R> {
    /// The tags that begin with `prefix`.
    pub async fn tags(&self, prefix: &str) -> Result<Tags, Refused> {
        match self {
            Self::Git(repo) => repo.tags(prefix).await,
            Self::Tool(repo) => repo.tags(prefix).await,
        }
    }

    /// The commit that `rev` names.
    pub async fn stat(&self, rev: &str) -> Result<Commit, Refused> {
        match self {
            Self::Git(repo) => repo.stat(rev).await,
            Self::Tool(repo) => repo.stat(rev).await,
        }
    }

    /// The newest commit of the default branch.
    pub async fn latest(&self) -> Result<Commit, Refused> {
        match self {
            Self::Git(repo) => repo.latest().await,
            Self::Tool(repo) => repo.latest().await,
        }
    }

    /// The file `file` of the commit `rev`; `None` where it is not there or the tool fails.
    pub async fn read_file(&self, rev: &str, file: &str) -> Result<Option<Vec<u8>>, Refused> {
        match self {
            Self::Git(repo) => repo.read_file(rev, file).await,
            Self::Tool(repo) => repo.read_file(rev, file).await,
        }
    }

    /// The tags that begin with `prefix` before the commit `rev`, as far as history is there.
    pub async fn merged_tags(&self, rev: &str, prefix: &str) -> Result<Vec<String>, Refused> {
        match self {
            Self::Git(repo) => repo.merged_tags(rev, prefix).await,
            Self::Tool(repo) => repo.merged_tags(rev, prefix).await,
        }
    }

    /// Fetches the whole history; whether there was any that may have been missing.
    pub async fn complete(&self) -> Result<bool, Refused> {
        match self {
            Self::Git(repo) => repo.complete().await.map(|()| true),
            Self::Tool(_) => Ok(false),
        }
    }

    /// Whether the commit `rev` descends from `tag`.
    pub async fn descends_from(&self, rev: &str, tag: &str) -> Result<bool, Refused> {
        match self {
            Self::Git(repo) => repo.descends_from(rev, tag).await,
            Self::Tool(repo) => repo.descends_from(rev, tag).await,
        }
    }

    /// The commit `rev`, or its folder `dir`, packed into a zip file by the tool.
    pub async fn archive(&self, rev: &str, dir: &str) -> Result<File, Refused> {
        match self {
            Self::Git(repo) => repo.archive(rev, dir).await,
            Self::Tool(repo) => repo.archive(rev, dir).await,
        }
    }
}
