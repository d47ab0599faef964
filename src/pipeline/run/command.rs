//! The go command of a target, played to the stage that is asked for: over module proxies, repositories and
//! the checksum database.

use std::{path::Path, sync::Arc};

use crate::{
    go::{
        cmd::{
            candidate::Candidate,
            fault::{Fault, Stop},
            gover::Running,
            main_file::Reader,
            proxy_list::{Entry, FallsThrough, Source as Kind},
            start,
        },
        version::Change,
        xmod::{modfile, version::ModuleVersion},
    },
    pipeline::{
        Session,
        module::{Cache, Main, Modules, Outcome, Settings, Source},
        source::{Checkouts, ModuleProxies, Parts, Scope, Shared, boxed},
        sumdb::SumDb,
    },
    secret::redact_url,
    trace::{CommandEnded, Event, GoCommand, Misnamed, Recorder, Requires, Stage, Step, Stopped, Target},
};

/// How large the main module's go.mod may be, in bytes.
const MAX_GO_MOD: u64 = 16 << 20;

/// How large a go.sum may be.
const MAX_GO_SUM: u64 = 64 << 20;

impl Session {
    /// How far the run of `target` goes; GOPATH mode knows no modules.
    pub(crate) fn stage(&self, target: &Target) -> Stage {
        let usual = match self.command(target) {
            GoCommand::List => Stage::Version,
            GoCommand::Download | GoCommand::Get => Stage::Package,
        };
        let wanted = target.until.or(self.options.until).unwrap_or(usual);
        let listed = self.options.versions && !has_query(target.path.as_encoded_bytes());
        match () {
            () if self.gopath => Stage::Root,
            // A list alone settles on no version.
            () if listed => wanted.min(Stage::Version),
            () => wanted,
        }
    }

    /// Whether the go command itself is played for `target`, behind the repository root. The rules of releases without
    /// a known patch were not recorded.
    pub(crate) fn plays_command(&self, target: &Target) -> bool {
        self.stage(target) > Stage::Root && self.version.newest_patch().is_some()
    }

    /// Plays the command of `target`, whose argument is `argument`, with what other targets `shared`;
    /// returns all that was seen.
    pub(crate) async fn play(
        self: Arc<Self>,
        target: &Target,
        argument: &str,
        candidates: &[Candidate],
        shared: &Shared,
    ) -> Vec<Event> {
        let scope = Arc::new(Scope::new(self.clone()));
        for candidate in candidates {
            // What it refuses the command refuses too.
            drop(self.admitted(candidate.refusal("upgrade"), &scope.lookup(&candidate.path)));
        }
        let settings = self.module_settings(target);
        let ended = boxed(end_in(&scope, target, argument, settings, shared)).await;
        scope.recorder().note(Step::Version, ended);
        scope.take()
    }

    /// What is told of the command of `target` where go does not work with the settings.
    pub(crate) fn unplayed(&self, target: &Target) -> Vec<Event> {
        let recorder = Recorder::new(self.world.clone(), None);
        let refusal = self.opening(target.module).refused.as_ref();
        if let Some(refusal) = refusal.filter(|_| self.plays_command(target)) {
            let ended = CommandEnded {
                command: self.command(target),
                decided: Stage::Root,
                error: Some(refusal.text.clone()),
                stderr: refusal.printed(),
                ..CommandEnded::default()
            };
            recorder.note(Step::Settings, ended);
        }
        recorder.take()
    }

    fn command(&self, target: &Target) -> GoCommand {
        let downloads = self.options.download || target.build.is_some();
        match (downloads, target.module) {
            (true, _) => GoCommand::Download,
            (false, true) => GoCommand::List,
            (false, false) => GoCommand::Get,
        }
    }

    /// What the settings say of modules, and a main module that requires nothing.
    pub(crate) fn module_settings(&self, target: &Target) -> Settings {
        let (folder, go_sum) = self.main_module(target);
        let direct = Entry { source: Kind::Direct, falls_through: FallsThrough::NotFound };
        let gosumdb = self.env.get("GOSUMDB");
        Settings {
            release: self.version,
            running: self.running(),
            proxies: if self.options.direct { Ok(vec![direct]) } else { self.goproxy.clone() },
            private: self.env.get("GONOPROXY").to_owned(),
            has_database: gosumdb != "off" && self.version.has(Change::PrivateModules),
            without_sums: self.env.get("GONOSUMDB").to_owned(),
            go_sum: Some(go_sum),
            mod_flag: self.mod_flag(),
            unusable_cache: start::cache::unusable(self.env.get("GOMODCACHE")),
            downloads: format!("{}/cache/download", self.env.get("GOMODCACHE")),
            main: self.main_of(folder),
            cache: self.believed_cache(),
            zips: self.options.zips && target.build.is_some(),
            member: target.member.clone(),
        }
    }

