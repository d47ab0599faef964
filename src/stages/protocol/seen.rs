//! What the rules see of a proxy: its replies in words, and what its contents come to.

use crate::{
    go::{
        cmd::fetched::list,
        std::strconv::text::lossy,
        version::{Change, Version},
    },
    shell,
    trace::protocol::{About, End, Endpoint, ModuleAsked, ProtocolRun, Reply},
};

use super::ruling::{Broken, Ruling};

/// How much of a body is shown, in characters.
const SHOWN: usize = 60;

/// What the rules see.
pub(crate) struct Seen<'a> {
    /// The questions and their answers.
    pub(super) run: &'a ProtocolRun,
}

impl<'a> Seen<'a> {
    /// What came of a question; where nobody asked it, why a rule about it is open.
    pub(super) fn reply(&self, about: About, endpoint: Endpoint) -> Result<&'a Reply, Ruling> {
        let reply = self.run.reply(about, endpoint).ok_or_else(|| self.unasked())?;
        match &reply.end {
            End::Stopped(limit) => Err(Ruling::open(format!("limit of the doctor: {limit}"))),
            End::Unknown(missing) => Err(Ruling::open(format!("not asked: {missing}"))),
            End::Status { code: 401, .. } => Err(Ruling::open("401: a login is wanted")),
            _ => Ok(reply),
        }
    }

    /// A body that came whole; else why a rule about it is open.
    pub(super) fn body(&self, about: About, endpoint: Endpoint) -> Result<Content<'a>, Ruling> {
        let reply = self.reply(about, endpoint)?;
        let body = reply.body().ok_or_else(|| Ruling::open("nothing came to look into"))?;
        Ok(Content { reply, body })
    }

    /// The module that was named.
    pub(super) fn module(&self) -> Result<&'a ModuleAsked, Ruling> {
        self.run.module.as_ref().ok_or_else(|| Ruling::open("no module was named"))
    }

    /// The path of the module, and the version that was looked at.
    pub(super) fn version(&self) -> Result<(&'a str, &'a str), Ruling> {
        let module = self.module()?;
        let version = module.version.as_deref();
        let version = version.ok_or_else(|| Ruling::open("no version is known"))?;
        Ok((&module.path, version))
    }

    /// The versions that go takes from the list.
    pub(super) fn listed(&self) -> Result<Vec<String>, Ruling> {
        let content = self.body(About::Module, Endpoint::List)?;
        Ok(list::versions(content.body, ""))
    }

    fn unasked(&self) -> Ruling {
        match (&self.run.module, self.run.replies.last()) {
            (Some(module), Some(_)) if module.version.is_none() => {
                Ruling::open("no version is known")
            }
            _ => Ruling::open("not asked"),
        }
    }
}

/// A body and the reply that brought it.
#[derive(Clone, Copy)]
pub(super) struct Content<'a> {
    pub(super) reply: &'a Reply,
    pub(super) body: &'a [u8],
}

/// The releases that know module proxies.
pub(crate) fn releases() -> impl Iterator<Item = Version> {
    Version::known().filter(|release| release.has(Change::ModEntries))
}

/// The first text of each release that has one, and these releases.
pub(super) fn by_release(
    says: impl Fn(Version) -> Option<String>,
) -> Option<(String, Vec<Version>)> {
    let told: Vec<(Version, String)> = releases().filter_map(|it| Some((it, says(it)?))).collect();
    let (_, newest) = told.last()?;
    Some((newest.clone(), told.iter().map(|(release, _)| *release).collect()))
}

/// A request as it is shown.
pub(super) fn request(reply: &Reply) -> String {
    let hops: Vec<_> = reply.hops.iter().map(|hop| format!(", redirected to {hop}")).collect();
    let range = if reply.about == About::Range { " with Range: bytes=0-3" } else { "" };
    format!("GET {}{range}{}", reply.url, hops.concat())
}

/// An answer as it is shown: status, type, encoding, size and beginning.
pub(super) fn answer(reply: &Reply) -> String {
    match &reply.end {
        End::Body { bytes, text } => {
            let kind = reply.header("content-type").map(|kind| format!(", {kind}"));
            let encoding = reply.header("content-encoding").map(|it| format!(", {it}"));
            let (kind, encoding) = (kind.unwrap_or_default(), encoding.unwrap_or_default());
            format!("200{kind}{encoding}, {bytes} bytes{}", beginning(&text.0))
        }
        End::Broken(why) => format!("200, and the body broke off: {why}"),
        End::Nothing(text) => text.clone(),
        End::Status { line, detail, .. } => format!("{line}{}", detail.replace("\n\t", " ")),
        End::Stopped(limit) => format!("limit of the doctor: {limit}"),
        End::Unknown(missing) => format!("not asked: {missing}"),
    }
}

/// The first line of a body that is text.
fn beginning(body: &[u8]) -> String {
    let text = lossy(body);
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if line.is_empty() || line.contains(|c: char| c.is_control() || c == '\u{fffd}') {
        return String::new();
    }
    let shown: String = line.chars().take(SHOWN).collect();
    let more = if shown.len() < line.len() { "…" } else { "" };
    format!(": {shown}{more}")
}

/// A rule that is broken by these replies.
pub(super) fn broken(title: impl Into<String>, replies: &[&Reply]) -> Broken {
    let look = replies.iter().find(|reply| !reply.url.starts_with("file:"));
    Broken {
        title: title.into(),
        evidence: replies.iter().map(|reply| (request(reply), answer(reply))).collect(),
        releases: Vec::new(),
        look: look.map(|reply| curl(&reply.url)),
    }
}

/// A line that shows the head of an answer and the beginning of its body.
fn curl(url: &str) -> String {
    format!("curl -sS -i {} | head -c 600", shell::word(url))
}

impl From<Broken> for Ruling {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Takes a ruling out of either side.
pub(super) fn settled(ruling: Result<Ruling, Ruling>) -> Ruling {
    ruling.unwrap_or_else(|open| open)
}
