//! A module in a repository: its versions, its go.mod, its files (repositories.md §4 to 7).

use std::{fs::File, pin::Pin, sync::Arc};

use crate::go::{
    cmd::{
        codehost::{
            identity::{self, Files, Found, within},
            of_version,
            origin::Origin,
            place::{INCOMPATIBLE, ModulePlace},
            tags::{TagVersions, has_no_tags, retracting},
        },
        fault::Fault,
    },
    version::{Change, Version},
    xmod::{modfile::module_path::synthetic, pseudo, version::canonical_version},
};

use super::{Refused, Repo, Runner};

/// An answer that is worked out in a box.
type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refused>> + Send + 'a>>;

/// A module in a repository.
#[derive(Debug)]
pub struct Module<R> {
    pub(super) repo: Arc<Repo<R>>,
    pub(super) place: ModulePlace,
    pub(super) version: Version,
}

/// A version of a module, and the commit behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The version: a tag's, or a pseudo-version.
    pub version: String,
    /// The commit's full name.
    pub name: String,
    /// The commit's name in pseudo-versions.
    pub short: String,
    /// The committer's time, in seconds since 1970, UTC.
    pub time: i64,
    /// Where the answer came from.
    pub origin: Option<Origin>,
}

/// The versions of a module that tags name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// From the lowest to the highest; those with `+incompatible` behind all others.
    pub list: Vec<String>,
    /// Where the answer came from.
    pub origin: Option<Origin>,
}

/// A version of a module as git packs it.
#[derive(Debug)]
pub struct Archived {
    /// git's zip file, everything below `prefix/`.
    pub file: File,
    /// The module's folder in it; empty where the module is the whole repository.
    pub dir: String,
    /// Its go.mod, where it has one.
    pub gomod: Option<Vec<u8>>,
}

impl<R> Module<R> {
    /// Who runs the commands of its repository.
    pub fn runner(&self) -> &R {
        self.repo.runner()
    }
}

impl<R: Runner> Module<R> {
    /// The module at `place` in `repo`, as go `version` sees it.
    pub fn new(repo: Arc<Repo<R>>, place: ModulePlace, version: Version) -> Self {
        Self { repo, place, version }
    }

    /// What the tags of its versions begin with: `sub/` or nothing.
    pub fn tag_prefix(&self) -> String {
        self.place.tag_prefix()
    }

    /// The versions that begin with `prefix`.
    pub async fn versions(&self, prefix: &str) -> Result<Versions, Refused> {
        if has_no_tags(&self.place.path) {
            return Ok(Versions::default());
        }
        let tags = self.repo.tags(&(self.place.tag_prefix() + prefix)).await;
        let tags = tags.map_err(|it| it.map(|fault| fault.about(&self.place.path, "")))?;
        let found = TagVersions::of(tags.names.iter().map(String::as_str), &self.place);
        let old = self.old_versions(&found).await?;
        let subdir = self.place.dir.clone();
        let origin = tags.origin.map(|origin| Origin { subdir, ..origin });
        Ok(Versions { list: found.compatible.into_iter().chain(old).collect(), origin })
    }

    /// The versions above v1 from before there were modules: none where the highest version
    /// below has a go.mod, and none of a major number whose highest version has one.
    async fn old_versions(&self, found: &TagVersions) -> Result<Vec<String>, Refused> {
        let mut versions = Vec::new();
        let none = found.incompatible.is_empty() || !self.place.major.is_empty();
        if none || self.any_has_gomod(found.compatible.last()).await? {
            return Ok(versions);
        }
        for major in found.incompatible_majors() {
            if !self.any_has_gomod(major.last()).await? {
                versions.extend(major.iter().map(|version| format!("{version}{INCOMPATIBLE}")));
            }
        }
        Ok(versions)
    }

    async fn any_has_gomod(&self, tag: Option<&String>) -> Result<bool, Refused> {
        let Some(tag) = tag else { return Ok(false) };
        let read = self.repo.read_file(tag, identity::GO_MOD).await;
        let read = read.map_err(|it| it.map(|fault| fault.about(&self.place.path, "")))?;
        Ok(read.is_some())
    }

    /// The version that `rev` comes to: a version, a tag, a branch or a hash.
    pub async fn stat(&self, rev: &str) -> Result<Revision, Refused> {
        if rev == "latest" {
            return self.latest().await;
        }
        let found = self.repo.stat(&self.place.revision(rev)).await;
        let commit = found.map_err(|it| {
            self.with_origin(it.map(|fault| of_version(fault, &self.place.path, rev, false)))
        })?;
        self.convert(commit, rev).await
    }

