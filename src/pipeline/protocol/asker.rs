//! Questions to one proxy, asked on go's own wire, and what came of each.

use std::{fs::File, sync::Arc};

use crate::{
    go::{
        cmd::{
            fault::Stop,
            fetched::{Answer, address::Address},
        },
        std::net::{http::redirect::Hops, url::Url},
    },
    net::{Agent, Header, Mode},
    pipeline::{
        Halt, Session,
        module::Proxies as _,
        session::get::{MAX_HOPS, location},
        source::{ModuleProxies, Scope, proxies::Question},
    },
    trace::{
        Blob, Event, Exchanges, Step,
        protocol::{About, End, Endpoint, Reply},
    },
};

/// How much of a zip, or of a part of one, is kept for people, in bytes.
const BEGINNING: usize = 512;

/// The first bytes that are asked for alone.
const RANGE: &str = "bytes=0-3";

/// Asks one proxy, one question after the other.
pub(super) struct Asker {
    pub(super) session: Arc<Session>,
    pub(super) proxies: ModuleProxies,
    scope: Arc<Scope>,
    replies: Vec<Reply>,
}

impl Asker {
    /// An asker with the settings, credentials and roots of `session`.
    pub(super) fn new(session: Session) -> Self {
        let session = Arc::new(session);
        let scope = Arc::new(Scope::new(session.clone()));
        Self { session, proxies: ModuleProxies::new(&scope), scope, replies: Vec::new() }
    }

    /// All that came of the questions.
    pub(super) fn replies(self) -> Vec<Reply> {
        self.replies
    }

    /// What came of an earlier question.
    pub(super) fn replied(&self, about: About, endpoint: Endpoint) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.about == about && reply.endpoint == endpoint)
    }

    /// GETs `address`, as go does.
    pub(super) async fn ask(
        &mut self,
        about: About,
        endpoint: Endpoint,
        address: &Address,
    ) -> &Reply {
        self.question(about, endpoint, address.into()).await
    }

    /// GETs `url`, which belongs to no module.
    pub(super) async fn ask_url(&mut self, about: About, endpoint: Endpoint, url: &Url) -> &Reply {
        let entry = url.to_string();
        let question =
            Question { module: None, step: Step::Proxy, url, entry: &entry, endpoint: "" };
        self.question(about, endpoint, question).await
    }

    /// GETs a zip into a temporary file.
    pub(super) async fn ask_zip(&mut self, about: About, address: &Address) -> Option<File> {
        let start = self.session.world.micros();
        let answer = self.proxies.get_zip(address).await;
        let (file, end) = spooled(answer);
        self.keep(about, Endpoint::Zip, address.url.to_string(), end, start);
        file
    }

    /// GETs the first bytes of `url` alone, through its redirects.
    pub(super) async fn ask_part(&mut self, url: &Url) {
        let start = self.session.world.micros();
        let end = self.part(url).await.unwrap_or_else(ended);
        self.keep(About::Range, Endpoint::Zip, url.to_string(), end, start);
    }

    async fn question(
        &mut self,
        about: About,
        endpoint: Endpoint,
        question: Question<'_>,
    ) -> &Reply {
        let start = self.session.world.micros();
        let end = end(self.proxies.fetch(question).await);
        self.keep(about, endpoint, question.url.to_string(), end, start)
    }

    fn keep(
        &mut self,
        about: About,
        endpoint: Endpoint,
        url: String,
        end: End,
        start: u64,
    ) -> &Reply {
        let events = self.proxies.events();
        let way = Way::of(&events);
        let micros = self.session.world.micros().saturating_sub(start);
        let Way { hops, refused, headers } = way;
        self.replies.push(Reply { about, endpoint, url, hops, refused, headers, end, micros });
        // One was pushed.
        &self.replies[self.replies.len() - 1]
    }

    async fn part(&self, url: &Url) -> Result<End, Halt> {
        let lookup = self.scope.lookup_of(None);
        let mut hops = Hops::new(url.clone(), true, self.session.version);
        while hops.count() <= MAX_HOPS {
            let request = self.session.request(&hops, Agent::Library, Mode::Verified, &lookup);
            let mut request = request?;
            request.headers.push(Header::plain("Range", RANGE));
            let answer = self.session.send(&request, false, Step::Proxy, &lookup).await?;
            if let Some(to) = location(&answer) {
                hops.follow(to.as_bytes()).map_err(|refusal| Halt::Go(refusal.why))?;
                continue;
            }
            if !matches!(answer.status, 200 | 206) {
                let (code, line) = (answer.status, answer.status_text);
                return Ok(End::Status { code, line, detail: String::new() });
            }
            return self.beginning(answer.body).await;
        }
        Err(Halt::Limit(format!("redirects {MAX_HOPS}")))
    }

    /// The beginning of a body, and how much of it came up to a limit.
    async fn beginning(&self, mut body: crate::net::Body) -> Result<End, Halt> {
        let mut text = Vec::new();
        while let Some(bytes) = body.chunk().await? {
            text.extend_from_slice(&bytes);
            if text.len() > BEGINNING {
                break;
            }
        }
        let bytes = text.len() as u64;
        text.truncate(BEGINNING);
        Ok(End::Body { bytes, text: text.into() })
    }
}

