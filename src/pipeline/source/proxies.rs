//! Module proxies on the wire, asked as go asks them (modules.md §5).

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Seek as _, Write as _},
    os::unix::fs::FileExt as _,
    sync::Arc,
};

use crate::{
    go::{
        cmd::{
            fault::Stop,
            fetched::{Answer, address::Address},
        },
        std::{net::url::Url, strconv::text::lossy},
    },
    net::Limits,
    pipeline::{
        Options, Session,
        module::Proxies,
        session::{
            get::Client,
            lookup::Lookup,
            release,
            retry::{self, Attempts},
            shared::Share,
        },
    },
    problem::Problem,
    trace::{Event, NotAsked, ProxyAnswer, ProxyAsked, Recorder, Step},
    world::World,
};

use super::{
    Scope, Shared,
    answer::unanswered,
    answers::Seen,
    file_url,
    sink::{Glimpse, Length, Memory, Sink, Spool, unwritten},
};

/// Module proxies, asked over the wire of a run. What is asked and answered goes to its recorder, under the module path.
pub struct ModuleProxies {
    scope: Arc<Scope>,
    /// What other targets of the run were answered.
    shared: Option<Shared>,
}

/// One GET that go makes as it asks module proxies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    /// The module path that it is about; `None` where it is about none.
    pub module: Option<&'a str>,
    /// The step that it belongs to.
    pub step: Step,
    /// The URL.
    pub url: &'a Url,
    /// The URL of whom is asked, as go shows it.
    pub entry: &'a str,
    /// The part of the URL behind the module path, for the record.
    pub endpoint: &'a str,
}

impl<'a> From<&'a Address> for Question<'a> {
    fn from(address: &'a Address) -> Self {
        let Address { module, url, base, endpoint } = address;
        Self { module: Some(module), step: Step::Proxy, url, entry: base, endpoint }
    }
}

impl ModuleProxies {
    /// Proxies that are asked over the wire of the session of `scope`, which takes what is seen.
    pub(crate) fn new(scope: &Arc<Scope>) -> Self {
        Self { scope: scope.clone(), shared: None }
    }

    /// The proxies, which are not asked what another target of the run was answered.
    #[must_use]
    pub(crate) fn sharing(self, shared: &Shared) -> Self {
        Self { shared: Some(shared.clone()), ..self }
    }

    /// Proxies for a run of their own, with the settings of `world`. Nothing is sent yet.
    ///
    /// An `Err` says that the doctor does not know the release.
    pub async fn open(world: Arc<World>, options: &Options) -> Result<Self, Problem> {
        let (go, _) = release::release(&world, options).await?;
        let recorder = Recorder::new(world.clone(), None);
        let session = Session::open(world, go, options, recorder, None);
        Ok(Self::new(&Arc::new(Scope::new(Arc::new(session)))))
    }

    /// What was seen since the last call.
    pub fn events(&self) -> Vec<Event> {
        self.scope.take()
    }

    /// GETs what is asked for, through its redirects, and as often as the release does.
    pub(crate) async fn fetch(&self, question: Question<'_>) -> Result<Answer, Stop> {
        self.ask::<Memory>(question).await
    }

    /// The beginning of what is asked for: whether it is there.
    pub(crate) async fn glance(&self, question: Question<'_>) -> Result<Answer, Stop> {
        self.ask::<Glimpse>(question).await
    }

    async fn ask<S: Sink>(&self, question: Question<'_>) -> Result<Answer<S::Kept>, Stop> {
        self.ask_for::<S>(question, &self.scope.lookup_of(question.module)).await
    }

    /// The answer, and what was seen of it apart from all else.
    async fn seen<S: Sink>(&self, question: Question<'_>) -> Seen<S::Kept> {
        let own = Recorder::new(self.scope.session.world.clone(), None);
        let lookup = self.scope.lookup_of(question.module).with(own);
        let answer = self.ask_for::<S>(question, &lookup).await;
        Seen { answer, events: lookup.recorder.take().into() }
    }

    async fn ask_for<S: Sink>(
        &self,
        question: Question<'_>,
        lookup: &Lookup,
    ) -> Result<Answer<S::Kept>, Stop> {
        let session = &self.scope.session;
        let _slot = session.asks.take(&lossy(question.url.host())).await;
        let start = session.world.micros();
        let answer = self.patiently::<S>(question, lookup).await;
        let micros = session.world.micros().saturating_sub(start);
        lookup.recorder.note(question.step, question.noted(outcome(&answer), micros));
        answer
    }

    /// Asks, again where the network made it fail and that is wanted.
    async fn patiently<S: Sink>(
        &self,
        question: Question<'_>,
        lookup: &Lookup,
    ) -> Result<Answer<S::Kept>, Stop> {
        let (retries, recorder) = (self.scope.session.options.retries, &lookup.recorder);
        let attempts = Attempts { retries, recorder, step: question.step };
        let attempt = |_| async move {
            let own = lookup.apart(Recorder::new(self.scope.session.world.clone(), None));
            let answer = self.attempt::<S>(question, &own).await;
            (answer, own.recorder.take())
        };
        let (answer, events) = attempts.make(retry::last_fault, attempt).await;
        recorder.copy(&events);
        answer
    }

