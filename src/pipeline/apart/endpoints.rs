//! The endpoints of a module proxy, one by one, where go failed on one of them.

use std::{collections::BTreeSet, sync::Arc};

use super::{Asking, narrow};
use crate::{
    go::{
        cmd::{
            fetched::{
                Answer,
                address::{Address, Place},
                info, list,
            },
            query::is_canonical,
        },
        std::net::url::{Url, authority_of},
    },
    pipeline::{
        Session,
        source::{ModuleProxies, Scope, proxies::Question},
    },
    trace::{
        Apart, EndpointAsked, EntryMet, Exchange, Exchanges, ProxyAnswer, ProxyAsked, Step,
        Told as _, Trial,
    },
};

/// How many endpoints are asked.
const MOST: u32 = 6;

/// The endpoint that names the versions.
const LIST: &str = "@v/list";

/// A module that is public, and that every proxy can fetch.
const WELL_KNOWN: &str = "golang.org/x/text";

impl Asking<'_> {
    /// The endpoints of `path` at the proxy `url` to which go did not come, what those without a login are told, and
    /// whether the host behind a redirect answers.
    pub(super) async fn endpoints(&self, url: &Url, path: &str, met: &EntryMet) {
        let Ok(place) = Place::new(url, path) else { return };
        let own = self.questions(path, place.base());
        let Some(failed) = own.last().filter(|asked| is_of_wire(asked)) else { return };
        if matches!(failed.answer, ProxyAnswer::Nothing { .. }) {
            return;
        }
        let scope = Arc::new(Scope::within(self.apart.clone(), MOST));
        let known: BTreeSet<&str> = own.iter().map(|asked| asked.url.as_str()).collect();
        let asked = Endpoints { asking: self, scope: &scope, place: &place, known };
        let version = asked.version(&met.asked.query).await;
        if let Some(version) = &version {
            asked.files(version).await;
        }
        if is_missing(&failed.answer) && self.is_missing_whole(place.base(), failed) {
            self.ask_as_written(url, &place, path).await;
            self.ask_well_known(url, place.base()).await;
        }
        self.ask_openly(path, failed).await;
        self.ask_storage(path, failed).await;
        if let Some(version) = version.filter(|version| *version != met.asked.query) {
            self.try_version(&place, path, &version).await;
        }
    }

    /// The command with a version in the place of the query, where the proxy has its `.info` and go failed before.
    async fn try_version(&self, place: &Place, path: &str, version: &str) {
        let Ok(info) = place.info(version, self.apart.version) else { return };
        let asked = self.recorder.seen();
        let mut asked = asked.iter().told::<EndpointAsked>();
        if asked.any(|asked| asked.url == info.url.to_string() && asked.is_served()) {
            let argument = format!("{}@{version}", self.named_below(path, path));
            let tried = self.tried_as_set(Trial::Version, &argument).await;
            self.note(Step::Version, tried);
        }
    }

    /// What go asked a proxy about `path`, in order.
    fn questions(&self, path: &str, entry: &str) -> Vec<&ProxyAsked> {
        let asked = self.trace.all::<ProxyAsked>();
        let own = asked.filter(|(event, asked)| {
            !event.probe && event.path.as_deref() == Some(path) && asked.entry == entry
        });
        own.map(|(_, asked)| asked).collect()
    }

    /// The last request for a question.
    fn request(&self, path: &str, asked: &ProxyAsked) -> Option<(Sent, bool)> {
        let exchanges = Exchanges::of(self.trace);
        let mut own = exchanges.of_path(Some(path)).filter(|it| it.step == Step::Proxy);
        let first = own.by_ref().rfind(|it| it.asked.url == asked.url)?;
        let login = first.asked.headers.iter().any(|(name, _)| name == "Authorization");
        let last = exchanges.of_path(Some(path)).rfind(|it| it.step == Step::Proxy)?;
        Some((Sent::of(last), login))
    }

    /// The question without a login, where one was sent with it and refused.
    async fn ask_openly(&self, path: &str, asked: &ProxyAsked) {
        let refused = matches!(asked.answer, ProxyAnswer::Status { code: 401 | 403 | 404, .. });
        let Some((_, true)) = self.request(path, asked) else { return };
        let Some(entry) = self.entry_url(&asked.entry).filter(|_| refused) else { return };
        let Ok(open) = Url::parse(entry.without_user()) else { return };
        let Ok(place) = Place::new(&open, path) else { return };
        let mut world = (*self.apart.world).clone();
        world.set("GOAUTH", "off");
        world.set("NETRC", "/dev/null");
        let session = narrow(self.apart, Arc::new(world));
        let Ok(url) = Url::parse(asked.url.replacen(&asked.entry, place.base(), 1)) else { return };
        let question = Question {
            module: Some(path),
            step: Step::Proxy,
            url: &url,
            entry: &asked.entry,
            endpoint: &asked.endpoint,
        };
        let scope = Arc::new(Scope::within(session, 1));
        self.put(&scope, question, Apart::WithoutLogin).await;
    }

    /// Whether the proxy `entry`, which does not have what `failed` asked for, has no list of versions either.
    fn is_missing_whole(&self, entry: &str, failed: &ProxyAsked) -> bool {
        let asked = self.recorder.seen();
        let mut lists = asked.iter().told::<EndpointAsked>();
        matches!(&*failed.endpoint, LIST | "@latest")
            || lists.any(|it| {
                it.entry == entry && it.endpoint == LIST && is_missing(&it.answer)
            })
    }

    /// The list of versions below the path as it is written, where go asks for it with its capitals escaped.
    async fn ask_as_written(&self, url: &Url, place: &Place, path: &str) {
        if !path.contains(|letter: char| letter.is_ascii_uppercase()) {
            return;
        }
        let (url, list) = (url.joined(path).joined(LIST), place.list());
        let question = Question { url: &url, ..Question::from(&list) };
        let scope = Arc::new(Scope::within(self.apart.clone(), 1));
        self.put(&scope, question, Apart::AsWritten).await;
    }

    /// The list of a module that every proxy can fetch.
    async fn ask_well_known(&self, url: &Url, entry: &str) {
        let Ok(place) = Place::new(url, WELL_KNOWN) else { return };
        if self.is_matched("GONOPROXY", WELL_KNOWN) || place.base() != entry {
            return;
        }
        let scope = Arc::new(Scope::within(self.apart.clone(), 1));
        self.put(&scope, Question::from(&place.list()), Apart::WellKnown).await;
    }

    fn entry_url(&self, shown: &str) -> Option<&Url> {
        self.entries().iter().find_map(|entry| match &entry.source {
            crate::go::cmd::proxy_list::Source::Proxy(url) if url.to_string() == shown => {
                Some(&**url)
            }
            _ => None,
        })
    }

    /// Whether the host behind a redirect, which refused, answers at all; it is told no path.
    async fn ask_storage(&self, path: &str, asked: &ProxyAsked) {
        let Some((sent, _)) = self.request(path, asked) else { return };
        let other = sent.authority != authority_of(&asked.url).unwrap_or_default();
        let Ok(url) = Url::parse(format!("{}://{}/", sent.scheme, sent.authority)) else { return };
        if !other || matches!(asked.answer, ProxyAnswer::Body { .. }) {
            return;
        }
        let question = Question {
            module: None,
            step: Step::Proxy,
            url: &url,
            entry: &asked.entry,
            endpoint: "",
        };
        let scope = Arc::new(Scope::within(self.apart.clone(), 1));
        self.put(&scope, question, Apart::Storage).await;
    }

    /// Asks, and records what came; the body, where there is one.
    async fn put(&self, scope: &Arc<Scope>, question: Question<'_>, why: Apart) -> Option<Vec<u8>> {
        let proxies = ModuleProxies::new(scope);
        let zip = question.endpoint.strip_suffix(".zip").is_some() || question.endpoint.is_empty();
        let answer =
            if zip { proxies.glance(question).await } else { proxies.fetch(question).await };
        let events = scope.take();
        let asked = events.iter().told::<ProxyAsked>().last()?;
        let exchanges = Exchanges::among(&events);
        let last = exchanges.iter().next_back().map(|it| it.asked.url.clone());
        let fact = EndpointAsked {
            why,
            entry: asked.entry.clone(),
            endpoint: asked.endpoint.clone(),
            url: asked.url.clone(),
            answer: asked.answer.clone(),
            behind: last.filter(|last| *last != asked.url),
            micros: asked.micros,
        };
        self.note(Step::Proxy, fact);
        match answer {
            Ok(Answer::Body(body)) => Some(body),
            _ => None,
        }
    }

    /// The body of an answer that go has had.
    fn body(&self, url: &str) -> Option<Vec<u8>> {
        let exchanges = Exchanges::of(self.trace);
        let exchange = exchanges.iter().find(|it| it.asked.url == url)?;
        Some(exchange.body?.page.0.to_vec())
    }
}

