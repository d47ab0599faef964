//! What every fetch needs, looked at without a path: settings, tools, roots, each module proxy with one question, and the
//! checksum database. Everything is asked at the same time.

use std::sync::Arc;

use crate::{
    go::{
        cmd::{
            fault::Stop,
            fetched::Answer,
            proxy_list::{self, Source},
            sums::{Database, Reply, Route, RouteStep},
            winner::Class,
        },
        std::net::url::{Url, authority_of},
        xmod::sumdb::note,
    },
    pipeline::{
        Options, Session,
        module::together,
        protocol::NO_MODULE,
        session::release::release,
        source::{ModuleProxies, Scope, proxies::Question},
    },
    probe,
    problem::Problem,
    secret::{UrlText, redact_url},
    trace::{
        AccessSeen, Concluded, Conclusion, EntryMet, Event, Events, Header, Judged, Met, Part,
        PartLooked, Recorder, RootsRead, Settings, Sought, Stage, Step, Target, Told as _, Trace,
        WalkFor,
    },
    world::World,
};

use super::environment::surroundings;

/// Looks at what every fetch needs, as a run without a path: a trace for each part, what depends on nothing first.
///
/// An `Err` says that the doctor cannot do its work.
pub async fn round(world: Arc<World>, options: &Options) -> Result<Vec<Trace>, Problem> {
    let (go, because) = release(&world, options).await?;
    let shared = Recorder::new(world.clone(), None);
    let session = Arc::new(Session::open(world, go, options, shared, None));
    let (settings, refused) = session.settings_fact(true);
    let round = Round { session, because, settings: Settings { error: None, ..settings } };
    let settings = round.settings(refused.map(|refused| refused.text));
    let (tools, roots, asked) = tokio::join!(round.tools(), round.roots(), round.asked());
    Ok([settings, tools, roots].into_iter().chain(asked).collect())
}

/// A round, and what its parts share.
struct Round {
    session: Arc<Session>,
    because: String,
    /// The settings, of which go's refusal is told once.
    settings: Settings,
}

/// What came of the question to a module proxy.
struct Replied {
    url: String,
    reply: Option<Reply>,
    trace: Trace,
}

impl Round {
    /// A trace of a part that is called `name`, with the settings.
    fn part(&self, part: Part, name: &str, events: Vec<Event>) -> Trace {
        let Session { world, version, options, .. } = &*self.session;
        let target = Target::module(name);
        let because = self.because.clone();
        let header = Header::new(world, &target, *version, because, options.offline, Stage::Root);
        let recorder = Recorder::new(world.clone(), None);
        recorder.note(Step::Settings, PartLooked { part });
        if part != Part::Settings {
            recorder.note(Step::Settings, self.settings.clone());
        }
        Trace { header, events: Events::from([recorder.take(), events].concat()) }
    }

    /// The settings, with go's text where it does not work with them, and what is around them; netrc too.
    fn settings(&self, error: Option<String>) -> Trace {
        let Session { world, version, shared, .. } = &*self.session;
        let recorder = Recorder::new(world.clone(), None);
        recorder.note(Step::Settings, Settings { error, ..self.settings.clone() });
        recorder.note(Step::Settings, surroundings(world, *version));
        let events = [shared.seen(), recorder.take()].concat();
        self.part(Part::Settings, "settings", events)
    }

    /// git, and ssh where a rule of git's leads there. No server is asked.
    async fn tools(&self) -> Trace {
        let Session { world, version, .. } = &*self.session;
        let mut seen = probe::access(world, *version, None).await;
        if let Some(repo) = over_ssh(&seen) {
            seen = probe::access(world, *version, Some(&repo)).await;
        }
        let recorder = Recorder::new(world.clone(), None);
        recorder.note(Step::Repository, seen);
        self.part(Part::Tools, "git and ssh", recorder.take())
    }

