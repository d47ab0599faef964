//! Repositories for the entry `direct` of GOPROXY: found by the session's discovery, asked with the
//! tools of its world (repositories.md).

use std::{fs::File, future::Future, path::Path, sync::Arc};

use crate::{
    go::{
        cmd::{
            fault::Fault, fetched::info::Info, gover::Running, start::cache::NO_FOLDER, vcs::Vcs,
        },
        std::net::url::Url,
        xmod::pseudo,
    },
    pipeline::{
        Session,
        checkout::{
            Direct, Finder as _, Located, Module, Refused, Revision, Setting, Versions, Workshop,
        },
        module::Repositories,
        session::goroot::goroot,
    },
    trace::{Fact, RevisionFound, RevisionSought, Step, VersionsListed},
    vcs::process::Limits,
};

use super::{Scope, Shared, roots::Roots, tools::Tools};

/// Repositories of a target.
pub(crate) struct Checkouts {
    scope: Arc<Scope>,
    direct: Direct<Roots>,
}

impl Checkouts {
    /// Repositories that the session of `scope` finds for the go command that runs, and `shared` has for all targets of
    /// the run. Events belong to the module that is asked for.
    pub(crate) fn new(scope: &Arc<Scope>, running: Running, shared: &Shared) -> Self {
        let roots = Roots::new(scope.clone(), shared.roots.clone());
        let repositories = shared.repositories.clone();
        let direct = Direct::new(roots, setting(&scope.session, running), repositories);
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
        believes_cache: session.options.cache,
        main_module: dir.to_owned(),
        limits: Limits { idle, stdout: most, stderr: MOST_SAID, folder },
    }
}

impl Checkouts {
    /// What `asked`, which is on the heap since it is large, comes to while the events of commands belong
    /// to `module`; its failure without secrets.
    async fn of<T>(
        &self,
        module: &str,
        asked: impl Future<Output = Result<T, Refused>>,
    ) -> Result<T, Fault> {
        let asked = async {
            let answer = asked.await;
            Box::pin(self.tell(module, answer.as_ref().err())).await;
            answer
        };
        let answer = self.scope.asking(module, asked).await;
        answer.map_err(|refused| refused.fault.redacted())
    }

    /// Tells the module what ran for others in its repository, as far as it has to do with it.
    async fn tell(&self, module: &str, refused: Option<&Refused>) {
        if let Ok(opened) = self.direct.module(module).await {
            let error = refused.map(|refused| refused.fault.clone().redacted().to_string());
            opened.runner().machine().tell(error.as_deref());
        }
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
    async fn proxy(&self, module: &str) -> Result<Option<Url>, Fault> {
        let located = self.direct.finder().find(module).await.map_err(Fault::redacted)?;
        if located.vcs != Vcs::Mod {
            let homeless = self.scope.session.env.get("GOMODCACHE").is_empty();
            return if homeless { Err(Fault::Other(NO_FOLDER.to_owned())) } else { Ok(None) };
        }
        // Discovery has refused what is no URL.
        let url = Url::parse_by(&located.url, self.scope.session.version);
        url.map(Some).map_err(|error| Fault::Other(error.to_string()).redacted())
    }

    async fn versions(&self, module: &str, prefix: &str) -> Result<Vec<String>, Fault> {
        self.of(module, Box::pin(self.listed(module, prefix))).await
    }

    async fn stat(&self, module: &str, revision: &str) -> Result<Info, Fault> {
        self.of(module, Box::pin(self.revision(module, revision))).await
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        self.of(module, Box::pin(self.revision(module, "latest"))).await
    }

    async fn go_mod(&self, module: &str, version: &str) -> Result<Vec<u8>, Fault> {
        let asked = async { self.opened(module).await?.1.gomod(version).await };
        self.of(module, Box::pin(asked)).await
    }

    async fn zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        self.of(module, Box::pin(self.direct.packed(module, version))).await
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

#[cfg(test)]
#[cfg(feature = "lab")]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::{
        go::version::Version,
        lab::{Lab, Scenario},
        pipeline::Options,
        trace::{CommandRan, Concluded, Event, GoneAsked, Of, RanEnd, Recorder, Told as _},
        world::World,
    };

