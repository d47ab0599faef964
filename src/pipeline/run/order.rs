//! From an argument to the lookups of its candidates, all at once, as go makes them.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, path::Path, pin::Pin, sync::Arc};

use tokio::task::JoinSet;

use crate::{
    go::{
        cmd::{
            argument::{self, Mode, Target as Wanted},
            candidate::{Candidate, Refusal},
            clean::clean,
            proxy_list::{self, NoProxy, Route},
            winner::Class,
        },
        std::strconv::text::lossy,
        version::Change,
        xmod::pattern,
    },
    pipeline::{
        Halt, Session,
        package::gopath,
        session::{
            lookup::Lookup,
            once::Key,
            retry::{self, Attempts},
        },
        source::Shared,
    },
    secret::redact_url,
    trace::{
        ArgumentRead, Concluded, Conclusion, Event, Events, Of, PathChecked, Recorder, Routed,
        Step, Target,
    },
};

/// go's text where nobody may be asked.
const OFF: &str = "module lookup disabled by GOPROXY=off";

/// How large a go.mod may be.
const MAX_MODULE: u64 = 16 << 20;

/// How many module paths are looked up for one argument. go has no limit.
const MAX_CANDIDATES: usize = 100;

/// What there is to do for an argument.
#[derive(Default)]
pub(crate) struct Plan {
    /// What go makes of it; `None` where go does not come so far.
    read: Option<ArgumentRead>,
    /// The module paths that are looked up.
    candidates: Vec<Candidate>,
}

impl Plan {
    /// The lookups that others may need too.
    pub(crate) fn lookups(&self, module: bool) -> impl Iterator<Item = Key> {
        self.candidates.iter().map(move |candidate| key(candidate, module))
    }
}

impl Session {
    /// Decides what the argument means, and what is looked up for it, longest first.
    pub(crate) fn plan(&self, target: &Target) -> Plan {
        if self.opening(target.module).refused.is_some() {
            return Plan::default();
        }
        let (read, candidates) = if target.module || self.gopath {
            argument_read(&target.path, self.wanted(target))
        } else {
            self.package(target)
        };
        Plan { read: Some(self.outside(read)), candidates }
    }

    /// Looks up what is planned for `target`, with what other targets `shared`.
    pub(crate) async fn run(
        self: Arc<Self>,
        target: &Target,
        plan: Plan,
        shared: &Shared,
    ) -> Events {
        let mut events = Events::from(self.opening(target.module).events.clone());
        let Plan { read: Some(read), candidates } = plan else {
            events.push(self.unplayed(target));
            return events;
        };
        let argument = read.path.clone();
        let recorder = Recorder::new(self.world.clone(), None);
        let open = read.missing.is_none() && !read.standard;
        recorder.note(Step::Path, read);
        events.push(recorder.take());
        if let Some(argument) = target.path.to_str().filter(|_| open && self.plays_command(target))
        {
            events.push(self.play(target, argument, &candidates, shared).await);
            return events;
        }
        let looked_up = if self.gopath || self.version.has(Change::ParallelCandidates) {
            self.clone().look_up_all(candidates, target.module).await
        } else {
            self.look_up_in_turn(candidates, target.module).await
        };
        for lookup in looked_up {
            events.push(lookup);
        }
        if self.gopath {
            events.push(self.package_in_repository(&argument, &events).await);
        }
        events
    }

    /// What is made of a package path, unless go would look up more modules for it than we do.
    fn package(&self, target: &Target) -> (ArgumentRead, Vec<Candidate>) {
        let path = target.path.as_bytes();
        let elements = clean(path, self.version).split(|byte| *byte == b'/').count();
        if elements <= MAX_CANDIDATES {
            return match self.wanted(target) {
                // Nothing is looked up for it alone, but the command asks for the end of the module.
                Ok(Wanted::Removal(path)) if self.plays_command(target) => {
                    (ArgumentRead { path, ..ArgumentRead::default() }, Vec::new())
                }
                wanted => argument_read(&target.path, wanted),
            };
        }
        let missing = format!(
            "the answers for its {elements} prefixes, all of which go looks up; the doctor looks up \
             {MAX_CANDIDATES} at the most, name the module alone with --module"
        );
        let path = lossy(path);
        (ArgumentRead { path, missing: Some(missing), ..ArgumentRead::default() }, Vec::new())
    }

