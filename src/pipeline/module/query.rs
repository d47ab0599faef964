//! Which version of a module a query selects (modules.md §4, 7, 8).

use crate::{
    go::{
        cmd::{
            candidate::Refusal,
            fault::Fault,
            fetched::info::Info,
            gover::query::Line,
            proxy_list::Entry,
            query::{Query, Search},
        },
        std::time::Time,
        xmod::{module::check_module, pseudo, version},
    },
    trace::Sought,
};

use super::{Modules, Source, repo::Repo, told::Told};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// The module path.
    pub module: &'a str,
    /// The text after its `@`.
    pub query: &'a str,
    /// The version in use; empty for none.
    pub current: &'a str,
    /// Which versions may be answered.
    pub allowed: Allowed<'a>,
    /// What the answer is for.
    pub sought: Sought,
}

impl<'a> Asked<'a> {
    /// A query without a version in use, which any version may answer.
    pub(super) fn any(module: &'a str, query: &'a str, sought: Sought) -> Self {
        Self { module, query, current: "", allowed: Allowed::Any, sought }
    }
}

impl<S: Source> Modules<S> {
    /// Walks along GOPROXY with the whole query; each entry is asked alone.
    pub(super) async fn query(&self, asked: Asked<'_>) -> Result<Info, Fault> {
        let Asked { module, query, sought, .. } = asked;
        let mut walk = self.walk()?;
        while let Some(entry) = walk.turn() {
            let answer = self.query_at(entry, asked).await;
            let version = answer.as_ref().map(|info| info.version.clone()).unwrap_or_default();
            let told = Told { module, sought, query, version: &version };
            if let Some(info) = self.settle(&mut walk, entry, told, answer) {
                return Ok(info);
            }
        }
        Err(walk.end())
    }

    /// The query at one entry.
    pub(super) async fn query_at(&self, entry: &Entry, asked: Asked<'_>) -> Result<Info, Fault> {
        let info = self.ask_at(entry, asked).await?;
        if asked.sought == Sought::Version {
            self.answers(entry, asked, &info);
        }
        Ok(info)
    }

    async fn ask_at(&self, entry: &Entry, asked: Asked<'_>) -> Result<Info, Fault> {
        if matches!(asked.module, "std" | "cmd") {
            let (query, module) = (asked.query.to_owned(), asked.module.to_owned());
            let text = Refusal::Standard { query, module }.to_string();
            return Err(Fault::Other(text));
        }
        if let Some(line) = Line::of(asked.module) {
            return self.release_at(line, entry, asked).await;
        }
        check_module(asked.module.as_bytes()).map_err(Fault::Path)?;
        let query = Query::read(asked.module, asked.query, asked.current)?;
        let at = At { repo: self.repo(entry, asked.module), run: self, asked };
        match query {
            Query::Revision => at.revision().await,
            Query::Search(search) => at.search(&search).await,
        }
    }
}

/// A query at one entry.
struct At<'a, S> {
    run: &'a Modules<S>,
    repo: Repo<'a, S>,
    asked: Asked<'a>,
}

impl<S: Source> At<'_, S> {
    async fn revision(&self) -> Result<Info, Fault> {
        let query = self.asked.query;
        let info = match self.repo.stat(query).await {
            Ok(info) => info,
            Err(first) => self.without_build(query, first).await?,
        };
        self.refuse(&info.version).await?;
        Ok(info)
    }

    /// Build metadata says nothing: `v1.1.0+meta` may be there as `v1.1.0`.
    async fn without_build(&self, query: &str, first: Fault) -> Result<Info, Fault> {
        let canonical = version::canonical_version(query).filter(|it| it != query);
        let Some(canonical) = canonical.filter(|_| !first.is_final()) else { return Err(first) };
        let second = self.repo.stat(&canonical).await;
        second.map_err(|second| if second.is_not_found() { first } else { second })
    }

    async fn search(&self, search: &Search) -> Result<Info, Fault> {
        let versions = self.repo.versions(&search.prefix).await?;
        let fitting = self.fitting(search, &versions).await?;
        if let Some(version) = search.choose(&fitting) {
            return self.look_up(version).await;
        }
        if search.may_use_latest
            && let Some(version) = self.latest(search).await?
        {
            return self.look_up(&version).await;
        }
        let Asked { query, current, .. } = self.asked;
        if self.is_relative() && !matches!(current, "" | "none") {
            self.refuse(current).await?;
            return self.look_up(current).await;
        }
        let current = if self.is_relative() { current } else { "" };
        Err(Fault::NoMatch { query: query.to_owned(), current: current.to_owned() })
    }

    /// What `@latest` says, where it may be used.
    async fn latest(&self, search: &Search) -> Result<Option<String>, Fault> {
        let version = match self.repo.latest().await {
            Ok(info) => info.version,
            Err(fault) if fault.is_not_found() => return Ok(None),
            Err(fault) => return Err(fault),
        };
        Ok(self.fits(search, &version).await?.then_some(version))
    }

    /// The versions that count, lowest first. `+incompatible` ones do only where the last compatible one has no go.mod
    /// of its own (modules.md §9.1).
    async fn fitting(&self, search: &Search, versions: &[String]) -> Result<Vec<String>, Fault> {
        let mut fitting = Vec::new();
        let mut takes_incompatible = search.prefers_incompatible;
        let mut compatible: Option<&str> = None;
        for version in versions {
            if !self.fits(search, version).await? {
                continue;
            }
            if !version.ends_with("+incompatible") {
                compatible = Some(version);
            } else if let Some(compatible) = compatible.filter(|_| !takes_incompatible) {
                if self.run.has_go_mod(self.asked.module, compatible).await? {
                    break;
                }
                takes_incompatible = true;
            }
            fitting.push(version.clone());
        }
        Ok(fitting)
    }

    async fn fits(&self, search: &Search, version: &str) -> Result<bool, Fault> {
        if !search.fits(version) {
            return Ok(false);
        }
        match self.refuse(version).await {
            Ok(()) => Ok(true),
            Err(fault) if fault.is_disallowed() => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    /// An error only where the version may not be answered, or where nothing more can be asked.
    async fn refuse(&self, version: &str) -> Result<(), Fault> {
        match self.run.check_allowed(self.asked.module, version, self.asked.allowed).await {
            Err(fault) if fault.is_disallowed() || fault.is_final() => Err(fault),
            _ => Ok(()),
        }
    }

    fn is_relative(&self) -> bool {
        matches!(self.asked.query, "upgrade" | "patch")
    }

    /// The version's `.info`. From a pseudo-version nobody is taken to something older.
    async fn look_up(&self, version: &str) -> Result<Info, Fault> {
        let info = self.repo.stat(version).await?;
        let current = self.asked.current;
        let since = pseudo::time(current).ok().map(Time::from);
        let older = since.is_some_and(|since| !info.time.is_zero() && info.time < since);
        if !self.is_relative() || !older {
            return Ok(info);
        }
        self.refuse(current).await?;
        self.repo.stat(current).await
    }
}

/// Which versions a query may answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Allowed<'a> {
    /// Every one.
    Any,
    /// None that is excluded or retracted.
    Sound,
    /// As `go get` has it: a version that was asked for by its name may be retracted.
    Asked(&'a str),
}