    const TOOL: &str = "go.example.com/tool";

    /// A page that names `repo`, and a server that has the module behind `route`.
    fn scenario(repo: &str, route: &str) -> Scenario {
        let text = format!(
            r#"
about = "One module"
path = "{TOOL}"
[[host]]
name = "go.example.com"
https = {{}}
[[host.route]]
path = "/tool"
import = "{TOOL} git {repo}"
[[host]]
name = "git.example.com"
https = {{}}
{route}
[[repo]]
name = "tool"
files = {{ "go.mod" = "module {TOOL}\n", "tool.go" = "package tool\n" }}
tags = ["v0.1.0", "v0.2.0", "other"]
[expect]
ok = true
"#
        );
        Scenario::parse("one", &text).unwrap()
    }

    const REPO: &str = "https://git.example.com/tool.git";
    const SERVED: &str = "[[host.route]]\npath = \"/tool.git\"\ngit = \"tool\"";

    /// A run by the rules of `version` in the lab of `scenario`, in whose world `change` changes something.
    async fn run(
        scenario: &Scenario,
        version: &str,
        change: impl FnOnce(&mut World, &mut Options),
    ) -> (Lab, Checkouts) {
        let lab = Lab::start(scenario, &World::real()).await.unwrap();
        let (mut world, mut options) = (lab.world(), Options::default());
        change(&mut world, &mut options);
        let world = Arc::new(world);
        let version: Version = version.parse().unwrap();
        let recorder = Recorder::new(world.clone(), None);
        let session = Session::open(world, version, &options, recorder, None);
        let checkouts = target(&Arc::new(session), &Shared::default());
        (lab, checkouts)
    }

    /// The repositories of one more target.
    fn target(session: &Arc<Session>, shared: &Shared) -> Checkouts {
        let release = session.version.to_string();
        let running = Running { release, chosen_by: None, may_switch: false };
        Checkouts::new(&Arc::new(Scope::new(session.clone())), running, shared)
    }

    #[tokio::test]
    async fn targets_share_a_repository_and_what_it_said() {
        for route in [SERVED, ""] {
            let (lab, alone) = run(&scenario(REPO, route), "1.27", |_, _| {}).await;
            let shared = Shared::default();
            let [first, second] = [(), ()].map(|()| target(&alone.scope.session, &shared));
            assert_eq!(first.versions(TOOL, "").await, second.versions(TOOL, "").await);
            let [ran, told] = [&first, &second].map(|it| argv(&it.scope.take()));
            let listing = format!("git ls-remote -q --end-of-options {REPO}");
            assert!(ran.len() > 2 && ran.contains(&listing), "{ran:?}");
            assert_eq!(told, [listing.as_str()]);
            drop((first, second));
            let third = target(&alone.scope.session, &shared);
            drop(third.versions(TOOL, "").await);
            assert_eq!(argv(&third.scope.take()), [listing]);
            let pages = lab.counts()["go.example.com"].requests.len();
            assert_eq!(pages, 1, "the root is looked for once");
        }
    }

    fn argv(events: &[Event]) -> Vec<String> {
        events.iter().told::<CommandRan>().map(|it| it.ran.argv.join(" ")).collect()
    }

    fn only<T: Of>(events: &[Event]) -> &T {
        let mut told = events.iter().told::<T>();
        let first = told.next().unwrap();
        assert!(told.next().is_none());
        first
    }

