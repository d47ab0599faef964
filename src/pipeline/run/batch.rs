//! Many paths in one run: settings, connections, pages and lookups are shared among them.

use std::{collections::VecDeque, ops::ControlFlow, sync::Arc};

use tokio::task::{JoinError, JoinSet};

use time::format_description::well_known::Rfc3339;

use crate::{
    go::{cmd::main_file::Reader, version::Version},
    pipeline::{
        Options, Session,
        apart::{Apart, Case},
        session::{release, shared::Share},
        source::Shared,
    },
    problem::Problem,
    trace::{Event, Events, Header, Judged, Of as _, Recorder, RootsRead, Target, Trace},
    world::World,
};

use super::order::Plan;

/// A run: what all its paths share. Clones are the same run.
#[derive(Clone)]
pub struct Run {
    session: Arc<Session>,
    go: Version,
    because: String,
    shared: Shared,
    apart: Arc<Apart>,
}

impl Run {
    /// Reads the settings. Nothing is sent yet.
    ///
    /// An `Err` says that the doctor cannot do its work, such as with a release whose rules it
    /// does not know.
    pub async fn open(world: Arc<World>, options: &Options) -> Result<Self, Problem> {
        let release = release::release(&world, options).await?;
        Ok(Self::by(release, world, options, None))
    }

    /// A run by the rules of one release, given with the reason for it.
    pub(crate) fn by(
        (go, because): (Version, String),
        world: Arc<World>,
        options: &Options,
        share: Option<Share>,
    ) -> Self {
        let recorder = Recorder::new(world.clone(), None);
        let session = Arc::new(Session::open(world, go, options, recorder, share));
        Self { session, go, because, shared: Shared::default(), apart: Arc::default() }
    }

    /// When the run is made, by the clock of its world (RFC 3339).
    pub fn started(&self) -> String {
        self.session.world.now().format(&Rfc3339).unwrap_or_default()
    }

    /// The world that it sees.
    pub(crate) fn world(&self) -> &World {
        &self.session.world
    }

    /// The release whose rules are applied.
    pub fn go(&self) -> Version {
        self.go
    }

    /// How the files of main modules are read.
    pub fn reader(&self) -> Reader {
        self.session.reader()
    }

    /// Whether go works in GOPATH mode.
    pub(crate) fn is_gopath(&self) -> bool {
        self.session.gopath
    }

    /// Walks what go does for `target` and returns all that was seen and decided. A module path or
    /// page that another target needed too is asked for once.
    pub async fn resolve(&self, target: &Target) -> Trace {
        self.resolve_planned(target, self.session.plan(target)).await
    }

    async fn resolve_planned(&self, target: &Target, plan: Plan) -> Trace {
        let session = self.session.clone();
        let world = session.world.clone();
        let header = Header::new(
            &world,
            target,
            self.go,
            self.because.clone(),
            self.session.options.offline,
            self.session.stage(target),
        );
        // On the heap: the futures of a run are large.
        let own = Box::pin(session.run(target, plan, &self.shared)).await;
        let mut events = Events::from(self.shared(&own));
        events.append(own);
        let mut trace = Trace { header, events };
        if self.session.options.may_probe() {
            let asked = Box::pin(self.session.prober().ask(&trace)).await;
            trace.events.push(asked);
            let case = Case { session: &self.session, target };
            let asked = Box::pin(self.apart.ask(case, &trace)).await;
            trace.events.push(asked);
        }
        trace
    }

    /// Resolves all targets, each with the question it answers, as many at a time as the options say. What `judge`
    /// makes of a question and its trace goes to `each` as it is done; [`ControlFlow::Break`] ends the run. `judge`
    /// runs while other lookups go on, `each` in turn. Of the targets no more than 4,096 are held at a time.
    pub async fn resolve_all<Q: Send + 'static, T: Send + 'static>(
        &self,
        asked: impl IntoIterator<Item = (Q, Target)>,
        judge: impl Fn(Q, Trace) -> T + Send + Sync + 'static,
        mut each: impl FnMut(T) -> ControlFlow<()>,
    ) {
        let judge = Arc::new(judge);
        let mut asked = asked.into_iter();
        let mut planned = VecDeque::new();
        let mut tasks = JoinSet::new();
        loop {
            self.plan_ahead(&mut asked, &mut planned);
            let room = self.session.slots.window().saturating_sub(tasks.len());
            for (question, target, plan) in planned.drain(..room.min(planned.len())) {
                let (run, judge) = (self.clone(), judge.clone());
                tasks.spawn(
                    async move { judge(question, run.resolve_planned(&target, plan).await) },
                );
            }
            let Some(done) = tasks.join_next().await else { return };
            if each(done.unwrap_or_else(resume)).is_break() {
                return;
            }
        }
    }

    /// Plans what comes next, so that what several of the targets ahead need is kept for all of them.
    fn plan_ahead<Q>(
        &self,
        asked: &mut impl Iterator<Item = (Q, Target)>,
        planned: &mut VecDeque<(Q, Target, Plan)>,
    ) {
        for (question, target) in asked.take(AHEAD.saturating_sub(planned.len())) {
            let plan = self.session.plan(&target);
            if !self.session.plays_command(&target) {
                self.session.lookups.expect(plan.lookups(target.module));
            }
            planned.push_back((question, target, plan));
        }
    }

    /// What was seen for the whole run, as far as it has to do with these events: the roots, where
    /// certificates were judged by them.
    fn shared(&self, own: &Events) -> Vec<Event> {
        let judged = own.iter().any(|event| Judged::of(&event.fact).is_some());
        let mut events = self.session.shared.seen();
        events.retain(|event| judged || RootsRead::of(&event.fact).is_none());
        events
    }
}

/// How many targets are planned before their turn: what they share is asked for once, and a run of a million holds
/// no more.
const AHEAD: usize = 4096;

/// A panic of a task is one of the run.
fn resume<T>(error: JoinError) -> T {
    std::panic::resume_unwind(error.into_panic())
}
