//! `go get PATH[@QUERY]` in a main module that requires nothing (modules.md §2, 15; discovery.md §3.3).

use std::sync::Arc;

use crate::go::{
    cmd::{
        argument::{self, Mode, Target},
        candidate::{Candidate, Refusal},
        fault::{Fault, NoPackage, short},
        gover::query::Line,
        outer::Wanted,
        prefix::{Found, choose},
        proxy_list::Entry,
    },
    std::strconv::text::quote,
    version::Change,
};

use super::{
    Named, Outcome,
    graph::{Broken, Graph},
};
use crate::{
    pipeline::module::{
        Content, Modules, Source,
        query::{Allowed, Asked},
        together::together,
        told::Told,
    },
    trace::{Sought, Stage},
};

/// A candidate that was found.
#[derive(Clone, Debug)]
struct Module {
    path: String,
    version: String,
    /// What it holds, where the run is to come so far.
    content: Option<Arc<Content>>,
    holds_package: bool,
}

impl<S: Source> Modules<S> {
    /// `go get ARGUMENT`.
    pub async fn get(&self, arg: &str) -> Outcome {
        self.get_package(arg).await.behind(&self.warnings())
    }

    async fn get_package(&self, arg: &str) -> Outcome {
        let outcome = Outcome::default();
        let target = argument::argument(arg.as_bytes(), Mode::Get, self.settings.release);
        let (wanted, candidates) = match target {
            Err(error) => return outcome.failed(Fault::Other(error.to_string())),
            Ok(Target::Lookup { path, version, candidates }) => {
                (Wanted { pattern: path, written: version }, candidates)
            }
            Ok(Target::Removal(path)) => return self.drop_requirement(&path, outcome).await,
            Ok(Target::MainModule(word)) => {
                return outcome.told(&format!("go: warning: {word:?} matched no packages"));
            }
            Ok(Target::Panic(word)) => return outcome.failed(Fault::Fatal(panic(&word))),
            Ok(Target::Local(what) | Target::Standard(what)) => return outcome.told(&what),
        };
        if let Some(line) = Line::of(&wanted.pattern) {
            return self.get_release(line, &wanted, outcome).await;
        }
        if let Err(fault) = self.required().await {
            return outcome.failed(fault);
        }
        match self.find(&wanted, &candidates).await {
            Ok(module) => self.take(&wanted, &module, outcome).await,
            Err(Fault::TooNew(too_new)) if self.settings.running.may_switch => {
                self.too_new(too_new, "", outcome).await
            }
            Err(fault) => outcome.not_found(&wanted, fault),
        }
    }

    /// The module that holds what is wanted, from the first entry of GOPROXY that has one.
    async fn find(&self, wanted: &Wanted, candidates: &[Candidate]) -> Result<Module, Fault> {
        let mut walk = self.walk()?;
        let told =
            Told { module: "", sought: Sought::Version, query: wanted.version(), version: "" };
        while let Some(entry) = walk.turn() {
            let module = self.find_at(entry, wanted, candidates).await;
            if let Some(module) = self.leave(&mut walk, entry, told, module) {
                return Ok(module);
            }
        }
        let fault = walk.end();
        let main = &self.settings.main.path;
        if wanted.pattern != *main || !fault.is_not_found() || is_relative(wanted.version()) {
            return Err(fault);
        }
        let version = quote(wanted.version());
        Err(Fault::Other(format!("can't request version {version} of the main module ({main})")))
    }

    async fn find_at(
        &self,
        entry: &Entry,
        wanted: &Wanted,
        candidates: &[Candidate],
    ) -> Result<Module, Fault> {
        let main = &self.settings.main.path;
        let others = candidates.iter().filter(|candidate| candidate.path != *main);
        let asked = others.map(|candidate| self.told_candidate(entry, wanted, candidate));
        let modules = choose(together(asked).await, self.settings.release)?;
        // Without a package it is the one whose own path fits.
        let package = modules.iter().position(|module| module.holds_package).unwrap_or(0);
        let module = modules.into_iter().nth(package);
        module.ok_or_else(|| Fault::NotFound("no module was found".into()))
    }

