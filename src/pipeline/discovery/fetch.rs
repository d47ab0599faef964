//! The `?go-get=1` page of a path: https, then http where GOINSECURE matches, parsed as it arrives.

use std::time::Duration;

use crate::{
    go::{
        cmd::{
            detail::server_response,
            meta::{End, Import, ModTags, PageReader, Progress, Reading, Share as TagShare},
            select::{PageError, Status, accept, choose},
        },
        version::{Change, Version},
    },
    net::Body,
    pipeline::{
        Halt, Session,
        session::{
            get::{Client, Got},
            lookup::Lookup,
            shared::Share,
        },
    },
    second::browser::{FOR_BROWSER, Readings, Shown},
    secret::{redact_url, veil},
    trace::{Blob, BodyRead, Failure, Fault, FellBack, Limit, NotAsked, PageRead, Step},
};

/// How much of a page is kept for the browser's reading and the saved trace.
const KEPT: usize = FOR_BROWSER;

/// How long we read on behind the point at which go stops, to see what a browser would.
const READ_ON: Duration = Duration::from_secs(2);

/// A page that was fetched and parsed.
pub(crate) struct Page {
    /// The URL first asked for, which go names in its messages.
    pub url: String,
    /// The tags that go takes from it, or why it takes none.
    pub imports: Result<Vec<Import>, PageError>,
    /// How many tags were counted only, none of which is the one for the path that was wanted.
    pub more: u64,
}

/// Where a page is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    /// The import path whose page it is.
    pub page_of: &'a str,
    /// The import path that a tag is wanted for.
    pub wanted: &'a str,
    /// Whether GOINSECURE matches the path that is looked up.
    pub insecure: bool,
    /// The step that the requests belong to.
    pub step: Step,
}

impl Session {
    /// Fetches and parses a page; an `Err` of go's is its text for no answer at all.
    pub(crate) async fn page(&self, ask: Ask<'_>, lookup: &Lookup) -> Result<Page, Halt> {
        let https = discovery_url("https", ask.page_of, self.version);
        let client = if ask.insecure { Client::Unverified } else { Client::Verified };
        let first = self.attempt(&https, client, ask, lookup).await;
        let (url, outcome) = match first {
            Err(Halt::Go(error)) if ask.insecure => {
                lookup.recorder.note(ask.step, FellBack { error });
                let http = discovery_url("http", ask.page_of, self.version);
                let second = self.attempt(&http, Client::Verified, ask, lookup).await;
                (http, second)
            }
            first => (https, first),
        };
        match outcome {
            Ok(got) => self.parse(url, got, ask, lookup).await,
            Err(Halt::Go(text)) => Err(Halt::Go(ask.no_answer(&text))),
            Err(halt) => Err(halt),
        }
    }

    /// One GET, and the second one that go makes after a 4xx over https.
    async fn attempt(
        &self,
        url: &str,
        client: Client,
        ask: Ask<'_>,
        lookup: &Lookup,
    ) -> Result<Got, Halt> {
        if self.options.offline && !self.share.as_ref().is_some_and(Share::is_closed) {
            lookup.recorder.note(ask.step, NotAsked { url: url.to_owned() });
            return Err(Halt::Unknown(format!("the answer of {url} (--offline)")));
        }
        self.get_twice(url, client, ask.step, lookup).await
    }

    /// In GOPATH mode `mod` tags do not exist.
    fn page_reader(&self, ask: Ask<'_>) -> PageReader {
        let tags = if self.gopath { ModTags::Ignore } else { ModTags::Prefer };
        PageReader::with_mod_tags(self.version, tags).keeping(ask.share())
    }

    async fn parse(
        &self,
        url: String,
        got: Got,
        ask: Ask<'_>,
        lookup: &Lookup,
    ) -> Result<Page, Halt> {
        let request = got.request;
        let mut taken = Taken::new(got.answer.body, self.page_reader(ask), self.world.micros());
        let reading = taken.parse().await;
        let detail = redact_url(&quoted(&got.answer.headers, &taken.kept));
        let serves =
            |reading: &Reading| choose(&reading.imports, ask.wanted, &url, self.version).is_ok();
        if !reading.as_ref().is_ok_and(serves) {
            taken.read_on().await;
        }
        let reading = self.shown(reading, ask, &mut taken);
        let kept = self.pages.once(std::mem::take(&mut taken.kept));
        let body = taken.fact(kept, self.world.micros());
        let page = body.page.0.clone();
        lookup.recorder.note_of(ask.step, request, body);
        let reading = reading?;
        let (code, text) = (got.answer.status, got.answer.status_text.as_str());
        let status = Status { code, text, detail: &detail };
        let imports = accept(&reading, status, &url, ask.subject(&url), self.version);
        let imports = imports.map(<[Import]>::to_vec);
        let (error, more) = (imports.as_ref().err().cloned(), reading.more);
        let (url_read, status) = (url.clone(), got.answer.status_text);
        let read = Readings::new(reading, page, ask.share().places());
        let page = PageRead { url: url_read, status, read, error };
        lookup.recorder.note_of(step_of_reading(ask.step), request, page);
        Ok(Page { url, imports, more })
    }

