//! Where the repositories of a run are: each module path is looked up once, as discovery does it.

use std::{
    collections::BTreeSet,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    go::cmd::{
        fault::{Fault, Stop},
        vcs::Vcs,
        winner::Class,
    },
    pipeline::{
        Halt, Session,
        checkout::{Finder, Located},
        session::{
            lookup::Lookup,
            once::{Key, Once},
            retry::{self, Attempts},
        },
    },
    trace::{Event, Recorder, Root, Step},
};

use super::{Scope, shared::Found, tools::Tools};

/// The repository roots of a target.
pub(crate) struct Roots {
    scope: Arc<Scope>,
    /// Roots that the targets of the run found.
    found: Arc<Once<Found>>,
    /// The modules whose lookup is among the events of the target.
    told: Mutex<BTreeSet<String>>,
}

impl Roots {
    /// Roots that the session of `scope` finds, and `found` has for all targets of the run.
    pub(super) fn new(scope: Arc<Scope>, found: Arc<Once<Found>>) -> Self {
        Self { scope, found, told: Mutex::default() }
    }

    async fn look_up(&self, module: &str) -> Found {
        let session = &self.scope.session;
        let _slot = session.slots.take(module).await;
        let own = Recorder::new(session.world.clone(), Some(module.into()));
        let lookup = self.scope.lookup(module).with(own);
        let root = self.patiently(&lookup).await;
        let located = root.map_err(fault).and_then(|root| self.usable(root));
        Found { located, events: lookup.recorder.take().into() }
    }

    fn usable(&self, root: Root) -> Result<Located, Fault> {
        let session = &self.scope.session;
        if session.options.offline {
            let what = format!("what {} holds (--offline)", root.repo);
            return Err(Stop::Unknown(what).into());
        }
        self.located(root)
    }

    /// Looks a module up, again where the network made it fail and that is asked for.
    async fn patiently(&self, all: &Lookup) -> Result<Root, Halt> {
        let session = &self.scope.session;
        let (retries, recorder) = (session.options.retries, &all.recorder);
        let attempts = Attempts { retries, recorder, step: Step::Fetch };
        let attempt = |number| async move {
            let own = Recorder::new(session.world.clone(), Some(all.path.as_str().into()));
            let lookup = all.apart(own).tried(number);
            let root = discovered(session, &lookup).await;
            (root, lookup.recorder.take())
        };
        let (root, events) = attempts.make(retry::passing_fault, attempt).await;
        recorder.copy(&events);
        root
    }

    /// Tells of the lookup of a module, once.
    fn tell(&self, module: &str, events: &[Event]) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.insert(module.to_owned()) {
            self.scope.lookup(module).take_over(events);
        }
    }

    fn located(&self, root: Root) -> Result<Located, Fault> {
        let vcs = Vcs::by_name(&root.vcs, self.scope.session.version);
        let unknown = || Stop::Unknown(format!("what a {} repository holds", root.vcs));
        let (vcs, url) = (vcs.ok_or_else(unknown)?, root.repo.expose().to_owned());
        Ok(Located { root: root.path, vcs, url, subdir: root.subdir })
    }
}

impl Finder for Roots {
    type Machine = Tools;

    async fn find(&self, module: &str) -> Result<Located, Fault> {
        let key = Key { path: module.to_owned(), module: true, attempt: 0 };
        let found = self.found.get(key, self.look_up(module)).await;
        self.tell(module, &found.events);
        found.located
    }

    fn machine(&self, located: &Located) -> Tools {
        Tools::new(&self.scope.session, located)
    }
}

/// The root of `lookup`. On the heap and without its type, since the future of a lookup is large.
fn discovered<'a>(
    session: &'a Session,
    lookup: &'a Lookup,
) -> Pin<Box<dyn Future<Output = Result<Root, Halt>> + Send + 'a>> {
    Box::pin(session.discover(lookup))
}

/// How go ranks a failed lookup: it asks the next entry of GOPROXY where no root is known, and not
/// where the root is of no use.
fn fault(halt: Halt) -> Fault {
    match halt {
        Halt::Fatal(text) => Fault::Fatal(text),
        Halt::Go(text) | Halt::Failed(text, Class::NotExist) => Fault::NotFound(text),
        Halt::Failed(text, _) => Fault::Other(text),
        Halt::Limit(limit) => Stop::Limit(limit).into(),
        Halt::Unknown(missing) => Stop::Unknown(missing).into(),
    }
}
