//! How a commit becomes a version of a module: by its tags, or as a pseudo-version
//! (repositories.md §4, 5).

use std::cmp::Ordering;

use time::OffsetDateTime;

use crate::go::{
    cmd::{
        codehost::{
            identity::within,
            of_version,
            origin::Origin,
            place::INCOMPATIBLE,
            pseudo_check::{self, Told},
            refs::is_hex,
            tags::version_of,
        },
        fault::Fault,
    },
    version::Change,
    xmod::{
        modfile::{self, Interval},
        pseudo, semver,
        version::canonical_version,
    },
};

use super::{Commit, Module, Refused, Revision, Runner, settled};

/// A commit that becomes a version.
pub(super) struct Convert<'a, R> {
    module: &'a Module<R>,
    commit: &'a Commit,
    /// What was asked for; empty where nothing was.
    asked: &'a str,
    tag_prefix: String,
    retracted: Vec<Interval>,
    /// Whether the repository has no go.mod at its root, once that was looked for.
    bare: Option<bool>,
    /// Major versions, and whether there is no go.mod in the folder named after them.
    bare_majors: Vec<(String, bool)>,
}

impl<R: Runner> Module<R> {
    /// What `commit` comes to, which was asked for as `asked`.
    pub(super) async fn convert(&self, commit: Commit, asked: &str) -> Result<Revision, Refused> {
        let origin = Origin { subdir: self.place.dir.clone(), ..commit.origin.clone() };
        let mut found = match Convert::new(self, &commit, asked).run().await {
            Ok(found) => found,
            Err(refused) => return Err(self.with_origin(refused.with_origin(Some(origin)))),
        };
        found.origin = Some(self.with_tags(origin, &found.version, asked).await?);
        Ok(found)
    }
}

impl<'a, R: Runner> Convert<'a, R> {
    pub(super) fn new(module: &'a Module<R>, commit: &'a Commit, asked: &'a str) -> Self {
        let tag_prefix = module.place.tag_prefix();
        let (retracted, bare_majors) = (Vec::new(), Vec::new());
        Self { module, commit, asked, tag_prefix, retracted, bare: None, bare_majors }
    }

    pub(super) async fn run(mut self) -> Result<Revision, Refused> {
        if pseudo::is_pseudo(self.asked) {
            return self.by_pseudo().await;
        }
        self.retracted = self.retractions().await?;
        if let Some(found) = self.by_name().await? {
            return Ok(found);
        }
        let base = match self.by_tags().await? {
            Tagged::Version(version) => return self.canonical(&version).await,
            Tagged::Base(base) => Some(base),
            Tagged::Nothing => self.recent_base().await?,
        };
        let (major, base) = (self.module.place.pseudo_major(), base.unwrap_or_default());
        let time = OffsetDateTime::from_unix_timestamp(self.commit.time);
        let time = time.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let version = pseudo::make(major, &base, time, &self.commit.short);
        self.canonical(&version).await
    }

    /// The pseudo-version that was asked for. Its go.mod is the cheaper question of the two.
    async fn by_pseudo(&mut self) -> Result<Revision, Refused> {
        if !self.module.version.has(Change::PseudoCheckedLast) {
            self.check_pseudo().await?;
            return self.canonical(self.asked).await;
        }
        let revision = self.canonical(self.asked).await?;
        self.check_pseudo().await?;
        Ok(revision)
    }

    /// The retractions; where they cannot be read there are none.
    async fn retractions(&self) -> Result<Vec<Interval>, Refused> {
        let gomod = settled(self.module.retracting_gomod().await)?.ok().flatten();
        let release = self.module.version;
        let read = |gomod: Vec<u8>| modfile::parse_lax("go.mod", &gomod, release, None).ok();
        let retracts = gomod.and_then(read).map(|file| file.retract).unwrap_or_default();
        Ok(retracts.into_iter().map(|it| it.interval).collect())
    }

    fn is_retracted(&self, version: &str) -> bool {
        let holds = |it: &Interval| {
            semver::compare(&it.low, version).is_le() && semver::compare(version, &it.high).is_le()
        };
        self.retracted.iter().any(holds)
    }