    /// The main module in `folder`: what its go.mod requires and excludes where the command runs in it, else nothing.
    fn main_of(&self, folder: String) -> Main {
        let file = Path::new(&folder).join("go.mod");
        let text = self.options.in_module.then(|| self.world.read(&file, MAX_GO_MOD).ok()).flatten();
        let read = text.and_then(|text| modfile::parse("go.mod", &text, self.version, None).ok());
        let Some(read) = read else { return Main { folder, prunes: true, ..Main::default() } };
        let pairs = |modules: Vec<ModuleVersion>| {
            modules.into_iter().map(|it| (it.path, it.version)).collect()
        };
        Main {
            folder,
            requires: pairs(read.require.into_iter().map(|it| it.module).collect()),
            excludes: pairs(read.exclude.into_iter().map(|it| it.module).collect()),
            prunes: true,
            ..Main::default()
        }
    }

    /// The last `-mod` in GOFLAGS, which `go list -m` minds; empty for none.
    fn mod_flag(&self) -> String {
        let flags = start::flags::read(self.env.get("GOFLAGS"), start::Command::List, self.version);
        flags.map(|flags| flags.mod_flag).unwrap_or_default()
    }

    /// The module cache, where it is believed; go believes none that has no absolute name.
    fn believed_cache(&self) -> Option<Cache> {
        let root = self.env.get("GOMODCACHE").trim_end_matches('/').to_owned();
        let believed = self.options.cache && root.starts_with('/');
        let (world, alone) = (self.world.clone(), self.env.get("GOPROXY") == "off");
        believed.then_some(Cache { world, root, alone })
    }

    /// The folder of the main module, and the name of its go.sum with its text; that of a build is read already.
    fn main_module(&self, target: &Target) -> (String, (String, Vec<u8>)) {
        if let Some(build) = &target.build {
            return (build.folder.clone(), (build.go_sum.file.clone(), Vec::new()));
        }
        let folder = self.world.directory().unwrap_or(Path::new("/"));
        let folder = folder.to_string_lossy().into_owned();
        let file = format!("{folder}/go.sum");
        let text = if self.options.in_module {
            self.world.read(Path::new(&file), MAX_GO_SUM).unwrap_or_default()
        } else {
            Vec::new()
        };
        (folder, (file, text))
    }

    /// How the files of main modules are read.
    pub(crate) fn reader(&self) -> Reader {
        Reader { release: self.version, running: self.running(), mod_flag: self.mod_flag() }
    }

    /// The go command that runs.
    fn running(&self) -> Running {
        let toolchain = self.env.get("GOTOOLCHAIN");
        let switches = matches!(toolchain, "auto" | "path")
            || toolchain.ends_with("+auto")
            || toolchain.ends_with("+path");
        Running {
            release: self.version.with_patch().to_string(),
            chosen_by: (toolchain != "auto").then(|| format!("GOTOOLCHAIN={toolchain}")),
            may_switch: switches && self.version.switches(),
        }
    }
}

/// What a command of go asks, with what other targets `shared`; `scope` takes what is seen.
pub(crate) fn parts(
    scope: &Arc<Scope>,
    running: Running,
    shared: &Shared,
) -> Parts<ModuleProxies, Checkouts, SumDb<ModuleProxies>> {
    let known = scope.session.sums.clone();
    Parts {
        proxies: ModuleProxies::new(scope).sharing(shared),
        repositories: Checkouts::new(scope, running, shared),
        database: SumDb::new(known, ModuleProxies::new(scope), scope.recorder().clone()),
        scope: scope.clone(),
    }
}

/// How the command of `target` ends with `argument` and these settings; `scope` takes what is seen.
pub(crate) async fn end_in(
    scope: &Arc<Scope>,
    target: &Target,
    argument: &str,
    settings: Settings,
    shared: &Shared,
) -> CommandEnded {
    let session = &scope.session;
    let until = session.stage(target);
    let sums = target.build.as_ref().map(|build| build.sums_read(session.version));
    let parts = parts(scope, settings.running.clone(), shared);
    let played = Played {
        modules: Modules::new(parts, settings).until(until).listing(sums),
        command: session.command(target),
        versions: session.options.versions,
        required: target.build.is_some(),
        direct: session.options.direct,
        until,
    };
    played.end(argument).await
}