    async fn attempt<S: Sink>(
        &self,
        question: Question<'_>,
        lookup: &Lookup,
    ) -> Result<Answer<S::Kept>, Stop> {
        let Question { url, step, .. } = question;
        let session = &self.scope.session;
        let limits = question.limits(session.limits);
        if url.scheme() == "file" {
            return file_url::read::<S>(&session.world, limits, url).await;
        }
        if let Some(text) = refusal(url) {
            return Ok(Answer::Nothing(text));
        }
        if self.is_offline() {
            let url = url.to_string();
            lookup.recorder.note(step, NotAsked { url: url.clone() });
            return Err(Stop::Unknown(format!("the answer of {url} (--offline)")));
        }
        if !self.scope.may_ask() {
            return Err(Stop::Limit("questions of the doctor's own".to_owned()));
        }
        let whole = lossy(&secured(url).expose());
        let got = Box::pin(session.get_twice(&whole, Client::Verified, step, lookup)).await;
        match got {
            Ok(got) => session.read_answer::<S>(got, &limits, step, lookup).await,
            Err(halt) => unanswered(halt),
        }
    }

    /// Whether nothing may be sent, and nothing is known that was answered before.
    fn is_offline(&self) -> bool {
        let Session { options, share, .. } = &*self.scope.session;
        options.offline && !share.as_ref().is_some_and(Share::is_closed)
    }
}

/// The most bytes of a go.mod that are read: it takes up to forty times as much while it is read, and many are held at once.
/// The largest that are known have a fifth. go has no limit.
const MOST_OF_GO_MOD: u64 = 128 << 10;

impl Question<'_> {
    /// The limits of its answer.
    fn limits(&self, limits: Limits) -> Limits {
        let go_mod = self.endpoint.strip_suffix(".mod").is_some();
        let most = if go_mod { MOST_OF_GO_MOD } else { u64::MAX };
        Limits { body: limits.body.min(most), ..limits }
    }

    fn noted(&self, answer: ProxyAnswer, micros: u64) -> ProxyAsked {
        let (entry, endpoint) = (self.entry.to_owned(), self.endpoint.to_owned());
        ProxyAsked { entry, endpoint, url: self.url.to_string(), answer, micros }
    }
}

impl Proxies for ModuleProxies {
    async fn get(&self, address: &Address) -> Result<Answer, Stop> {
        let Some(shared) = &self.shared else { return self.fetch(address.into()).await };
        let asked = self.scope.turn(lossy(&address.url.expose()));
        let find = Box::pin(self.seen::<Memory>(address.into()));
        let (seen, _) = shared.answers.get(asked, find).await;
        self.scope.lookup(&address.module).take_over(&seen.events);
        seen.answer
    }

    async fn glimpse(&self, address: &Address) -> Result<Answer, Stop> {
        self.glance(address.into()).await
    }

    async fn get_zip(&self, address: &Address) -> Result<Answer<File>, Stop> {
        let Some(shared) = &self.shared else { return self.ask::<Spool>(address.into()).await };
        let asked = self.scope.turn(lossy(&address.url.expose()));
        let find = async {
            let Seen { answer, events } = Box::pin(self.seen::<Spool>(address.into())).await;
            Seen { answer: answer.map(|answer| answer.map(Arc::new)), events }
        };
        let (seen, first) = shared.zips.get(asked, find).await;
        self.scope.lookup(&address.module).take_over(&seen.events);
        seen.answer?.try_map(|file| own(&file, first).map_err(|error| unwritten(&error)))
    }
}

/// The file for one who reads it: itself for the first, which alone moves in it, else a copy.
fn own(file: &File, first: bool) -> io::Result<File> {
    if first {
        return file.try_clone();
    }
    let (mut copy, mut piece, mut at) = (tempfile::tempfile()?, vec![0; PIECE], 0);
    loop {
        let count = file.read_at(&mut piece, at)?;
        if count == 0 {
            copy.rewind()?;
            return Ok(copy);
        }
        copy.write_all(&piece[..count])?;
        at += count as u64;
    }
}

/// How much is copied at a time, in bytes.
const PIECE: usize = 256 << 10;

/// What go says to a URL that it does not ask.
fn refusal(url: &Url) -> Option<String> {
    match url.scheme() {
        "http" if url.user().is_some() => {
            Some(format!("refusing to pass credentials to insecure URL: {url}"))
        }
        "" | "http" | "https" => None,
        _ => Some(format!("unsupported scheme: {url}")),
    }
}

/// The URL that go asks: https where there is no scheme.
fn secured(url: &Url) -> Cow<'_, Url> {
    match url.scheme() {
        "" => Cow::Owned(url.clone().with_scheme("https")),
        _ => Cow::Borrowed(url),
    }
}

/// An outcome as it is noted.
fn outcome<T: Length>(answer: &Result<Answer<T>, Stop>) -> ProxyAnswer {
    match answer.as_ref() {
        Ok(Answer::Body(body)) => ProxyAnswer::Body { bytes: body.length() },
        Ok(Answer::Broken(error)) => ProxyAnswer::Broken { error: error.clone() },
        Ok(Answer::Fatal(error)) => ProxyAnswer::Fatal { error: error.clone() },
        Ok(Answer::Nothing(error)) => ProxyAnswer::Nothing { error: error.clone() },
        Ok(Answer::Status { code, line, detail }) => {
            ProxyAnswer::Status { code: *code, line: line.clone(), detail: detail.clone() }
        }
        Err(Stop::Limit(limit)) => ProxyAnswer::Stopped { limit: limit.clone() },
        Err(Stop::Unknown(missing)) => ProxyAnswer::Unknown { missing: missing.clone() },
    }
}
