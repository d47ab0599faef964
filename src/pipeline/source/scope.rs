//! What the parts of a source share while one target is resolved: the session, and a lookup for each path, whose numbers
//! of requests and events all parts go on with.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use tokio::task_local;

use super::answers::Asked;

use crate::{
    go::xmod::pattern,
    pipeline::{Session, session::lookup::Lookup},
    trace::{CommandRan, Event, Recorder, Step},
};

task_local! {
    /// For whom repositories are asked: modules and targets share a repository, and each command belongs to the module
    /// for which it ran.
    static ASKER: Asker;
}

/// A module for which repositories are asked, and its target.
#[derive(Clone)]
pub(super) struct Asker {
    /// The target.
    pub scope: Arc<Scope>,
    /// The lookup of the module.
    pub lookup: Arc<Lookup>,
}

impl Asker {
    /// For whom this task asks; `None` where nobody said.
    pub(super) fn current() -> Option<Self> {
        ASKER.try_with(Self::clone).ok()
    }

    /// Tells a command to the module, unless its target has it already.
    pub(super) fn tell(&self, ran: &Arc<CommandRan>) {
        let mut told = self.scope.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !told.iter().any(|it| Arc::ptr_eq(it, ran)) {
            told.push(ran.clone());
            self.lookup.recorder.note(Step::Repository, CommandRan::clone(ran));
        }
    }
}

/// The session and the lookups of one target.
pub(crate) struct Scope {
    /// What all targets of the run share.
    pub session: Arc<Session>,
    recorder: Recorder,
    whole: Arc<Lookup>,
    lookups: Mutex<HashMap<String, Arc<Lookup>>>,
    /// How often each URL was asked of module proxies.
    asked: Mutex<HashMap<String, usize>>,
    /// The commands that are among the events.
    told: Mutex<Vec<Arc<CommandRan>>>,
    /// How many questions may still be put to module proxies; `None` where go puts them.
    left: Option<AtomicU32>,
}

impl Scope {
    /// A scope without events.
    pub(crate) fn new(session: Arc<Session>) -> Self {
        let recorder = Recorder::new(session.world.clone(), None);
        let whole = Arc::new(Lookup::new(String::new(), false, recorder.clone()));
        let (lookups, asked, told) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { session, recorder, whole, lookups, asked, told, left: None }
    }

    /// A scope for questions of our own, at most `most` of which go to module proxies.
    pub(crate) fn within(session: Arc<Session>, most: u32) -> Self {
        Self { left: Some(AtomicU32::new(most)), ..Self::new(session) }
    }

    /// Whether one more question may be put to a module proxy.
    pub(super) fn may_ask(&self) -> bool {
        let less = |left: u32| left.checked_sub(1);
        let taken = self
            .left
            .as_ref()
            .map(|left| left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less));
        taken.is_none_or(|taken| taken.is_ok())
    }

    /// `url`, and how often it was asked before for this target.
    pub(super) fn turn(&self, url: String) -> Asked {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let count = asked.entry(url.clone()).or_insert(0);
        *count += 1;
        (url, *count - 1)
    }

    /// Takes the events that belong to no path.
    pub(crate) fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// The lookup of `path`: the same one for everybody who asks.
    pub(crate) fn lookup(&self, path: &str) -> Arc<Lookup> {
        let mut lookups = self.lookups.lock().unwrap_or_else(PoisonError::into_inner);
        let lookup = lookups.entry(path.to_owned());
        lookup.or_insert_with(|| Arc::new(self.begun(path))).clone()
    }

    /// The lookup of `path`; of what belongs to no path where there is none.
    pub(crate) fn lookup_of(&self, path: Option<&str>) -> Arc<Lookup> {
        path.map_or_else(|| self.whole.clone(), |path| self.lookup(path))
    }

    /// What `answer` comes to, which is asked for `path`.
    pub(crate) async fn asking<T>(
        self: &Arc<Self>,
        path: &str,
        answer: impl Future<Output = T>,
    ) -> T {
        let asker = Asker { scope: self.clone(), lookup: self.lookup(path) };
        ASKER.scope(asker, answer).await
    }

    fn begun(&self, path: &str) -> Lookup {
        let Session { env, version, options, .. } = &*self.session;
        let matched = pattern::matches_in(env.get("GOINSECURE"), path, *version).is_some();
        let insecure = options.insecure || matched;
        Lookup::new(path.to_owned(), insecure, self.recorder.of(path))
    }

    /// The events so far, of all paths, in the order in which they came.
    pub(crate) fn take(&self) -> Vec<Event> {
        self.recorder.take()
    }
}