    /// The roots that go reads, read on a thread of their own.
    async fn roots(&self) -> Trace {
        let session = self.session.clone();
        let mut trace = self.part(Part::Roots, "", Vec::new());
        let looked = tokio::task::spawn_blocking(move || {
            session.trust.roots();
            let read = session.shared.seen().into_iter().filter(is_of_roots);
            trace.events.push(read.collect::<Vec<_>>());
            let examined = session.prober().inspect(&trace, session.trust.roots(), &[]);
            trace.events.push(examined);
            trace
        });
        let mut trace = looked.await.unwrap_or_else(|_| self.part(Part::Roots, "", Vec::new()));
        trace.header.path = b"roots".to_vec().into();
        trace
    }

    /// The module proxies, and the checksum database where none of them passes it on.
    async fn asked(&self) -> Vec<Trace> {
        let Ok(list) = &self.session.goproxy else { return Vec::new() };
        let database = Database::parse(self.session.env.get("GOSUMDB"), self.session.version).ok();
        let mut proxies: Vec<(usize, &Url)> = Vec::new();
        for (place, entry) in list.iter().enumerate() {
            if let Source::Proxy(url) = &entry.source
                && proxies.iter().all(|(_, known)| *known != &**url)
            {
                proxies.push((place, url));
            }
        }
        let asked =
            proxies.into_iter().map(|(place, url)| self.entry(place, url, database.as_ref()));
        let replied = together(asked).await;
        // go asks nobody for a sum where it fetches nothing.
        let fetches = list.iter().any(|it| matches!(it.source, Source::Direct | Source::Proxy(_)));
        let direct = database.filter(|_| fetches).and_then(|database| {
            let base = directly(&database, list, &replied)?;
            Some((database, base))
        });
        let mut traces: Vec<Trace> = replied.into_iter().map(|replied| replied.trace).collect();
        if let Some((database, base)) = direct {
            traces.push(self.database(&database, &base).await);
        }
        traces
    }

    /// What go asks each proxy before it comes to the checksum database; without one, for a module that nobody has.
    async fn entry(&self, place: usize, proxy: &Url, database: Option<&Database>) -> Replied {
        let endpoint = match database {
            Some(database) => format!("sumdb/{}/supported", database.verifier.name()),
            None => format!("{NO_MODULE}/@v/list"),
        };
        let (url, entry) = (proxy.below(&endpoint), proxy.to_string());
        let name = name_of(&entry);
        let question = Question {
            module: Some(&name),
            step: Step::Proxy,
            url: &url,
            entry: &entry,
            endpoint: &endpoint,
        };
        let (answer, mut events) = self.ask(question).await;
        let (reply, conclusion) = judged(&url, answer);
        let recorder = Recorder::new(self.session.world.clone(), Some(name.as_str().into()));
        if let Conclusion::Failed { error, .. } = &conclusion {
            let met = Met::Failed { error: error.clone() };
            let asked = WalkFor { sought: Sought::Versions, query: String::new() };
            recorder.note(Step::Proxy, EntryMet { asked, place, entry: entry.clone(), met });
        }
        recorder.note(Step::Proxy, Concluded { conclusion });
        events.extend(recorder.take());
        let trace = self.probed(self.part(Part::Entry, &name, events)).await;
        Replied { url: url.to_string(), reply, trace }
    }

    /// The head of the database, which has to be signed by its key.
    async fn database(&self, database: &Database, base: &Url) -> Trace {
        let url = base.below("latest");
        let (entry, name) = (base.to_string(), database.verifier.name());
        let question = Question {
            module: Some(name),
            step: Step::Sum,
            url: &url,
            entry: &entry,
            endpoint: "/latest",
        };
        let (answer, mut events) = self.ask(question).await;
        let refused = match &answer {
            Ok(Answer::Body(body)) => note::open(body, &database.verifier).err(),
            _ => None,
        };
        let (_, conclusion) = judged(&url, answer);
        let conclusion = match refused {
            Some(error) => failed(format!("reading {url}: {error}")),
            None => conclusion,
        };
        let recorder = Recorder::new(self.session.world.clone(), Some(name.into()));
        recorder.note(Step::Sum, Concluded { conclusion });
        events.extend(recorder.take());
        self.probed(self.part(Part::Database, name, events)).await
    }

