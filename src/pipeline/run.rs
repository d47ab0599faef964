//! From an argument to the lookups of its candidates, all at once, as go makes them.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, sync::Arc};

use tokio::{sync::Semaphore, task::JoinSet};

use crate::{
    event::{ArgumentRead, Conclusion, Event, Fact, Step},
    go::{
        argument::{self, Mode, Target},
        candidate::{Candidate, Refusal},
        clean::clean,
        pattern,
        proxy_list::{self, NoProxy, Route},
        text::lossy,
        version::Change,
        winner::Class,
    },
    trace::Recorder,
};

use super::{Halt, Session, gopath, lookup::Lookup};

/// go's text where nobody may be asked.
const OFF: &str = "module lookup disabled by GOPROXY=off";

/// How many module paths are looked up for one argument. go has no limit.
const MAX_CANDIDATES: usize = 100;

/// How many module paths are looked up at the same time.
const AT_ONCE: usize = 32;

impl Session {
    /// Decides what the argument stands for and looks its candidates up, longest first.
    pub(super) async fn run(self: Arc<Self>, path: &OsStr, recorder: &Recorder) -> Vec<Event> {
        recorder.note(Step::Settings, self.settings_fact());
        if self.settings_error.is_some() {
            return Vec::new();
        }
        let (read, candidates) = self.read(path);
        recorder.note(Step::Path, Fact::ArgumentRead(read));
        if self.gopath || self.version.has(Change::ParallelCandidates) {
            self.look_up_all(candidates).await
        } else {
            self.look_up_in_turn(candidates).await
        }
    }

    /// What is made of the argument, unless go would look up more modules for it than we do.
    fn read(&self, path: &OsStr) -> (ArgumentRead, Vec<Candidate>) {
        let elements = clean(path.as_bytes(), self.version).split(|byte| *byte == b'/').count();
        if self.gopath || self.options.module || elements <= MAX_CANDIDATES {
            return argument_read(path, self.target(path.as_bytes()));
        }
        let missing = format!(
            "the answers for its {elements} prefixes, all of which go looks up; the doctor looks \
             up {MAX_CANDIDATES} at the most, name the module alone with --module"
        );
        let path = lossy(path.as_bytes());
        (ArgumentRead { path, missing: Some(missing), ..ArgumentRead::default() }, Vec::new())
    }

    fn target(&self, argument: &[u8]) -> Result<Target, argument::ArgumentError> {
        match (self.gopath, self.options.module) {
            (true, _) => gopath::target(argument, self.version),
            (false, true) => argument::argument(argument, Mode::Module, self.version),
            (false, false) => argument::argument(argument, Mode::Get, self.version),
        }
    }

    /// One after the other, up to the first that is found or fails for good.
    async fn look_up_in_turn(self: Arc<Self>, candidates: Vec<Candidate>) -> Vec<Event> {
        let mut events = Vec::new();
        for candidate in candidates {
            events.extend(self.look_up(candidate).await);
            if events.last().is_some_and(is_decisive) {
                break;
            }
        }
        events
    }

    async fn look_up_all(self: Arc<Self>, candidates: Vec<Candidate>) -> Vec<Event> {
        let slots = Arc::new(Semaphore::new(AT_ONCE));
        let mut tasks = JoinSet::new();
        for (index, candidate) in candidates.into_iter().enumerate() {
            let (session, slots) = (self.clone(), slots.clone());
            tasks.spawn(async move {
                let _slot = slots.acquire().await;
                (index, session.look_up(candidate).await)
            });
        }
        let mut done = tasks.join_all().await;
        done.sort_by_key(|(index, _)| *index);
        done.into_iter().flat_map(|(_, events)| events).collect()
    }

    async fn look_up(&self, candidate: Candidate) -> Vec<Event> {
        let insecure = self.options.insecure || self.is_insecure(&candidate.path);
        let recorder = Recorder::new(self.world.clone(), Some(candidate.path.clone()));
        let lookup = Lookup::new(candidate.path.clone(), insecure, recorder);
        match self.admitted(&candidate, &lookup) {
            Ok(()) => self.discover(&lookup).await,
            Err(halt) => {
                let conclusion = Conclusion::from(halt);
                lookup.recorder.note(Step::Root, Fact::Concluded { conclusion });
            }
        }
        lookup.recorder.take()
    }