    /// The version that the tag in the commit's name is, where it can be one.
    async fn by_name(&mut self) -> Result<Option<Revision>, Refused> {
        let commit = self.commit;
        let Some((version, true)) = version_of(&commit.named, &self.tag_prefix) else {
            return Ok(None);
        };
        Ok(settled(self.canonical(version).await)?.ok())
    }

    /// What the commit's own tags make of it.
    async fn by_tags(&mut self) -> Result<Tagged, Refused> {
        let commit = self.commit;
        let (mut highest, mut base) = (None::<String>, None::<String>);
        for tag in &commit.tags {
            let named = version_of(tag, &self.tag_prefix);
            let (version, is_canonical) = named.unwrap_or_default();
            if !self.asked.is_empty() && semver::compare(version, self.asked) == Ordering::Equal {
                if is_canonical {
                    return Ok(Tagged::Version(version.to_owned()));
                }
                base = Some(version.to_owned());
            }
            let higher = highest.as_deref().is_none_or(|it| semver::compare(it, version).is_lt());
            if is_canonical && higher && !self.is_retracted(version) && self.may_be(version).await?
            {
                highest = Some(version.to_owned());
            }
        }
        let base = base.filter(|base| !base.is_empty()).map(Tagged::Base);
        Ok(highest.map(Tagged::Version).or(base).unwrap_or(Tagged::Nothing))
    }

    /// The highest version among the tags before the commit. The whole history is fetched where
    /// none is found and there could be one.
    async fn recent_base(&mut self) -> Result<Option<String>, Refused> {
        if let Some(base) = self.merged_base().await? {
            return Ok(Some(base));
        }
        let plausible = self.module.repo.tags(&format!("{}v", self.tag_prefix)).await?;
        if plausible.names.is_empty() {
            return Ok(None);
        }
        if self.module.repo.complete().await? { self.merged_base().await } else { Ok(None) }
    }

    async fn merged_base(&mut self) -> Result<Option<String>, Refused> {
        let tags = self.module.repo.merged_tags(&self.commit.name, &self.tag_prefix).await?;
        let mut highest = None::<&str>;
        for tag in &tags {
            let Some((version, _)) = version_of(tag, &self.tag_prefix) else { continue };
            if self.may_be(version).await?
                && !self.is_retracted(version)
                && highest.is_none_or(|it| semver::compare(version, it).is_gt())
            {
                highest = Some(version);
            }
        }
        Ok(highest.filter(|version| !is_hex(version)).map(str::to_owned))
    }

    /// Whether `version` may be one of the module: by its major number, or as one from before
    /// there were modules.
    async fn may_be(&mut self, version: &str) -> Result<bool, Refused> {
        Ok(self.module.place.fits(version) || self.may_be_incompatible(version).await?)
    }

    async fn may_be_incompatible(&mut self, version: &str) -> Result<bool, Refused> {
        let place = &self.module.place;
        if !place.dir.is_empty() || !place.major.is_empty() || !self.is_bare().await? {
            return Ok(false);
        }
        if version.is_empty() || self.asked.ends_with(INCOMPATIBLE) {
            return Ok(true);
        }
        let major = semver::major(version).unwrap_or_default();
        if let Some((_, bare)) = self.bare_majors.iter().find(|(it, _)| it == major) {
            return Ok(*bare);
        }
        let bare = self.lacks(&within(major, "go.mod")).await?;
        self.bare_majors.push((major.to_owned(), bare));
        Ok(bare)
    }

    async fn is_bare(&mut self) -> Result<bool, Refused> {
        if let Some(bare) = self.bare {
            return Ok(bare);
        }
        let bare = self.lacks("go.mod").await?;
        self.bare = Some(bare);
        Ok(bare)
    }

    /// Whether the commit lacks a file, or it cannot be read.
    async fn lacks(&self, file: &str) -> Result<bool, Refused> {
        let read = settled(self.module.repo.read_file(&self.commit.name, file).await)?;
        Ok(!matches!(read, Ok(Some(_))))
    }