    /// A path to the outside of the folder, which would be the root of the empty module, is refused.
    fn outside(&self, read: ArgumentRead) -> ArgumentRead {
        let Some(dir) = self.world.directory().and_then(Path::to_str) else { return read };
        let leads_out = read.path == ".." || read.path.starts_with("../");
        let above = Path::new(dir).ancestors().skip(1);
        let is_module = |dir: &Path| self.world.read(&dir.join("go.mod"), MAX_MODULE).is_ok();
        let known = !self.gopath && self.version.has(Change::OutsideModule);
        if read.missing.is_none() || !leads_out || !known || { above }.any(is_module) {
            return read;
        }
        let full = lossy(&clean(format!("{dir}/{}", read.path).as_bytes(), self.version));
        let error = format!("{} ({full}) is not within module rooted at {dir}", read.path);
        ArgumentRead { missing: None, error: Some(error), ..read }
    }

    fn wanted(&self, target: &Target) -> Result<Wanted, argument::ArgumentError> {
        let argument = target.path.as_bytes();
        match (self.gopath, target.module) {
            (true, _) => gopath::target(argument, self.version),
            (false, true) if target.build.is_some() => {
                argument::argument(argument, Mode::Required, self.version)
            }
            (false, true) => argument::argument(argument, Mode::Module, self.version),
            (false, false) => argument::argument(argument, Mode::Get, self.version),
        }
    }

    /// One after the other, up to the first that is found or fails for good.
    async fn look_up_in_turn(&self, candidates: Vec<Candidate>, module: bool) -> Vec<Arc<[Event]>> {
        let mut lookups = Vec::new();
        for candidate in candidates {
            let events = self.look_up(&candidate, module).await;
            let decides = events.last().is_some_and(is_decisive);
            lookups.push(events);
            if decides {
                break;
            }
        }
        lookups
    }

    async fn look_up_all(
        self: Arc<Self>,
        candidates: Vec<Candidate>,
        module: bool,
    ) -> Vec<Arc<[Event]>> {
        if let [only] = candidates.as_slice() {
            return vec![self.look_up(only, module).await];
        }
        let mut tasks = JoinSet::new();
        for (index, candidate) in candidates.into_iter().enumerate() {
            let session = self.clone();
            tasks.spawn(async move { (index, session.look_up(&candidate, module).await) });
        }
        let mut done = tasks.join_all().await;
        done.sort_by_key(|(index, _)| *index);
        done.into_iter().map(|(_, events)| events).collect()
    }

    /// What is seen when `candidate` is looked up, which happens once in a run.
    async fn look_up(&self, candidate: &Candidate, module: bool) -> Arc<[Event]> {
        let query = if module { "latest" } else { "upgrade" };
        let refusal = candidate.refusal(query);
        if refusal.is_some() {
            return self.try_look_up(candidate, refusal, 0).await.into();
        }
        let events = async {
            let _slot = self.slots.take(&candidate.path).await;
            self.look_up_patiently(candidate).await.into()
        };
        self.lookups.get(key(candidate, module), events).await
    }

    /// Looks `candidate` up, again where the network made it fail and that is asked for.
    async fn look_up_patiently(&self, candidate: &Candidate) -> Vec<Event> {
        let recorder = Recorder::new(self.world.clone(), Some(candidate.path.as_str().into()));
        let retries = self.options.retries;
        let attempts = Attempts { retries, recorder: &recorder, step: Step::Fetch };
        let attempt = |number| async move { ((), self.try_look_up(candidate, None, number).await) };
        let ((), events) = attempts.make(retry::passing_fault, attempt).await;
        recorder.take().into_iter().chain(events).collect()
    }