    /// The answer to a question that is asked alone, and what was seen of it.
    async fn ask(&self, question: Question<'_>) -> (Result<Answer, Stop>, Vec<Event>) {
        let proxies = ModuleProxies::new(&Arc::new(Scope::new(self.session.clone())));
        let answer = proxies.fetch(question).await;
        let own = proxies.events();
        let judged = own.iter().told::<Judged>().next().is_some();
        let mut events = self.session.shared.seen();
        events.retain(|event| judged || !is_of_roots(event));
        events.extend(own);
        (answer, events)
    }

    /// What is worth knowing about a failure.
    async fn probed(&self, mut trace: Trace) -> Trace {
        if self.session.options.may_probe() {
            let asked = Box::pin(self.session.prober().ask(&trace)).await;
            trace.events.push(asked);
        }
        trace
    }
}

fn is_of_roots(event: &Event) -> bool {
    std::iter::once(event).told::<RootsRead>().next().is_some()
}

/// A repository that a rule of git's leads to over ssh, as far as there is such a rule.
fn over_ssh(seen: &AccessSeen) -> Option<UrlText> {
    let rules = seen.settings.iter().filter_map(|setting| {
        let key = setting.key.strip_prefix("url.")?.strip_suffix(".insteadof")?;
        let start = &setting.value;
        let is_ssh = key.starts_with("ssh://") || key.starts_with("git@");
        (is_ssh && start.starts_with("https://")).then_some(start)
    });
    let start = { rules }.next()?;
    Some(UrlText::from(format!("{}/goget-doctor/repository.git", start.trim_end_matches('/'))))
}

/// Where go asks the database itself, by what the proxies said; none where one of them passes it on, or go ends there.
fn directly(database: &Database, list: &[proxy_list::Entry], replied: &[Replied]) -> Option<Url> {
    let mut route = Route::new(database, Ok(list.to_vec()));
    loop {
        match route.step() {
            RouteStep::Done(base) => {
                let base = base.ok()?;
                let passed = replied.iter().any(|it| it.url.starts_with(&base.to_string()));
                return (!passed).then_some(base);
            }
            RouteStep::Ask(url) => {
                let url = url.to_string();
                let known = replied.iter().find(|replied| replied.url == url)?;
                route.answer(known.reply.clone()?);
            }
        }
    }
}

/// What an answer is to go, and to the round: 404 and 410 are answers of a proxy that is well.
fn judged(url: &Url, answer: Result<Answer, Stop>) -> (Option<Reply>, Conclusion) {
    let error = match answer {
        Ok(Answer::Body(_)) => return (Some(Reply::Yes), Conclusion::Answered),
        Ok(Answer::Status { code: 404 | 410, .. }) => {
            return (Some(Reply::NotFound), Conclusion::Answered);
        }
        Ok(Answer::Status { line, detail, .. }) => format!("reading {url}: {line}{detail}"),
        Ok(Answer::Broken(why)) => format!("reading {url}: {why}"),
        Ok(Answer::Fatal(text) | Answer::Nothing(text)) => text,
        Err(Stop::Limit(limit)) => return (None, Conclusion::Limit { limit }),
        Err(Stop::Unknown(missing)) => return (None, Conclusion::Unknown { missing }),
    };
    let error = redact_url(&error);
    (Some(Reply::Error(error.clone())), failed(error))
}

fn failed(error: String) -> Conclusion {
    Conclusion::Failed { error, class: Class::Other }
}

/// A URL without its scheme and login: the host comes first, as in a path.
fn name_of(entry: &str) -> String {
    let behind = entry.split_once("://").map_or(entry, |(_, behind)| behind);
    let host = authority_of(entry).unwrap_or_default();
    let rest = behind.strip_prefix(host).unwrap_or(behind);
    let host = host.rsplit('@').next().unwrap_or(host);
    format!("{host}{rest}").trim_end_matches('/').to_owned()
}