    async fn told_candidate(
        &self,
        entry: &Entry,
        wanted: &Wanted,
        candidate: &Candidate,
    ) -> Result<Found<Module>, Fault> {
        let found = self.candidate(entry, wanted, candidate).await;
        let version = found.as_ref().map_or("", |Found(module)| &module.version);
        let (module, query) = (candidate.path.as_str(), wanted.version());
        let told = Told { module, sought: Sought::Version, query, version };
        self.tell(entry, told, found.as_ref().err());
        found
    }

    async fn candidate(
        &self,
        entry: &Entry,
        wanted: &Wanted,
        candidate: &Candidate,
    ) -> Result<Found<Module>, Fault> {
        if let Some(refusal) = candidate.refusal(wanted.version()) {
            return Err(match refusal {
                Refusal::Path(error) => Fault::Path(error),
                refusal @ Refusal::Standard { .. } => Fault::Other(refusal.to_string()),
            });
        }
        let (module, query) = (candidate.path.as_str(), wanted.version());
        let current = self.current(module);
        let asked = Asked {
            module,
            query,
            current,
            allowed: Allowed::Asked(query),
            sought: Sought::Version,
        };
        let version = self.query_at(entry, asked).await?.version;
        if !self.comes_to(Stage::Package) {
            let path = module.to_owned();
            return Ok(Found(Module { path, version, content: None, holds_package: false }));
        }
        if let Some(text) = &self.settings.unusable_cache {
            return Err(Fault::Fatal(format!("go: {text}")));
        }
        let content = self.content(module, &version).await?;
        let wildcard = wanted.pattern.contains("...");
        if wildcard && self.settings.release.has(Change::IgnoreDirective) {
            // Its `ignore` lines are wanted; a failure is not told here, unless go dies of it.
            dies(self.summary(module, &version).await)?;
        }
        let holds_package = holds(&content, module, &wanted.pattern);
        if !holds_package && !fits(&wanted.pattern, module) {
            return Err(Fault::NoPackage(NoPackage {
                module: module.to_owned(),
                version,
                query: query.to_owned(),
                pattern: wanted.pattern.clone(),
            }));
        }
        let module = module.to_owned();
        Ok(Found(Module { path: module, version, content: Some(content), holds_package }))
    }

    /// Takes the module into the main module's requirements, and says what there is to say of it.
    async fn take(&self, wanted: &Wanted, module: &Module, mut outcome: Outcome) -> Outcome {
        let Module { path, version, content, .. } = module;
        let graph = match self.graph_until(path, version).await {
            Ok(graph) => graph,
            Err(Broken { fault: Fault::TooNew(too_new), path }) => {
                return self.too_new(too_new, &chain(&path), outcome).await;
            }
            Err(broken) => return outcome.broken(wanted, broken),
        };
        if let Some(graph) = graph {
            if let Some(way) = graph.raised() {
                return outcome.raised(wanted, (path, version), &way);
            }
            if let Err(fault) = self.warn(path, version, &mut outcome).await {
                return outcome.failed(fault);
            }
            if let Err(fault) = self.write_sums(path, version) {
                return outcome.died(fault);
            }
        }
        outcome.named = Some(Named {
            module: path.clone(),
            version: version.clone(),
            sum: content.as_ref().map(|content| content.sum.clone()),
            ..Named::default()
        });
        outcome
    }

    /// The graph behind the module, where the run is to come so far; before that its own go.mod, or nothing.
    async fn graph_until(&self, module: &str, version: &str) -> Result<Option<Graph>, Broken> {
        if self.comes_to(Stage::Package) {
            return self.graph(module, version).await.map(Some);
        }
        if self.comes_to(Stage::Module) {
            let broken = |fault| Broken { path: vec![(module.into(), version.into())], fault };
            self.member(module, version).await.map_err(broken)?;
        }
        Ok(None)
    }

    /// `PATH@none`: only the module's end is asked for, and that is told.
    async fn drop_requirement(&self, path: &str, mut outcome: Outcome) -> Outcome {
        if path == "toolchain" {
            return outcome;
        }
        match self.tell_deprecation(path, &mut outcome).await {
            Ok(()) => outcome,
            Err(fault) => outcome.failed(fault),
        }
    }