    fn is_insecure(&self, path: &str) -> bool {
        let holds = !self.gopath || self.version.has(Change::GoinsecureInGopath);
        holds && pattern::matches_in(self.env.get("GOINSECURE"), path, self.version).is_some()
    }

    /// What go decides before it asks anyone: whether GOPROXY can be read, the path's form, and
    /// where to ask.
    fn admitted(&self, candidate: &Candidate, lookup: &Lookup) -> Result<(), Halt> {
        if self.gopath {
            return Ok(());
        }
        let (list, noproxy) = (self.env.get("GOPROXY"), self.env.get("GONOPROXY"));
        let entries = proxy_list::parse_in(list, noproxy, self.version).map_err(|error| {
            let error = error.to_string();
            lookup
                .recorder
                .note(Step::Route, Fact::Routed { route: None, error: Some(error.clone()) });
            Halt::Failed(error, Class::Other)
        })?;
        self.well_formed(candidate, lookup)?;
        let matched =
            pattern::matches_in(noproxy, &lookup.path, self.version).map(|pattern| NoProxy {
                variable: self.env.variable("GONOPROXY").to_owned(),
                pattern: pattern.to_owned(),
            });
        let route = proxy_list::route(&entries, matched);
        let error = matches!(route, Route::Off).then(|| OFF.to_owned());
        let fact = Fact::Routed { route: Some(route), error: error.clone() };
        lookup.recorder.note(Step::Route, fact);
        error.map_or(Ok(()), |error| Err(Halt::Go(error)))
    }

    fn well_formed(&self, candidate: &Candidate, lookup: &Lookup) -> Result<(), Halt> {
        let refusal = candidate.refusal(if self.options.module { "latest" } else { "upgrade" });
        let first = self.version.has(Change::PathCheckedFirst);
        let refusal = refusal.filter(|refusal| first || !matches!(refusal, Refusal::Path(_)));
        let error = refusal.as_ref().map(ToString::to_string);
        lookup.recorder.note(Step::Path, Fact::PathChecked { error });
        match refusal {
            None => Ok(()),
            Some(refusal) => {
                let path = matches!(refusal, Refusal::Path(_))
                    && self.version.has(Change::InvalidPathClass);
                let class = if path { Class::InvalidPath } else { Class::Other };
                Err(Halt::Failed(refusal.to_string(), class))
            }
        }
    }
}

/// Whether a lookup ended in a way that keeps go from the next one.
fn is_decisive(event: &Event) -> bool {
    match &event.fact {
        Fact::Concluded { conclusion: Conclusion::Failed { class, .. } } => *class == Class::Other,
        _ => true,
    }
}

fn argument_read(
    path: &OsStr,
    target: Result<Target, argument::ArgumentError>,
) -> (ArgumentRead, Vec<Candidate>) {
    let shown = |path: String| ArgumentRead { path, ..ArgumentRead::default() };
    let open = |path: String, missing: &str| {
        (ArgumentRead { missing: Some(missing.to_owned()), ..shown(path) }, Vec::new())
    };
    match target {
        Ok(Target::Lookup { path, version, candidates }) => {
            let paths = candidates.iter().map(|candidate| candidate.path.clone()).collect();
            (ArgumentRead { version, candidates: paths, ..shown(path) }, candidates)
        }
        Ok(Target::Standard(path)) => (ArgumentRead { standard: true, ..shown(path) }, Vec::new()),
        Ok(Target::Local(path)) => {
            open(path, "the files of the directory; name the import path instead")
        }
        Ok(Target::MainModule(path)) => {
            open(path, "the main module's own packages; name an import path instead")
        }
        Ok(Target::Removal(path)) => {
            open(path, "anything to look up: @none only drops a requirement")
        }
        Ok(Target::Panic(path)) => {
            let error = format!("panic: internal error: queryPath called with pattern \"{path}\"");
            (ArgumentRead { error: Some(error), ..shown(path) }, Vec::new())
        }
        Err(error) => {
            let path = lossy(path.as_bytes());
            (ArgumentRead { error: Some(error.to_string()), ..shown(path) }, Vec::new())
        }
    }
}
