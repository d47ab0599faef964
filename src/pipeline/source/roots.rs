//! Where the repositories of a run are: each module path is looked up once, as discovery does it.

use std::sync::Arc;

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

use super::tools::Tools;

/// The repository roots of a run.
pub(crate) struct Roots {
    session: Arc<Session>,
    recorder: Recorder,
    found: Once<Result<Located, Fault>>,
}

impl Roots {
    /// Roots that `session` finds; events go where those of `recorder` go.
    pub(super) fn new(session: Arc<Session>, recorder: Recorder) -> Self {
        Self { session, recorder, found: Once::default() }
    }

    async fn look_up(&self, module: &str) -> Result<Located, Fault> {
        let _slot = self.session.slots.take(module).await;
        let root = self.patiently(module).await.map_err(fault)?;
        if self.session.options.offline {
            let what = format!("what {} holds (--offline)", root.repo);
            return Err(Stop::Unknown(what).into());
        }
        self.located(root)
    }

    /// Looks `module` up, again where the network made it fail and that is asked for.
    async fn patiently(&self, module: &str) -> Result<Root, Halt> {
        let (session, recorder) = (&self.session, self.recorder.of(module));
        let insecure = session.options.insecure || session.is_insecure(module);
        let mut attempt = 0;
        loop {
            let own = Recorder::new(session.world.clone(), Some(module.into()));
            let lookup = Lookup::new(module.to_owned(), insecure, own).tried(attempt);
            let root = Box::pin(session.discover(&lookup)).await;
            let events = lookup.recorder.take();
            let fault = retry::transport_fault(&events);
            let Some(error) = fault.filter(|_| attempt < session.options.retries) else {
                recorder.copy(&events);
                return root;
            };
            attempt += 1;
            recorder.note_probe(Step::Fetch, TriedAgain { error });
            tokio::time::sleep(retry::pause(attempt)).await;
        }
    }

    fn located(&self, root: Root) -> Result<Located, Fault> {
        let vcs = Vcs::by_name(&root.vcs, self.session.version);
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
        Tools::new(self.session.clone(), self.recorder.clone(), located)
    }
}

/// How go ranks a failed lookup: it asks the next entry of GOPROXY where no root is known, and not
/// where the root is of no use.
fn fault(halt: Halt) -> Fault {
    match halt {
        Halt::Go(text) | Halt::Failed(text, Class::NotExist) => Fault::NotFound(text),
        Halt::Failed(text, _) => Fault::Other(text),
        Halt::Limit(limit) => Stop::Limit(limit).into(),
        Halt::Unknown(missing) => Stop::Unknown(missing).into(),
    }
}