/// Where a request went.
struct Sent {
    scheme: String,
    authority: String,
}

impl Sent {
    fn of(exchange: &Exchange<'_>) -> Self {
        let url = &exchange.asked.url;
        let scheme = url.split(':').next().unwrap_or_default().to_owned();
        Self { scheme, authority: authority_of(url).unwrap_or_default().to_owned() }
    }
}

fn is_missing(answer: &ProxyAnswer) -> bool {
    matches!(answer, ProxyAnswer::Status { code: 404 | 410, .. })
}

fn is_of_wire(asked: &ProxyAsked) -> bool {
    asked.url.starts_with("http:") || asked.url.starts_with("https:")
}

/// The endpoints of a module at a proxy.
struct Endpoints<'a> {
    asking: &'a Asking<'a>,
    scope: &'a Arc<Scope>,
    place: &'a Place,
    /// The URLs that go has asked.
    known: BTreeSet<&'a str>,
}

impl Endpoints<'_> {
    /// The version whose files are asked for: the query, the highest of the list, or the newest.
    async fn version(&self, query: &str) -> Option<String> {
        let listed = self.body(&self.place.list()).await;
        let latest = self.body(&self.place.latest()).await;
        if is_canonical(query) {
            return Some(query.to_owned());
        }
        let listed = listed.and_then(|body| list::versions(&body, "").pop());
        let release = self.session().version;
        let latest = || latest.and_then(|body| info::read(&body, release).ok());
        let version = listed.or_else(|| latest().map(|info| info.version))?;
        is_canonical(&version).then_some(version)
    }

    /// `.info`, `.mod` and `.zip`.
    async fn files(&self, version: &str) {
        let release = self.session().version;
        let files =
            [Place::info, Place::go_mod, Place::zip].map(|of| of(self.place, version, release));
        for address in files.into_iter().flatten() {
            self.body(&address).await;
        }
    }

    /// The body at an endpoint, asked where go has not.
    async fn body(&self, address: &Address) -> Option<Vec<u8>> {
        let url = address.url.to_string();
        if self.known.contains(url.as_str()) {
            return self.asking.body(&url);
        }
        self.asking.put(self.scope, address.into(), Apart::Endpoint).await
    }

    fn session(&self) -> &Session {
        self.asking.apart
    }
}
