//! Behind the root, what go does not ask: after a failure, what tells look-alike causes apart.
//!
//! The other entries of GOPROXY one by one, the endpoints of the one that failed, the files of the version from
//! whoever has it, what answers under the name that a go.mod declares, the checksum database: on go's own wire, with the logins that go would send there. A path is told
//! to those alone to whom go would have told it, had others answered otherwise: entries of GOPROXY, none of them for a
//! path of GONOPROXY; the database, but for one of GONOSUMDB.

mod endpoints;
mod names;
mod sums;
mod trial;

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use super::{Options, Session, source::Shared};
use crate::{
    go::{
        cmd::proxy_list::{Entry, Source},
        xmod::pattern,
    },
    net::Limits,
    trace::{
        CommandEnded, EntryMet, Event, Fact, Met, Recorder, Step, SumCompared, Target, Trace,
        Trial, VersionFound,
    },
    world::World,
};

/// What asks, for all targets of a run.
#[derive(Default)]
pub(crate) struct Apart {
    session: OnceLock<Arc<Session>>,
    /// What they share, apart from what go asks: other limits hold here.
    shared: Shared,
    /// How many targets were asked about.
    targets: AtomicU32,
}

/// A target of a run.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    /// The session of the run.
    pub session: &'a Arc<Session>,
    /// The target.
    pub target: &'a Target,
}

/// How long the questions about one target may take together.
const LIMIT: Duration = Duration::from_secs(20);

/// How many targets of a run are asked about.
const TARGETS: u32 = 16;

/// How many other entries of GOPROXY are asked about one target.
const ENTRIES: usize = 3;

impl Apart {
    /// What is worth knowing about the failure behind the root that `trace` recorded.
    pub(crate) async fn ask(&self, case: Case<'_>, trace: &Trace) -> Vec<Event> {
        let Some(culprit) = Cause::of(trace) else { return Vec::new() };
        if case.session.options.direct || self.targets.fetch_add(1, Ordering::Relaxed) >= TARGETS {
            return Vec::new();
        }
        let recorder = Recorder::new(case.session.world.clone(), Some(culprit.path().into()));
        let session = self.session.get_or_init(|| narrow(case.session, case.session.world.clone()));
        let (apart, shared) = (session, &self.shared);
        let asking = Asking { case, apart, shared, trace, recorder: &recorder };
        // What was seen until then is kept.
        let _ = tokio::time::timeout(LIMIT, asking.ask(culprit)).await;
        recorder.take()
    }
}

/// What made go fail.
#[derive(Clone, Copy)]
enum Cause<'a> {
    /// What an entry of GOPROXY came to for this module path.
    Entry(&'a str, &'a EntryMet),
    /// A go.mod that declares this path, which is another one.
    Name(&'a VersionFound, &'a str),
    /// A sum.
    Sum(&'a SumCompared),
}

impl<'a> Cause<'a> {
    fn of(trace: &'a Trace) -> Option<Self> {
        let ended = trace.first::<CommandEnded>()?;
        let told = ended.error.as_deref()?;
        let is_told = |error: Option<&str>| error.is_some_and(|error| told.contains(error));
        let mut sums = trace.all::<SumCompared>().map(|(_, sum)| sum);
        if let Some(sum) = sums.find(|sum| is_told(sum.error.as_deref())) {
            return Some(Self::Sum(sum));
        }
        if let Some((version, path)) = ended.misnamed() {
            return Some(Self::Name(version, path));
        }
        let mut met = trace.all::<EntryMet>();
        let (event, met) = met.find(|(_, met)| is_told(error(met)))?;
        Some(Self::Entry(event.path.as_deref()?, met))
    }

    fn path(self) -> &'a str {
        match self {
            Self::Entry(path, _) => path,
            Self::Name(version, _) => &version.module,
            Self::Sum(sum) => &sum.module,
        }
    }
}

fn error(met: &EntryMet) -> Option<&str> {
    match &met.met {
        Met::NotFound { error } | Met::Failed { error } => Some(error),
        _ => None,
    }
}

/// Questions about one target.
struct Asking<'a> {
    case: Case<'a>,
    /// The session that asks.
    apart: &'a Arc<Session>,
    shared: &'a Shared,
    trace: &'a Trace,
    recorder: &'a Recorder,
}

impl Asking<'_> {
    async fn ask(&self, cause: Cause<'_>) {
        match cause {
            Cause::Entry(path, met) => self.ask_about_entry(path, met).await,
            Cause::Name(version, path) => self.ask_about_name(version, path).await,
            Cause::Sum(sum) => self.ask_about_sum(sum).await,
        }
    }

    /// The entries that go did not come to, each with the whole command; and the endpoints of the one that failed.
    async fn ask_about_entry(&self, path: &str, met: &EntryMet) {
        let argument = self.case.target.path.to_string_lossy();
        let mut helps = false;
        for entry in self.others(path, |place| self.is_met(path, place)) {
            let tried = self.tried(entry, Trial::Entry, &argument).await;
            helps |= tried.succeeds();
            self.note(Step::Version, tried);
        }
        if helps && let Some(tried) = self.tried_barred(met.place, &argument).await {
            self.note(Step::Version, tried);
        }
        if let Some(Source::Proxy(url)) = self.entries().get(met.place).map(|entry| &entry.source) {
            self.endpoints(url, path, met).await;
        }
    }

    /// The entries of GOPROXY that may be told `path`, but those at the places that `is_out` names.
    fn others(&self, path: &str, is_out: impl Fn(usize) -> bool) -> Vec<&Entry> {
        if self.is_matched("GONOPROXY", path) {
            return Vec::new();
        }
        let entries = self.entries().iter().enumerate();
        let others = entries.filter(|(place, entry)| {
            let asks = !matches!(entry.source, Source::NoProxy | Source::Off);
            asks && !is_out(*place)
        });
        others.map(|(_, entry)| entry).take(ENTRIES).collect()
    }

    fn is_met(&self, path: &str, place: usize) -> bool {
        let mut met = self.trace.all::<EntryMet>();
        met.any(|(event, met)| event.path.as_deref() == Some(path) && met.place == place)
    }

    fn entries(&self) -> &[Entry] {
        self.case.session.goproxy.as_deref().unwrap_or_default()
    }

    /// Whether a list of patterns names `path`.
    fn is_matched(&self, variable: &str, path: &str) -> bool {
        let Session { env, version, .. } = &**self.case.session;
        pattern::matches_in(env.get(variable), path, *version).is_some()
    }

    fn note(&self, step: Step, fact: impl Into<Fact>) {
        self.recorder.note_probe(step, fact);
    }
}

/// A session like `session` in `world`, with limits for questions of our own.
fn narrow(session: &Session, world: Arc<World>) -> Arc<Session> {
    let own = session.options.limits;
    let soon = Duration::from_secs(2);
    let limits = Limits {
        page: own.page.min(1 << 20),
        body: own.body.min(2 << 20),
        fetch: own.fetch.min(64 << 20),
        zip: own.zip.min(32 << 20),
        request: own.request.min(LIMIT / 4),
        dial: own.dial.min(soon),
        handshake: own.handshake.min(soon),
        fallback: own.fallback,
    };
    // What is in the module cache tells of nobody's answer.
    let options =
        Options { limits, cache: false, retries: 0, no_probe: true, ..session.options.clone() };
    let recorder = Recorder::new(world.clone(), None);
    Arc::new(Session::open(world, session.version, &options, recorder, None))
}
