//! A path with a VCS suffix: which scheme its repository answers to.

use std::path::{Path, PathBuf};

use crate::{
    go::{
        cmd::{
            codehost::environment::quiet,
            env::GoEnv,
            suffix::{NoScheme, SuffixMatch, fallback, ping_args, ping_env, schemes},
            vcs::Vcs,
        },
        version::Version,
    },
    pipeline::{Halt, Session, session::lookup::Lookup},
    trace::{By, NotAsked, Pinged, RanEnd, Root, Step, SuffixLooked},
    vcs,
    world::World,
};

impl Session {
    /// Asks the repository under each scheme that go tries; the first that answers wins.
    pub(crate) async fn suffix(&self, found: SuffixMatch, lookup: &Lookup) -> Result<Root, Halt> {
        let allowed = self.world.var("GIT_ALLOW_PROTOCOL").and_then(|list| list.to_str());
        let schemes = schemes(found.vcs, !lookup.insecure, allowed);
        let names = schemes.iter().map(|scheme| scheme.name.to_owned()).collect();
        let fact = SuffixLooked { found: Some(found.clone()), schemes: names };
        lookup.recorder.note(Step::VcsSuffix, fact);
        self.govcs(found.vcs, &found.root, lookup)?;
        for scheme in schemes {
            if self.answers(&found, scheme.name, lookup).await? {
                let repo = format!("{}://{}", scheme.name, found.repo);
                return Ok(root(found, repo));
            }
        }
        if let Some(repo) = fallback(&found, self.version) {
            return Ok(root(found, repo));
        }
        let none = if lookup.insecure { NoScheme::Any } else { NoScheme::Secure };
        Err(Halt::Go(none.to_string()))
    }

    pub(crate) async fn answers(
        &self,
        found: &SuffixMatch,
        scheme: &str,
        lookup: &Lookup,
    ) -> Result<bool, Halt> {
        let Some(argv) = ping_args(found.vcs, scheme, &found.repo, self.version) else {
            return Ok(true);
        };
        let url = format!("{scheme}://{}", found.repo);
        if self.options.offline {
            lookup.recorder.note(Step::VcsSuffix, NotAsked { url: url.clone() });
            return Err(Halt::Unknown(format!("the answer of {url} (--offline)")));
        }
        if let Some(answers) = self.known_ping(&argv).await {
            return Ok(answers);
        }
        match self.may_use_network() {
            Ok(()) => {}
            // go takes that for a repository that does not answer.
            Err(Halt::Go(_)) => return Ok(false),
            Err(halt) => return Err(halt),
        }
        let env = self.vcs_env(found.vcs);
        let ran =
            vcs::run(&self.world, &argv, &env, &self.module_cache(), self.limits.request).await;
        let end = ran.end.clone();
        lookup.recorder.note(Step::VcsSuffix, Pinged { url, ran });
        match end {
            RanEnd::TimedOut { seconds } => {
                Err(Halt::Limit(format!("{} {seconds} s", argv.join(" "))))
            }
            RanEnd::Stopped { limit } => Err(Halt::Limit(format!("{} {limit}", argv.join(" ")))),
            end => {
                let answers = end == RanEnd::Exited { status: Some(0) };
                self.keep_ping(&argv, answers).await;
                Ok(answers)
            }
        }
    }

    /// What go adds to the environment of a VCS tool.
    fn vcs_env(&self, vcs: Vcs) -> Vec<(String, String)> {
        let mut env = child_env(&self.world, &self.env, self.version);
        env.extend(ping_env(vcs, self.version).map(|(name, value)| own(name, value)));
        env
    }

    /// The module cache, where go runs the tools, or the nearest folder above it that exists.
    fn module_cache(&self) -> PathBuf {
        let wanted = Path::new(self.env.get("GOMODCACHE"));
        let exists = |dir: &&Path| dir.is_absolute() && self.world.list(dir).is_ok();
        wanted.ancestors().find(exists).unwrap_or(Path::new("/")).to_owned()
    }
}

fn root(found: SuffixMatch, repo: String) -> Root {
    let (path, vcs, by) = (found.root, found.vcs.name().to_owned(), By::Suffix);
    Root { path, vcs, repo: repo.into(), subdir: String::new(), by }
}

/// What go adds to the environment of its children: the settings in force, and that git and ssh
/// must not ask.
pub(crate) fn child_env(world: &World, env: &GoEnv, version: Version) -> Vec<(String, String)> {
    let is_set = |name: &str| world.var(name).is_some_and(|value| !value.is_empty());
    let set = env.settings().iter().map(|it| own(&it.name, it.value.expose()));
    let mut added: Vec<(String, String)> = set.filter(|(_, value)| !value.is_empty()).collect();
    added.extend(quiet(version, is_set).map(|(name, value)| own(name, value)));
    added
}

fn own(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
