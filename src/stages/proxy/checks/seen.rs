//! What the checks of module proxies look at: the answer on which go fails, and the entry that gave it.

use std::borrow::Cow;

use super::tried::{with_apart, with_others, with_version};
use crate::{
    findings::{Found, view::View},
    go::std::net::url::authority_of,
    shell::word,
    trace::{EntryMet, Event, Exchange, Met, Of as _, ProxyAnswer, ProxyAsked, Step},
};

/// The answer of a module proxy on which go fails.
pub(super) struct Refused<'a> {
    /// The entry of GOPROXY.
    pub(super) met: &'a EntryMet,
    /// The question.
    pub(super) asked: &'a ProxyAsked,
    /// The last request for it, behind redirects; none of a file.
    pub(super) exchange: Option<&'a Exchange<'a>>,
}

/// The answer on which go fails: what an entry was asked last, before it came to the failure that go tells.
pub(super) fn refused<'a>(view: &'a View<'_>) -> Option<Refused<'a>> {
    let told = view.ending.verdict.error()?;
    let events: Vec<&Event> = view.failed().filter(|event| !event.probe).collect();
    let mets = events.iter().enumerate();
    let mut mets = mets.filter_map(|(at, event)| Some((at, EntryMet::of(&event.fact)?)));
    let (at, met) = mets.find(|(_, met)| error(met).is_some_and(|error| told.contains(error)))?;
    let before = events.get(..at)?.iter().rev().copied();
    let (event, asked) = questions(before).find(|(_, asked)| asked.entry == met.entry)?;
    Some(Refused { met, asked, exchange: exchange(view, event, asked) })
}

/// The last answer that came whole before go failed on it, though the entry had it.
pub(super) fn served<'a>(view: &'a View<'_>) -> Option<Refused<'a>> {
    let events: Vec<&Event> = view.failed().filter(|event| !event.probe).collect();
    let mets = events.iter().rev().filter_map(|event| EntryMet::of(&event.fact));
    let met = { mets }.find(|met| matches!(met.met, Met::Found { .. }))?;
    let (event, asked) = questions(events.iter().rev().copied()).next()?;
    let refused = Refused { met, asked, exchange: exchange(view, event, asked) };
    (asked.entry == met.entry && refused.is_body()).then_some(refused)
}

/// Every answer of one entry to the module on which go fails, in order.
pub(super) fn answers<'a>(view: &'a View<'_>, refused: &Refused<'a>) -> Vec<Refused<'a>> {
    let (met, entry) = (refused.met, &refused.asked.entry);
    let events = view.failed().filter(|event| !event.probe);
    let own = questions(events).filter(|(_, asked)| asked.entry == *entry);
    own.map(|(event, asked)| Refused { met, asked, exchange: exchange(view, event, asked) })
        .collect()
}

/// The lists of versions that came whole, with their texts, of the module that decides.
pub(super) fn lists<'a>(
    view: &'a View<'_>,
) -> impl Iterator<Item = (&'a ProxyAsked, Cow<'a, str>)> {
    let events = view.decided().filter(|event| !event.probe);
    let lists = questions(events).filter(|(_, asked)| asked.endpoint == "@v/list");
    lists.filter_map(|(event, asked)| {
        let body = exchange(view, event, asked)?.body.filter(|body| body.complete)?;
        Some((asked, String::from_utf8_lossy(&body.page.0)))
    })
}

fn questions<'a>(
    events: impl Iterator<Item = &'a Event>,
) -> impl Iterator<Item = (&'a Event, &'a ProxyAsked)> {
    events.filter_map(|event| Some((event, ProxyAsked::of(&event.fact)?)))
}

/// The last request that was made for a question.
fn exchange<'a>(view: &'a View<'_>, event: &Event, asked: &ProxyAsked) -> Option<&'a Exchange<'a>> {
    let mut own = view.exchanges().of_path(event.path.as_deref());
    let last = own.rfind(|it| it.step == Step::Proxy && it.at <= event.at)?;
    asked.url.starts_with("http").then_some(last)
}

/// go's text for the failure of an entry.
fn error(met: &EntryMet) -> Option<&str> {
    match &met.met {
        Met::NotFound { error } | Met::Failed { error } => Some(error),
        _ => None,
    }
}