    /// `version`, held against the module path and its go.mod, with `+incompatible` where it
    /// needs that.
    async fn canonical(&mut self, version: &str) -> Result<Revision, Refused> {
        let path = &self.module.place.path;
        let lies = self.module.find(version).await;
        lies.map_err(|it| it.map(|fault| of_version(missing(fault), path, version, false)))?;
        let asked_base = self.asked.strip_suffix(INCOMPATIBLE).unwrap_or(self.asked);
        let version = if version == asked_base { self.asked } else { version };
        let base = version.strip_suffix(INCOMPATIBLE).unwrap_or(version);
        let (version, refused) = self.suffixed(version, base).await?;
        let asked = self.asked;
        if !asked.is_empty()
            && canonical_version(asked).as_deref() == Some(asked)
            && asked_base != base
        {
            let text = format!("resolves to version {version} ({asked_base} is not a tag)");
            return Err(of_version(Fault::Other(text), path, asked, false).into());
        }
        if let Some(text) = refused {
            return Err(of_version(Fault::Other(text), path, &version, false).into());
        }
        let Commit { name, short, time, .. } = self.commit.clone();
        Ok(Revision { version, name, short, time, origin: None })
    }

    /// The version with the suffix that it needs, or with the reason why it can be none.
    async fn suffixed(
        &mut self,
        version: &str,
        base: &str,
    ) -> Result<(String, Option<String>), Refused> {
        let place = &self.module.place;
        let has_suffix = version.ends_with(INCOMPATIBLE);
        let major = semver::major(version).unwrap_or_default();
        if place.fits(base) {
            let text =
                || format!("+incompatible suffix not allowed: major version {major} is compatible");
            return Ok((version.to_owned(), has_suffix.then(text)));
        }
        if self.may_be_incompatible(base).await? {
            return Ok((format!("{base}{INCOMPATIBLE}"), None));
        }
        let text = if place.major.is_empty() {
            let right = format!("{}/{major}", place.prefix);
            format!(
                "module contains a go.mod file, so module path must match major version (\"{right}\")"
            )
        } else {
            "module path includes a major version suffix, so major version must match".to_owned()
        };
        Ok((version.to_owned(), Some(text)))
    }

    /// Holds the pseudo-version that was asked for against its commit and its history.
    async fn check_pseudo(&self) -> Result<(), Refused> {
        let (asked, path) = (self.asked, &self.module.place.path);
        let checked = self.check_base().await;
        let named = |fault: Fault| {
            let told = fault.names_module() || fault.is_final();
            if told { fault } else { of_version(fault, path, asked, true) }
        };
        checked.map_err(|it| it.map(named))
    }

    async fn check_base(&self) -> Result<(), Refused> {
        let (commit, place) = (self.commit, &self.module.place);
        let told = Told { short: &commit.short, time: commit.time, tags: &commit.tags };
        let base = pseudo_check::check(self.asked, told, place).map_err(Fault::Other)?;
        let Some(base) = base else { return Ok(()) };
        let tags = self.module.repo.tags(&(self.tag_prefix.clone() + &base)).await?;
        let (mut last, mut failure) = (None, None);
        for tag in &tags.names {
            let version = tag.strip_prefix(&self.tag_prefix).unwrap_or(tag);
            if semver::compare(version, &base) != Ordering::Equal {
                continue;
            }
            last = Some(tag);
            match self.module.repo.descends_from(&commit.name, tag).await {
                Ok(true) => return Ok(()),
                Ok(false) => failure = None,
                Err(why) => failure = Some(why),
            }
        }
        let Some(tag) = last else {
            return Err(Fault::Other(format!("preceding tag ({base}) not found")).into());
        };
        let rev = pseudo::revision(self.asked).unwrap_or_default();
        let text = format!("revision {rev} is not a descendent of preceding tag ({tag})");
        Err(failure.unwrap_or_else(|| Fault::Other(text).into()))
    }
}

/// The failure as one that means: there is no such thing.
fn missing(fault: Fault) -> Fault {
    if fault.is_final() { fault } else { Fault::NotFound(fault.to_string()) }
}

/// What the tags of a commit make of it.
enum Tagged {
    /// A version.
    Version(String),
    /// A commit after this version.
    Base(String),
    /// No version.
    Nothing,
}
