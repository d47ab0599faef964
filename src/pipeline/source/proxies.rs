//! Module proxies on the wire, asked as go asks them (modules.md §5).

use std::{
    borrow::Cow,
    collections::HashMap,
    fs::File,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicU32},
};

use crate::{
    go::{
        cmd::{
            fault::Stop,
            fetched::{Answer, address::Address},
        },
        std::{net::url::Url, strconv::text::lossy},
    },
    pipeline::{
        Options, Session,
        module::Proxies,
        session::{get::Client, lookup::Lookup, release, retry, shared::Share},
    },
    problem::Problem,
    trace::{Event, NotAsked, ProxyAnswer, ProxyAsked, Recorder, Step, TriedAgain},
    world::World,
};

use super::{
    answer::unanswered,
    file_url,
    sink::{Length, Memory, Sink, Spool},
};

/// Module proxies, asked over the wire of a run. What is asked and answered goes to its recorder, under the module path.
pub struct ModuleProxies {
    session: Arc<Session>,
    recorder: Recorder,
    requests: Mutex<HashMap<Option<Arc<str>>, Arc<AtomicU32>>>,
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
    /// Proxies that are asked over the wire of `session`; what is seen goes to `recorder`.
    pub(crate) fn new(session: Arc<Session>, recorder: Recorder) -> Self {
        Self { session, recorder, requests: Mutex::default() }
    }

    /// Proxies for a run of their own, with the settings of `world`. Nothing is sent yet.
    ///
    /// An `Err` says that the doctor does not know the release.
    pub async fn open(world: Arc<World>, options: &Options) -> Result<Self, Problem> {
        let (go, _) = release::release(&world, options).await?;
        let recorder = Recorder::new(world.clone(), None);
        let session = Session::open(world, go, options, recorder.clone(), None);
        Ok(Self::new(Arc::new(session), recorder))
    }

    /// What was seen since the last call.
    pub fn events(&self) -> Vec<Event> {
        self.recorder.take()
    }

    /// GETs what is asked for, through its redirects, and as often as the release does.
    pub(crate) async fn fetch(&self, question: Question<'_>) -> Result<Answer, Stop> {
        self.ask::<Memory>(question).await
    }

    async fn ask<S: Sink>(&self, question: Question<'_>) -> Result<Answer<S::Kept>, Stop> {
        let module: Option<Arc<str>> = question.module.map(Arc::from);
        let requests = self.requests_of(module.clone());
        let recorder = self.recorder.of(module);
        let _slot = self.session.asks.take(&lossy(question.url.host())).await;
        let start = self.session.world.micros();
        let answer = self.patiently::<S>(question, &requests, &recorder).await;
        let micros = self.session.world.micros().saturating_sub(start);
        recorder.note(question.step, question.noted(outcome(&answer), micros));
        answer
    }

    /// Asks, again where the network made it fail and that is wanted.
    async fn patiently<S: Sink>(
        &self,
        question: Question<'_>,
        requests: &Arc<AtomicU32>,
        recorder: &Recorder,
    ) -> Result<Answer<S::Kept>, Stop> {
        let mut attempt = 0;
        loop {
            let own = Recorder::new(self.session.world.clone(), None);
            let lookup = Lookup::new(question.path(), false, own).counted(requests.clone());
            let answer = self.attempt::<S>(question, &lookup).await;
            let events = lookup.recorder.take();
            let fault = retry::last_fault(&events);
            let Some(error) = fault.filter(|_| attempt < self.session.options.retries) else {
                recorder.copy(&events);
                return answer;
            };
            attempt += 1;
            recorder.note_probe(question.step, TriedAgain { error });
            tokio::time::sleep(retry::pause(attempt)).await;
        }
    }

    async fn attempt<S: Sink>(
        &self,
        question: Question<'_>,
        lookup: &Lookup,
    ) -> Result<Answer<S::Kept>, Stop> {
        let Question { url, step, .. } = question;
        if url.scheme() == "file" {
            return file_url::read::<S>(&self.session.world, self.session.limits, url).await;
        }
        if let Some(text) = refusal(url) {
            return Ok(Answer::Nothing(text));
        }
        if self.is_offline() {
            let url = url.to_string();
            lookup.recorder.note(step, NotAsked { url: url.clone() });
            return Err(Stop::Unknown(format!("the answer of {url} (--offline)")));
        }
        let whole = lossy(&secured(url).expose());
        let got = Box::pin(self.session.get_twice(&whole, Client::Verified, step, lookup)).await;
        match got {
            Ok(got) => self.session.read_answer::<S>(got, step, lookup).await,
            Err(halt) => unanswered(halt),
        }
    }

    /// Whether nothing may be sent, and nothing is known that was answered before.
    fn is_offline(&self) -> bool {
        self.session.options.offline && !self.session.share.as_ref().is_some_and(Share::is_closed)
    }

    fn requests_of(&self, module: Option<Arc<str>>) -> Arc<AtomicU32> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.entry(module).or_default().clone()
    }
}

impl Question<'_> {
    fn path(&self) -> String {
        self.module.unwrap_or_default().to_owned()
    }

    fn noted(&self, answer: ProxyAnswer, micros: u64) -> ProxyAsked {
        let (entry, endpoint) = (self.entry.to_owned(), self.endpoint.to_owned());
        ProxyAsked { entry, endpoint, url: self.url.to_string(), answer, micros }
    }
}

impl Proxies for ModuleProxies {
    async fn get(&self, address: &Address) -> Result<Answer, Stop> {
        self.fetch(address.into()).await
    }

    async fn get_zip(&self, address: &Address) -> Result<Answer<File>, Stop> {
        self.ask::<Spool>(address.into()).await
    }
}

/// What go says to a URL that it does not ask.
fn refusal(url: &Url) -> Option<String> {
    match url.scheme() {
        "" | "https" => None,
        "http" if url.user().is_some() => {
            Some(format!("refusing to pass credentials to insecure URL: {url}"))
        }
        "http" => None,
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
