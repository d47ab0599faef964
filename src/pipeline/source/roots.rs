//! Where the repositories of a run are: each module path is looked up once, as discovery does it.

use std::{pin::Pin, sync::Arc};

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
            retry,
        },
    },
    trace::{Recorder, Root, Step, TriedAgain},
};

use super::{Scope, tools::Tools};

/// The repository roots of a run.
pub(crate) struct Roots {
    scope: Arc<Scope>,
    found: Once<Result<Located, Fault>>,
}

impl Roots {
    /// Roots that the session of `scope` finds.
    pub(super) fn new(scope: Arc<Scope>) -> Self {
        Self { scope, found: Once::default() }
    }

    async fn look_up(&self, module: &str) -> Result<Located, Fault> {
        let session = &self.scope.session;
        let _slot = session.slots.take(module).await;
        let root = self.patiently(module).await.map_err(fault)?;
        if session.options.offline {
            let what = format!("what {} holds (--offline)", root.repo);
            return Err(Stop::Unknown(what).into());
        }
        self.located(root)
    }

    /// Looks `module` up, again where the network made it fail and that is asked for.
    async fn patiently(&self, module: &str) -> Result<Root, Halt> {
        let (session, all) = (&self.scope.session, self.scope.lookup(module));
        let mut attempt = 0;
        loop {
            let own = Recorder::new(session.world.clone(), Some(module.into()));
            let lookup = all.apart(own).tried(attempt);
            let root = discovered(session, &lookup).await;
            let events = lookup.recorder.take();
            let fault = retry::transport_fault(&events);
            let Some(error) = fault.filter(|_| attempt < session.options.retries) else {
                all.recorder.copy(&events);
                return root;
            };
            attempt += 1;
            all.recorder.note_probe(Step::Fetch, TriedAgain { error });
            tokio::time::sleep(retry::pause(attempt)).await;
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
        self.found.get(key, self.look_up(module)).await
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