/// What was seen of a request on the wire.
#[derive(Default)]
struct Way {
    hops: Vec<String>,
    refused: Option<String>,
    headers: Vec<(String, String)>,
}

impl Way {
    fn of(events: &[Event]) -> Self {
        let mut way = Self::default();
        for exchange in Exchanges::among(events).iter() {
            if let Some(redirect) = exchange.redirect {
                let to = redirect.to.filter(|to| !way.hops.iter().any(|hop| hop == to));
                way.hops.extend(to.map(str::to_owned));
                way.refused = redirect.refused.map(str::to_owned);
            }
            if let Some(answered) = exchange.answered {
                way.headers.clone_from(&answered.headers);
            }
        }
        way
    }
}

fn end(answer: Result<Answer, Stop>) -> End {
    whole(answer, |body| End::Body { bytes: body.len() as u64, text: Blob::from(body) })
}

fn spooled(answer: Result<Answer<File>, Stop>) -> (Option<File>, End) {
    let mut file = None;
    let end = whole(answer, |body| {
        let bytes = body.metadata().map_or(0, |known| known.len());
        let end = End::Body { bytes, text: beginning_of(&body).into() };
        file = Some(body);
        end
    });
    (file, end)
}

fn beginning_of(mut file: &File) -> Vec<u8> {
    use std::io::{Read as _, Seek as _};
    let mut text = Vec::new();
    // A temporary file that cannot be read shows no beginning; its length is known all the same.
    let _ = file.take(BEGINNING as u64).read_to_end(&mut text);
    let _ = file.rewind();
    text
}

fn whole<T>(answer: Result<Answer<T>, Stop>, body: impl FnOnce(T) -> End) -> End {
    match answer {
        Ok(Answer::Body(content)) => body(content),
        Ok(Answer::Broken(why)) => End::Broken(why),
        Ok(Answer::Fatal(text) | Answer::Nothing(text)) => End::Nothing(text),
        Ok(Answer::Status { code, line, detail }) => End::Status { code, line, detail },
        Err(Stop::Limit(limit)) => End::Stopped(limit),
        Err(Stop::Unknown(missing)) => End::Unknown(missing),
    }
}

fn ended(halt: Halt) -> End {
    match halt {
        Halt::Fatal(text) | Halt::Go(text) | Halt::Failed(text, _) => End::Nothing(text),
        Halt::Limit(limit) => End::Stopped(limit),
        Halt::Unknown(missing) => End::Unknown(missing),
    }
}