    #[tokio::test]
    async fn a_repository_is_asked_and_every_command_is_told() {
        let (_lab, checkouts) = run(&scenario(REPO, SERVED), "1.27", |_, _| {}).await;
        assert_eq!(checkouts.versions(TOOL, "").await.unwrap(), ["v0.1.0", "v0.2.0"]);
        let info = checkouts.stat(TOOL, "v0.2.0").await.unwrap();
        assert_eq!(info.written.as_deref(), Some("2023-11-14T22:13:20Z"));
        assert_eq!(
            checkouts.go_mod(TOOL, "v0.2.0").await.unwrap(),
            b"module go.example.com/tool\n"
        );
        let mut zip = Vec::new();
        checkouts.zip(TOOL, "v0.2.0").await.unwrap().read_to_end(&mut zip).unwrap();
        assert!(zip.starts_with(b"PK"));
        let events = checkouts.scope.take();
        assert!(events.iter().all(|event| event.path.as_deref() == Some(TOOL)));
        let commands = argv(&events);
        assert_eq!(commands[0], format!("git ls-remote -q --end-of-options {REPO}"));
        assert!(commands.last().unwrap().contains("archive --format=zip"), "{commands:?}");
        let listed: &VersionsListed = only(&events);
        assert_eq!((listed.count, listed.repo.expose()), (2, REPO));
        let sought: &RevisionSought = only(&events);
        let found = sought.found.clone().unwrap();
        assert_eq!((found.r#ref.as_str(), found.commit.len()), ("refs/tags/v0.2.0", 40));
        only::<Concluded>(&events);
    }

    #[tokio::test]
    async fn a_missing_repository_is_told_and_asked_for_by_go_itself() {
        let missing = "fatal: repository 'https://git.example.com/tool.git/' not found";
        let (_lab, checkouts) = run(&scenario(REPO, ""), "1.27", |_, _| {}).await;
        let fault = checkouts.versions(TOOL, "").await.unwrap_err();
        let text = fault.to_string();
        assert!(text.contains(": exit status 128:\n\t") && text.ends_with(missing), "{text}");
        assert!(!fault.is_not_found(), "the URL is not asked for on the first run");
        let (_lab, checkouts) = run(&scenario(REPO, ""), "1.24", |_, _| {}).await;
        let fault = checkouts.versions(TOOL, "").await.unwrap_err();
        assert!(fault.is_not_found());
        assert!(only::<GoneAsked>(&checkouts.scope.take()).gone);
    }

    #[tokio::test]
    async fn a_login_is_wanted() {
        let route = format!("{SERVED}\nauth = {{ user = \"ann\", password = \"s3cret\" }}");
        let (_lab, checkouts) = run(&scenario(REPO, &route), "1.27", |_, _| {}).await;
        let text = checkouts.latest(TOOL).await.unwrap_err().to_string();
        let why = "fatal: could not read Username for 'https://git.example.com': terminal prompts \
                   disabled\nConfirm the import path was entered correctly.";
        assert!(text.contains(why), "{text}");
        let login = REPO.replace("//", "//ann:s3cret@");
        let (_lab, checkouts) = run(&scenario(&login, &route), "1.27", |_, _| {}).await;
        assert_eq!(checkouts.versions(TOOL, "").await.unwrap().len(), 2);
        let events = serde_json::to_string(&checkouts.scope.take()).unwrap();
        assert!(!events.contains("s3cret") && events.contains("ann:xxxxx@"));
        let wrong = REPO.replace("//", "//ann:wr0ng@");
        let (_lab, checkouts) = run(&scenario(&wrong, &route), "1.27", |_, _| {}).await;
        let text = checkouts.latest(TOOL).await.unwrap_err().to_string();
        assert!(text.contains("ann:xxxxx@") && text.contains("Authentication failed"), "{text}");
    }

    #[tokio::test]
    async fn programs_are_those_of_the_world() {
        let none = |world: &mut World, _: &mut Options| world.set("PATH", "");
        let (_lab, checkouts) = run(&scenario(REPO, SERVED), "1.27", none).await;
        let text = checkouts.versions(TOOL, "").await.unwrap_err().to_string();
        let why = "exec: \"git\": executable file not found in $PATH";
        assert_eq!(
            text,
            format!("unable to resolve git version: failed to execute git version: {why}")
        );
        let events = checkouts.scope.take();
        assert!(events.iter().told::<CommandRan>().all(|it| it.ran.end == RanEnd::Missing));
        assert_eq!(argv(&events).len(), 2);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn ssh_is_missing_and_a_port_is_closed() {
        let dir = tempfile::tempdir().unwrap();
        let path = World::real().var("PATH").map(ToOwned::to_owned);
        let git = crate::vcs::look_up::look_up("git", path.as_deref()).unwrap();
        std::os::unix::fs::symlink(git, dir.path().join("git")).unwrap();
        let alone = |world: &mut World, _: &mut Options| world.set("PATH", dir.path());
        let root = "ssh://git@git.example.com/tool.git";
        let (_lab, checkouts) = run(&scenario(root, ""), "1.27", alone).await;
        let text = checkouts.versions(TOOL, "").await.unwrap_err().to_string();
        assert!(text.contains("cannot run ssh"), "{text}");
        let root = "https://closed.example.com/tool.git";
        let (_lab, checkouts) = run(&scenario(root, ""), "1.27", |_, _| {}).await;
        let text = checkouts.versions(TOOL, "").await.unwrap_err().to_string();
        assert!(text.contains("unable to access 'https://closed.example.com/tool.git/'"), "{text}");
    }

    #[tokio::test]
    async fn a_page_in_place_of_a_repository_has_no_refs() {
        let page = "[[host.route]]\npath = \"/tool.git*\"\nbody = \"<html>\"";
        let (_lab, checkouts) = run(&scenario(REPO, page), "1.27", |_, _| {}).await;
        assert!(checkouts.versions(TOOL, "").await.unwrap().is_empty());
        assert!(checkouts.latest(TOOL).await.unwrap_err().is_not_found());
        let unknown = checkouts.stat(TOOL, "v0.1.0").await.unwrap_err().to_string();
        assert_eq!(unknown, format!("{TOOL}@v0.1.0: invalid version: unknown revision v0.1.0"));
    }

    /// What go 1.27.3 and 1.21.13 say.
    #[tokio::test]
    async fn the_network_may_be_closed_to_git_too() {
        let closed = |world: &mut World, _: &mut Options| world.set("GODEBUG", "cmdgonetlimit=0");
        for version in ["1.27", "1.21"] {
            let (_lab, checkouts) = run(&scenario(REPO, SERVED), version, closed).await;
            let [listed, found] = [
                checkouts.versions("github.com/a/b", "").await.unwrap_err(),
                checkouts.stat("github.com/a/b", "v1.0.0").await.unwrap_err(),
            ];
            let why = "network disabled by cmdgonetlimit=0";
            assert_eq!(listed.to_string(), format!("module github.com/a/b: {why}"));
            assert_eq!(found.to_string(), format!("github.com/a/b@v1.0.0: invalid version: {why}"));
            let ran = argv(&checkouts.scope.take());
            assert!(
                !ran.iter().any(|it| it.contains("ls-remote") || it.contains("fetch")),
                "{ran:?}"
            );
        }
    }

    #[tokio::test]
    async fn nothing_is_run_offline() {
        let offline = |_: &mut World, options: &mut Options| options.offline = true;
        let (_lab, checkouts) = run(&scenario(REPO, SERVED), "1.27", offline).await;
        for module in [TOOL, "github.com/a/b", "go.example.com/tool.git"] {
            let fault = checkouts.versions(module, "").await.unwrap_err();
            assert!(matches!(fault, Fault::Stop(_)), "{fault}");
        }
        assert!(argv(&checkouts.scope.take()).is_empty());
    }
}