/// A command over its source.
struct Played<S> {
    modules: Modules<S>,
    command: GoCommand,
    versions: bool,
    /// Whether a main module requires what is downloaded.
    required: bool,
    direct: bool,
    until: Stage,
}

impl<S: Source> Played<S> {
    async fn end(&self, argument: &str) -> CommandEnded {
        let outcome = match self.command {
            GoCommand::Get => self.modules.get(argument).await,
            GoCommand::List if self.versions && !has_query(argument.as_bytes()) => {
                self.modules.list_versions(argument).await
            }
            GoCommand::List => self.modules.list(&with_query(argument), self.versions).await,
            GoCommand::Download if self.required => self.modules.download_required(argument).await,
            GoCommand::Download => self.modules.download(&with_query(argument), true).await,
        };
        self.ended(outcome)
    }

    fn ended(&self, outcome: Outcome) -> CommandEnded {
        let Outcome { named, shown, error } = outcome;
        let fault = error.as_ref();
        let named = named.unwrap_or_default();
        let settled =
            Some((named.module, named.version)).filter(|(_, version)| !version.is_empty());
        let known = settled
            .or_else(|| self.modules.answered())
            .map(|(module, version)| self.modules.known(&module, &version));
        let known = known.unwrap_or_default();
        let stopped = fault.and_then(stopped);
        let failed = fault.filter(|_| stopped.is_none());
        CommandEnded {
            command: self.command,
            decided: self.decided(fault, &known),
            direct: self.direct,
            version: known.version,
            module: known.module,
            zip: known.zip,
            versions: named.versions,
            requires: failed.and_then(requires),
            lacks: failed.and_then(lacks),
            misnamed: failed.and_then(misnamed),
            error: failed.map(|fault| redact_url(&fault.to_string())),
            stderr: redact_url(&shown.0),
            stopped,
        }
    }

    /// The last stage that was judged: where it failed, or what came before where it was stopped.
    fn decided(&self, fault: Option<&Fault>, known: &crate::pipeline::module::Known) -> Stage {
        let Some(fault) = fault else { return self.until };
        let stopped = matches!(fault.bare(), Fault::Stop(_));
        let (reached, before) = match () {
            () if known.version.is_none() => (Stage::Version, Stage::Root),
            () if self.command != GoCommand::Get && !known.has_go_mod => {
                (Stage::Module, Stage::Version)
            }
            // `go get` takes the zip first, and then the go.mod of its name.
            () if self.command == GoCommand::Get && known.zip.is_none() => {
                (Stage::Package, Stage::Version)
            }
            () => (Stage::Package, Stage::Module),
        };
        if stopped { before } else { reached.min(self.until) }
    }
}

/// `latest` is asked for where no query is.
fn with_query(argument: &str) -> String {
    if has_query(argument.as_bytes()) { argument.to_owned() } else { format!("{argument}@latest") }
}

fn has_query(argument: &[u8]) -> bool {
    argument.contains(&b'@')
}

fn stopped(fault: &Fault) -> Option<Stopped> {
    match fault.bare() {
        Fault::Stop(Stop::Limit(limit)) => Some(Stopped::Limit(limit.clone())),
        Fault::Stop(Stop::Unknown(missing)) => Some(Stopped::Missing(missing.clone())),
        _ => None,
    }
}

fn lacks(fault: &Fault) -> Option<String> {
    match fault.bare() {
        Fault::NoPackage(missing) => Some(missing.pattern.clone()),
        _ => None,
    }
}

fn misnamed(fault: &Fault) -> Option<Misnamed> {
    match fault.bare() {
        Fault::Misnamed { declared, module } => {
            Some(Misnamed { module: module.clone(), declared: declared.clone() })
        }
        _ => None,
    }
}

fn requires(fault: &Fault) -> Option<Requires> {
    match fault.bare() {
        Fault::TooNew(too_new) => Some(Requires {
            what: too_new.what.clone(),
            go: too_new.wants.clone(),
            running: too_new.running.clone(),
        }),
        _ => None,
    }
}