    async fn tell_deprecation(&self, module: &str, outcome: &mut Outcome) -> Result<(), Fault> {
        let deprecation = dies(self.deprecation(module).await)?.unwrap_or_default();
        let deprecation = short(&deprecation, "");
        if !deprecation.is_empty() {
            outcome.shown.line(&format!("go: module {module} is deprecated: {deprecation}"));
        }
        Ok(())
    }

    /// What the module's author says of it. Failures to learn that are not told, unless go dies of one.
    async fn warn(&self, module: &str, version: &str, outcome: &mut Outcome) -> Result<(), Fault> {
        let retracted = self.check_retracted(module, version).await;
        if let Err(fault) = &retracted
            && fault.is_final()
        {
            return retracted;
        }
        self.tell_deprecation(module, outcome).await?;
        if let Err(fault) = retracted.as_ref()
            && fault.is_disallowed()
        {
            outcome.shown.line(&format!("go: warning: {fault}"));
            let switch = "go: to switch to the latest unretracted version, run:";
            outcome.shown.line(&format!("{switch}\n\tgo get {module}@latest"));
        }
        Ok(())
    }
}

/// What was learnt, where that is worth no word of its own: `Err` only where nothing more is asked after it.
fn dies<T>(learnt: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match learnt {
        Err(fault) if fault.is_final() => Err(fault),
        learnt => Ok(learnt.ok()),
    }
}

/// The first line of go's panic for `std` and `cmd`.
fn panic(word: &str) -> String {
    format!("panic: internal error: queryPath called with pattern {}", quote(word))
}

/// Whether the version is relative to the one in use.
fn is_relative(version: &str) -> bool {
    matches!(version, "upgrade" | "patch")
}

/// Whether the module holds the package, or a package that the pattern matches.
fn holds(content: &Content, module: &str, pattern: &str) -> bool {
    if !pattern.contains("...") {
        return content.holds(module, pattern);
    }
    content.packages(module).iter().any(|package| argument::matches_pattern(pattern, package))
}

/// Whether the module's own path is what is wanted.
fn fits(pattern: &str, module: &str) -> bool {
    if pattern.contains("...") {
        argument::matches_pattern(pattern, module)
    } else {
        pattern == module
    }
}

fn adverb(way: &[(String, String)]) -> &'static str {
    if way.len() > 2 { "indirectly " } else { "" }
}

/// The way to the member of the graph that wants a newer go, in front of an error.
fn chain(way: &[(String, String)]) -> String {
    let named: Vec<String> =
        way.iter().map(|(module, version)| format!("{module}@{version}")).collect();
    format!("{}: ", named.join(" requires\n\t"))
}

impl Outcome {
    fn told(mut self, line: &str) -> Self {
        self.shown.line(line);
        self
    }

    pub(in crate::pipeline::module) fn not_found(mut self, wanted: &Wanted, fault: Fault) -> Self {
        let text = wanted.shown(&fault.to_string());
        self.shown.error(&fault, &text);
        self.error = Some(fault);
        self
    }

    /// A go.mod in the graph does not do.
    fn broken(mut self, wanted: &Wanted, broken: Broken) -> Self {
        let Broken { path, fault } = broken;
        let text = match (path.first(), path.last()) {
            (Some(first), Some(last)) => {
                let reason = wanted.resolved(&first.0, &first.1);
                let adverb = adverb(&path);
                let why = fault.without_module();
                format!("{reason} {adverb}requires {}@{}: {why}", last.0, last.1)
            }
            _ => fault.to_string(),
        };
        self.shown.error(&fault, &text);
        self.error = Some(fault);
        self
    }

    /// The graph needs a higher version of the module than the one that was asked for.
    fn raised(self, wanted: &Wanted, taken: (&str, &str), way: &[(String, String)]) -> Self {
        let reason = wanted.resolved(taken.0, taken.1);
        let (adverb, higher) = (adverb(way), way.last().map_or("", |(_, version)| version));
        let text = format!("{reason} {adverb}requires {}@{higher}, not {reason}", taken.0);
        self.failed(Fault::Other(text))
    }
}