    /// What may be shown of what go reads; no more of the page than that stays kept.
    fn shown(
        &self,
        reading: Result<Reading, Halt>,
        ask: Ask<'_>,
        taken: &mut Taken,
    ) -> Result<Reading, Halt> {
        let reading = reading.inspect_err(|_| {
            veil(&mut taken.kept, &[]);
        })?;
        let again = |page: &[u8]| {
            let mut reader = self.page_reader(ask);
            reader.feed(page);
            reader.finish(taken.end.clone())
        };
        let shown = Shown::of(reading, std::mem::take(&mut taken.kept), again);
        taken.kept = shown.page;
        Ok(shown.reading)
    }
}

impl Ask<'_> {
    /// What is kept of the page's tags.
    fn share(&self) -> TagShare {
        TagShare::of(self.page_of, self.wanted)
    }

    /// go's words where no attempt got an answer; for a prefix's page they are put elsewhere.
    fn no_answer(&self, error: &str) -> String {
        match (self.step, self.insecure) {
            (Step::Verify, _) => error.to_owned(),
            (_, true) => format!("http/https fetch: {error}"),
            (_, false) => format!("https fetch: {error}"),
        }
    }

    /// What go names in front of a syntax error: the import path, or the URL of a prefix's page.
    fn subject<'a>(&'a self, url: &'a str) -> &'a str {
        if self.step == Step::Verify { url } else { self.page_of }
    }
}

/// A body that is being read: what go's parser has had, and what was kept.
struct Taken {
    body: Body,
    reader: Option<PageReader>,
    kept: Vec<u8>,
    end: End,
    complete: bool,
    error: Option<String>,
    fault: Option<Fault>,
    start: u64,
}

impl Taken {
    fn new(body: Body, reader: PageReader, start: u64) -> Self {
        let (kept, end) = (Vec::new(), End::Complete);
        Self {
            body,
            reader: Some(reader),
            kept,
            end,
            complete: false,
            error: None,
            fault: None,
            start,
        }
    }

    /// Reads until go's parser stops.
    async fn parse(&mut self) -> Result<Reading, Halt> {
        let Some(mut reader) = self.reader.take() else {
            return Err(Halt::Unknown("the page, which was parsed before".into()));
        };
        let end = loop {
            match self.chunk().await {
                Ok(Some(bytes)) => match reader.feed(&bytes) {
                    Progress::More => {}
                    Progress::Stopped => break End::Complete,
                    Progress::TooLong(most) => return Err(Failure::Limit(Limit::Tag(most)).into()),
                },
                Ok(None) => break End::Complete,
                Err(Failure::Go(error)) => break End::Broken(error.text),
                Err(failure) => return Err(failure.into()),
            }
        };
        self.end = end.clone();
        Ok(reader.finish(end))
    }

    /// Reads on where go has stopped, for the browser's reading: bounded, and any failure is no loss.
    async fn read_on(&mut self) {
        let more = async {
            while self.kept.len() < KEPT && !self.complete && self.error.is_none() {
                if self.chunk().await.is_err() {
                    break;
                }
            }
        };
        // Running out of time is one more way to have seen enough.
        let _ = tokio::time::timeout(READ_ON, more).await;
    }

    async fn chunk(&mut self) -> Result<Option<bytes::Bytes>, Failure> {
        let chunk = self.body.chunk().await;
        match &chunk {
            Ok(Some(bytes)) => {
                let room = KEPT - self.kept.len();
                self.kept.extend_from_slice(&bytes[..room.min(bytes.len())]);
            }
            Ok(None) => self.complete = true,
            Err(failure) => {
                self.error = Some(failure.to_string());
                self.fault = failure.error().map(|error| error.kind.clone());
            }
        }
        chunk
    }

    fn fact(self, page: Blob, now: u64) -> BodyRead {
        BodyRead {
            bytes: self.body.bytes_read(),
            complete: self.complete,
            error: self.error,
            fault: self.fault,
            page,
            micros: now.saturating_sub(self.start),
        }
    }
}

/// What go appends of a failed answer's body.
fn quoted(headers: &[(String, String)], body: &[u8]) -> String {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    server_response(kind.map_or("", |(_, value)| value), body).unwrap_or_default()
}

/// The readings of the prefix's page belong to the second fetch, as its requests do.
fn step_of_reading(step: Step) -> Step {
    if step == Step::Fetch { Step::Meta } else { step }
}

fn discovery_url(scheme: &str, path: &str, version: Version) -> String {
    let bare = !path.contains('/') && version.has(Change::SlashBehindHost);
    let slash = if bare { "/" } else { "" };
    format!("{scheme}://{path}{slash}?go-get=1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_host_has_a_path_too() {
        let url =
            |scheme, path, version: &str| discovery_url(scheme, path, version.parse().unwrap());
        assert_eq!(url("https", "a.test", "1.27"), "https://a.test/?go-get=1");
        assert_eq!(url("http", "a.test/b", "1.27"), "http://a.test/b?go-get=1");
        assert_eq!(url("https", "a.test", "1.12"), "https://a.test?go-get=1");
    }
}
