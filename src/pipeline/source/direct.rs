//! Repositories for the entry `direct` of GOPROXY: found by the session's discovery, asked with the
//! tools of its world (repositories.md).

use std::{fs::File, future::Future, path::Path, sync::Arc};

use tokio::task_local;

use crate::{
    go::{
        cmd::{fault::Fault, fetched::info::Info, gover::Running},
        xmod::pseudo,
    },
    pipeline::{
        Session,
        checkout::{
            Direct, Finder as _, Located, Module, Refused, Revision, Setting, Versions, Workshop,
        },
        module::Repositories,
        session::{goroot::goroot, lookup::Lookup},
    },
    trace::{Fact, RevisionFound, RevisionSought, Step, VersionsListed},
    vcs::process::Limits,
};

use super::{Scope, roots::Roots, tools::Tools};

task_local! {
    /// The lookup of the module that is asked for: modules of one repository share its commands, and
    /// each command belongs to the module for which it ran.
    pub(super) static ASKED_FOR: Arc<Lookup>;
}

/// Repositories of a run.
pub(crate) struct Checkouts {
    scope: Arc<Scope>,
    direct: Direct<Roots>,
}

impl Checkouts {
    /// Repositories that the session of `scope` finds for the go command that runs. Events belong to
    /// the module that is asked for.
    pub(crate) fn new(scope: &Arc<Scope>, running: Running) -> Self {
        let roots = Roots::new(scope.clone());
        let direct = Direct::new(roots, setting(&scope.session, running));
        Self { scope: scope.clone(), direct }
    }
}

/// What holds for the repositories of a run.
fn setting(session: &Session, running: Running) -> Setting {
    let most = session.limits.fetch;
    let dir = session.world.directory().unwrap_or(Path::new("/"));
    let folder = Some((dir.to_owned(), most));
    let idle = session.limits.request;
    Setting {
        release: session.version,
        running,
        goroot: goroot(&session.world),
        module_cache: session.env.get("GOMODCACHE").to_owned(),
        main_module: dir.to_owned(),
        limits: Limits { idle, stdout: most, stderr: MOST_SAID, folder },
    }
}

impl Checkouts {
    /// What `asked` comes to while the events of commands belong to `module`; its failure without
    /// secrets.
    async fn of<T>(
        &self,
        module: &str,
        asked: impl Future<Output = Result<T, Refused>>,
    ) -> Result<T, Fault> {
        let answer = ASKED_FOR.scope(self.scope.lookup(module), asked).await;
        answer.map_err(|refused| refused.fault.redacted())
    }

    fn note(&self, module: &str, fact: impl Into<Fact>) {
        self.scope.lookup(module).recorder.note(Step::Repository, fact);
    }

    /// Where the module is, and the module there.
    async fn opened(&self, module: &str) -> Result<(Located, Module<Workshop<Tools>>), Refused> {
        let located = self.direct.finder().find(module).await?;
        Ok((located, self.direct.module(module).await?))
    }

    async fn listed(&self, module: &str, prefix: &str) -> Result<Vec<String>, Refused> {
        let (at, opened) = self.opened(module).await?;
        let listed = opened.versions(prefix).await;
        let prefix = opened.tag_prefix() + prefix;
        self.note(module, versions_listed(at.url, prefix, &listed));
        Ok(listed?.list)
    }

    async fn revision(&self, module: &str, asked: &str) -> Result<Info, Refused> {
        let (at, opened) = self.opened(module).await?;
        let sought = opened.stat(asked).await;
        self.note(module, revision_sought(at.url, asked, &sought));
        sought.map(Info::from)
    }
}

impl Repositories for Checkouts {
    async fn versions(&self, module: &str, prefix: &str) -> Result<Vec<String>, Fault> {
        self.of(module, self.listed(module, prefix)).await
    }

    async fn stat(&self, module: &str, revision: &str) -> Result<Info, Fault> {
        self.of(module, self.revision(module, revision)).await
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        self.of(module, self.revision(module, "latest")).await
    }

    async fn go_mod(&self, module: &str, version: &str) -> Result<Vec<u8>, Fault> {
        let asked = async { self.opened(module).await?.1.gomod(version).await };
        self.of(module, asked).await
    }

    async fn zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        self.of(module, self.direct.packed(module, version)).await
    }
}

fn versions_listed(
    repo: String,
    prefix: String,
    listed: &Result<Versions, Refused>,
) -> VersionsListed {
    let all = listed.as_ref().map_or(&[][..], |versions| &versions.list[..]);
    let versions = all[all.len().saturating_sub(VersionsListed::MOST)..].to_vec();
    let error = listed.as_ref().err().and_then(text);
    VersionsListed { repo: repo.into(), prefix, versions, count: all.len(), error }
}

fn revision_sought(
    repo: String,
    asked: &str,
    sought: &Result<Revision, Refused>,
) -> RevisionSought {
    let found = sought.as_ref().ok().map(|revision| RevisionFound {
        base: pseudo::base(&revision.version).ok().flatten(),
        version: revision.version.clone(),
        commit: revision.name.clone(),
        time: revision.time,
        r#ref: revision.origin.as_ref().map(|origin| origin.r#ref.clone()).unwrap_or_default(),
    });
    let error = sought.as_ref().err().and_then(text);
    RevisionSought { repo: repo.into(), asked: asked.to_owned(), found, error }
}

/// go's text, where it was go that failed.
fn text(refused: &Refused) -> Option<String> {
    let fault = &refused.fault;
    (!matches!(fault.bare(), Fault::Stop(_))).then(|| fault.clone().redacted().to_string())
}

/// How much of a tool's standard error is kept, in bytes. go has no limit.
const MOST_SAID: u64 = 1 << 20;