    /// The version that the newest commit of the default branch comes to.
    pub async fn latest(&self) -> Result<Revision, Refused> {
        let commit = self.repo.latest().await?;
        self.convert(commit, "").await
    }

    /// `origin` with the tags that the pseudo-version `version` rests on.
    pub(super) async fn with_tags(
        &self,
        origin: Origin,
        version: &str,
        asked: &str,
    ) -> Result<Origin, Refused> {
        let rests =
            pseudo::is_pseudo(version) && (version != asked || !version.starts_with("v0.0.0-"));
        if !rests {
            return Ok(origin);
        }
        let tags = self.repo.tags(&self.place.origin_prefix()).await?.origin.unwrap_or_default();
        Ok(Origin { tag_prefix: tags.tag_prefix, tag_sum: tags.tag_sum, ..origin })
    }

    /// The failure with its origin, in releases that keep one.
    pub(super) fn with_origin(&self, refused: Refused) -> Refused {
        let kept = refused.origin.filter(|_| self.version.has(Change::OriginOfFailures));
        Refused { fault: refused.fault, origin: kept }
    }

    /// Where `version` lies, from the go.mod files in its two places.
    pub(super) async fn find(&self, version: &str) -> Result<Found, Refused> {
        let rev = self.place.revision(version);
        let files = Files::of(&self.place);
        let plain = self.read(&rev, &files.plain).await?;
        let major = match &files.major {
            Some(file) => self.read(&rev, file).await?,
            None => None,
        };
        let found = identity::find(&self.place, version, &rev, plain, major);
        found.map_err(|text| Fault::Other(text).into())
    }

    async fn read(&self, rev: &str, file: &str) -> Result<Option<Vec<u8>>, Refused> {
        let read = self.repo.read_file(rev, file).await;
        let root = &self.place.root;
        let why = |fault: Fault| {
            if fault.is_final() {
                return fault;
            }
            Fault::Other(format!("reading {root}/{file} at revision {rev}: {fault}"))
        };
        read.map_err(|it| it.map(why))
    }

    /// The go.mod of `version`; one that go makes up where the module has none and needs none.
    pub async fn gomod(&self, version: &str) -> Result<Vec<u8>, Refused> {
        let found = self.verified(version).await?;
        if let Some(gomod) = found.gomod {
            return Ok(gomod);
        }
        let rev = self.place.revision(version);
        let read = self.repo.read_file(&rev, &within(&found.dir, identity::GO_MOD)).await?;
        Ok(read.unwrap_or_else(|| synthetic(&self.place.path).into_bytes()))
    }

    /// Where `version` lies, after a pseudo-version was held against its commit.
    async fn verified(&self, version: &str) -> Result<Found, Refused> {
        if canonical_version(version).as_deref() != Some(version) {
            return Err(Fault::Other(format!("version {version} is not canonical")).into());
        }
        if pseudo::is_pseudo(version) {
            self.stat(version).await?;
        }
        self.find(version).await
    }

    /// `version` as git packs it. `refuses` may refuse its go.mod before anything is packed.
    pub async fn archive(
        &self,
        version: &str,
        refuses: impl Fn(&[u8]) -> Option<Fault> + Send,
    ) -> Result<Archived, Refused> {
        let found = self.verified(version).await?;
        let rev = self.place.revision(version);
        let gomod = self.repo.read_file(&rev, &within(&found.dir, identity::GO_MOD)).await?;
        if let Some(fault) = gomod.as_deref().and_then(refuses) {
            return Err(fault.into());
        }
        let file = self.repo.archive(&rev, &found.dir).await?;
        Ok(Archived { file, dir: found.dir, gomod })
    }

    /// The repository's LICENSE, which a module in a folder without one takes over.
    pub async fn license(&self, version: &str) -> Result<Option<Vec<u8>>, Refused> {
        self.repo.read_file(&self.place.revision(version), "LICENSE").await
    }

    /// The text of the go.mod that may hold the module's retractions; `None` where no version may.
    ///
    /// In a box, since it may ask for a revision, and revisions ask for retractions.
    pub(super) fn retracting_gomod(&self) -> Boxed<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            let versions = self.versions("").await?;
            match retracting(&versions.list) {
                Some(highest) => self.gomod(highest).await.map(Some),
                None => Ok(None),
            }
        })
    }
}