    /// One attempt. On the heap and without its type, since the future of a lookup is large.
    fn try_look_up<'a>(
        &'a self,
        candidate: &'a Candidate,
        refusal: Option<Refusal>,
        attempt: u32,
    ) -> Pin<Box<dyn Future<Output = Vec<Event>> + Send + 'a>> {
        let insecure = self.options.insecure || self.is_insecure(&candidate.path);
        let recorder = Recorder::new(self.world.clone(), Some(candidate.path.as_str().into()));
        let lookup = Lookup::new(candidate.path.clone(), insecure, recorder).tried(attempt);
        Box::pin(async move {
            match self.admitted(refusal, &lookup) {
                // The last event says how it ended.
                Ok(()) => drop(self.discover(&lookup).await),
                Err(halt) => {
                    let conclusion = Conclusion::from(halt);
                    lookup.recorder.note(Step::Root, Concluded { conclusion });
                }
            }
            lookup.recorder.take()
        })
    }

    fn is_insecure(&self, path: &str) -> bool {
        let holds = !self.gopath || self.version.has(Change::GoinsecureInGopath);
        holds && pattern::matches_in(self.env.get("GOINSECURE"), path, self.version).is_some()
    }

    /// What go decides before it asks anyone: whether GOPROXY can be read, the path's form, and
    /// where to ask.
    pub(super) fn admitted(&self, refusal: Option<Refusal>, lookup: &Lookup) -> Result<(), Halt> {
        if self.gopath {
            return Ok(());
        }
        let entries = self.goproxy.as_ref().map_err(|error| {
            // go shows a password here.
            let error = redact_url(&error.to_string());
            lookup.recorder.note(Step::Route, Routed { route: None, error: Some(error.clone()) });
            Halt::Failed(error, Class::Other)
        })?;
        self.well_formed(refusal, lookup)?;
        let noproxy = self.env.get("GONOPROXY");
        let matched =
            pattern::matches_in(noproxy, &lookup.path, self.version).map(|pattern| NoProxy {
                variable: self.env.variable("GONOPROXY").to_owned(),
                pattern: pattern.to_owned(),
            });
        let route = proxy_list::route(entries, matched);
        let error = matches!(route, Route::Off).then(|| OFF.to_owned());
        let fact = Routed { route: Some(route), error: error.clone() };
        lookup.recorder.note(Step::Route, fact);
        error.map_or(Ok(()), |error| Err(Halt::Go(error)))
    }

    fn well_formed(&self, refusal: Option<Refusal>, lookup: &Lookup) -> Result<(), Halt> {
        let first = self.version.has(Change::PathCheckedFirst);
        let refusal = refusal.filter(|refusal| first || !matches!(refusal, Refusal::Path(_)));
        let error = refusal.as_ref().map(ToString::to_string);
        lookup.recorder.note(Step::Path, PathChecked { error });
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

fn key(candidate: &Candidate, module: bool) -> Key {
    Key { path: candidate.path.clone(), module, attempt: 0 }
}

/// Whether a lookup ended in a way that keeps go from the next one.
fn is_decisive(event: &Event) -> bool {
    match Of::of(&event.fact) {
        Some(&Concluded { conclusion: Conclusion::Failed { class, .. } }) => class == Class::Other,
        _ => true,
    }
}

fn argument_read(
    path: &OsStr,
    wanted: Result<Wanted, argument::ArgumentError>,
) -> (ArgumentRead, Vec<Candidate>) {
    let shown = |path: String| ArgumentRead { path, ..ArgumentRead::default() };
    let open = |path: String, missing: &str| {
        (ArgumentRead { missing: Some(missing.to_owned()), ..shown(path) }, Vec::new())
    };
    match wanted {
        Ok(Wanted::Lookup { path, version, candidates }) => {
            let paths = candidates.iter().map(|candidate| candidate.path.clone()).collect();
            (ArgumentRead { version, candidates: paths, ..shown(path) }, candidates)
        }
        Ok(Wanted::Standard(path)) => (ArgumentRead { standard: true, ..shown(path) }, Vec::new()),
        Ok(Wanted::Local(path)) => {
            open(path, "the files of the directory; name the import path instead")
        }
        Ok(Wanted::MainModule(path)) => {
            open(path, "the main module's own packages; name an import path instead")
        }
        Ok(Wanted::Removal(path)) => {
            open(path, "anything to look up: @none only drops a requirement")
        }
        Ok(Wanted::Panic(path)) => {
            let error = format!("panic: internal error: queryPath called with pattern \"{path}\"");
            (ArgumentRead { error: Some(error), ..shown(path) }, Vec::new())
        }
        Err(error) => {
            let path = lossy(path.as_bytes());
            (ArgumentRead { error: Some(error.to_string()), ..shown(path) }, Vec::new())
        }
    }
}