/// Whether the refusal speaks of a perimeter of Google Cloud.
pub(super) fn is_of_perimeter(refused: &Refused<'_>) -> bool {
    const WORDS: [&[u8]; 2] = [b"VPC Service Controls", b"vpcServiceControls"];
    let says = |word: &&[u8]| refused.page().windows(word.len()).any(|part| part == *word);
    refused.status() == Some(403) && WORDS.iter().any(says)
}

impl<'a> Refused<'a> {
    /// The status; `None` where there was no answer, or a body with it.
    pub(super) fn status(&self) -> Option<u16> {
        match self.asked.answer {
            ProxyAnswer::Status { code, .. } => Some(code),
            _ => None,
        }
    }

    /// What the server says of a fetch of its own that failed.
    pub(super) fn hidden(&self) -> Option<&'static str> {
        let ProxyAnswer::Status { detail, .. } = &self.asked.answer else { return None };
        WORDS.into_iter().find(|word| detail.contains(word))
    }

    /// Whether no answer came at all.
    pub(super) fn is_silent(&self) -> bool {
        let silent = matches!(self.asked.answer, ProxyAnswer::Nothing { .. });
        silent && self.exchange.is_some_and(|exchange| exchange.answered.is_none())
    }

    /// Whether a body came whole.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.asked.answer, ProxyAnswer::Body { .. })
    }

    /// Whether a file of this kind was asked for: `info`, `mod`, `zip`.
    pub(super) fn is_for(&self, kind: &str) -> bool {
        self.asked.endpoint.rsplit_once('.').is_some_and(|(_, ending)| ending == kind)
    }

    /// Whether the entry is a folder.
    pub(super) fn is_file(&self) -> bool {
        self.asked.url.starts_with("file:")
    }

    /// The beginning of the body, as far as it is kept.
    pub(super) fn page(&self) -> &'a [u8] {
        self.exchange.and_then(|exchange| exchange.body).map_or(&[], |body| &body.page.0)
    }

    /// Whether the body is a web page.
    pub(super) fn is_web_page(&self) -> bool {
        self.is_body() && self.page().trim_ascii_start().starts_with(b"<")
    }

    /// A header of the answer.
    pub(super) fn header(&self, name: &str) -> Option<&'a str> {
        self.exchange?.header(name)
    }

    /// The host and port that were asked.
    pub(super) fn authority(&self) -> &'a str {
        authority_of(&self.asked.url).unwrap_or_default()
    }

    /// Another host than that of the entry, behind a redirect.
    pub(super) fn storage(&self) -> Option<&'a str> {
        let last = authority_of(&self.exchange?.asked.url)?;
        (last != self.authority()).then_some(last)
    }

    /// The question and what came of it, for the evidence.
    pub(super) fn shown(&self) -> String {
        let url = &self.asked.url;
        match &self.asked.answer {
            ProxyAnswer::Body { bytes } => format!("{url}: 200 OK, {bytes} bytes"),
            ProxyAnswer::Status { line, detail, .. } => {
                format!("{url}: {line}{}", detail.replace("\n\t", "; "))
            }
            ProxyAnswer::Broken { error }
            | ProxyAnswer::Fatal { error }
            | ProxyAnswer::Nothing { error } => error.replace("\n\t", " "),
            ProxyAnswer::Stopped { limit } => format!("{url}: {limit}"),
            ProxyAnswer::Unknown { missing } => format!("{url}: {missing}"),
        }
    }

    /// The finding, with the answer, and the cures that were tried.
    pub(super) fn found(&self, view: &View<'_>, title: impl Into<String>) -> Found {
        let found = Found::new(Step::Proxy, title).seen(self.shown());
        let found = with_apart(found, view);
        with_version(with_others(found, view, self.met), view)
    }

    /// The command that asks the same by hand.
    pub(super) fn curl(&self) -> String {
        format!("curl -sSL -i {}", word(&self.asked.url))
    }
}

/// What git says of a fetch that failed for another reason than that there is no such thing.
const WORDS: [&str; 5] = [
    "could not read Username",
    "could not read Password",
    "Permission denied",
    "Host key verification failed",
    "Could not resolve host",
];
