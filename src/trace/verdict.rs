//! What a run came to: go's own choice among what its candidates came to.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap as _};

use super::{
    Answered, ArgumentRead, CommandEnded, Concluded, Conclusion, EntryMet, Event, Met, Of,
    PackageSought, PageRead, PartLooked, Pinged, RanEnd, Root, Routed, Settings, Stage, Stopped,
    Told as _, Trace,
};
use crate::go::cmd::{
    proxy_list::Route,
    winner::{self, Outcome},
};

/// The verdict on a path, as far as was asked. Serialized as `ok`, `root`, `error`, and where they are
/// there `limit` and `missing`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Fields")]
#[non_exhaustive]
pub enum Verdict {
    /// go gets what it looks for: every request up to there was answered as go needs it.
    Gets(Got),
    /// The handshake that was asked for succeeded, and no more was wanted.
    HandshakeOnly,
    /// go fails, with this text, byte for byte, without the `go: …: ` in front.
    Fails(String),
    /// A line of a file that is of no use as it is; nobody was asked, so there is no text of go's.
    Refused,
    /// A limit of our own ended the run; go has none there.
    Stopped(String),
    /// go knows this root by name, and nobody was asked about it.
    Named(Root),
    /// The doctor cannot know.
    Unknown(Missing),
}

/// What go gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Got {
    /// The repository root; none where go needs no repository.
    pub root: Option<Root>,
}

/// Why there is no verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// What is missing, in words.
    pub what: String,
    /// The repository root, where the run came so far.
    pub root: Option<Root>,
}

/// What is missing where go knows a root by name.
pub const NOBODY_ASKED: &str = "nobody was asked";

impl Verdict {
    /// The verdict that `what` is missing for.
    pub fn unknown(what: impl Into<String>) -> Self {
        Self::Unknown(Missing { what: what.into(), root: None })
    }

    /// Whether go would succeed; `None` where the doctor cannot know.
    pub fn ok(&self) -> Option<bool> {
        match self {
            Self::Gets(_) | Self::HandshakeOnly => Some(true),
            Self::Fails(_) | Self::Refused => Some(false),
            Self::Stopped(_) | Self::Named(_) | Self::Unknown(_) => None,
        }
    }

    /// The repository root, found or only named.
    pub fn root(&self) -> Option<&Root> {
        match self {
            Self::Gets(got) => got.root.as_ref(),
            Self::Named(root) => Some(root),
            Self::Unknown(missing) => missing.root.as_ref(),
            Self::HandshakeOnly | Self::Fails(_) | Self::Refused | Self::Stopped(_) => None,
        }
    }

    /// go's text, where it fails.
    pub fn error(&self) -> Option<&str> {
        match self {
            Self::Fails(error) => Some(error),
            _ => None,
        }
    }

    /// The limit of our own that ended the run.
    pub fn limit(&self) -> Option<&str> {
        match self {
            Self::Stopped(limit) => Some(limit),
            _ => None,
        }
    }

    /// What is missing for a verdict.
    pub fn missing(&self) -> Option<&str> {
        match self {
            Self::Named(_) => Some(NOBODY_ASKED),
            Self::Unknown(missing) => Some(&missing.what),
            _ => None,
        }
    }

    /// Whether there is a root, found or only named, or none is needed.
    pub fn is_found(&self) -> bool {
        self.ok() == Some(true) || self.root().is_some()
    }

    /// Whether go comes to a root, found or only named; `None` where the doctor cannot know.
    pub fn finds(&self) -> Option<bool> {
        if self.is_found() { Some(true) } else { self.ok() }
    }

    /// Whether go fails, or a limit of our own ended the run: something is to be explained.
    pub fn is_stopped(&self) -> bool {
        matches!(self, Self::Fails(_) | Self::Stopped(_))
    }

    /// Whether go knows the root by name, and nobody was asked about it.
    pub fn is_named(&self) -> bool {
        matches!(self, Self::Named(_))
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, true)
    }
}

impl Verdict {
    /// Serializes the verdict on a handshake, which has no root.
    pub(crate) fn without_root<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, false)
    }

    /// Reads the verdict on a handshake, as [`Verdict::without_root`] writes it.
    pub(crate) fn of_handshake<'de, D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Ok(match Self::deserialize(reader)? {
            Self::Gets(_) => Self::HandshakeOnly,
            other => other,
        })
    }

    fn write<S: Serializer>(&self, serializer: S, root: bool) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ok", &self.ok())?;
        if root {
            map.serialize_entry("root", &self.root())?;
        }
        map.serialize_entry("error", &self.error())?;
        if let Some(limit) = self.limit() {
            map.serialize_entry("limit", limit)?;
        }
        if let Some(missing) = self.missing() {
            map.serialize_entry("missing", missing)?;
        }
        map.end()
    }
}

/// A verdict as it is written.
#[derive(Deserialize)]
struct Fields {
    ok: Option<bool>,
    root: Option<Root>,
    error: Option<String>,
    limit: Option<String>,
    missing: Option<String>,
}

impl From<Fields> for Verdict {
    fn from(fields: Fields) -> Self {
        match fields {
            Fields { error: Some(error), .. } => Self::Fails(error),
            Fields { limit: Some(limit), .. } => Self::Stopped(limit),
            Fields { ok: Some(true), root, .. } => Self::Gets(Got { root }),
            Fields { ok: Some(false), .. } => Self::Refused,
            Fields { root: Some(root), missing, .. }
                if missing.as_deref() == Some(NOBODY_ASKED) =>
            {
                Self::Named(root)
            }
            Fields { root, missing, .. } => {
                Self::Unknown(Missing { what: missing.unwrap_or_default(), root })
            }
        }
    }
}

/// How a run ended: the verdict, and which candidate decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The verdict.
    pub verdict: Verdict,
    /// The candidate that decides.
    pub decides: Option<String>,
}

impl Ending {
    /// How the run that `trace` recorded ended.
    pub fn of(trace: &Trace) -> Self {
        if let Some(ended) = trace.first::<CommandEnded>() {
            return Self::of_command(trace, ended);
        }
        if let Some(verdict) = trace.events.iter().find_map(early) {
            return Self { verdict, decides: None };
        }
        if trace.first::<PartLooked>().is_some_and(|looked| looked.is_at_home()) {
            return Self { verdict: Verdict::Gets(Got::default()), decides: None };
        }
        let candidates = concluded(trace);
        let outcomes: Vec<_> = candidates.iter().map(|(_, end)| outcome(end)).collect();
        let winner = winner::winner(&outcomes, trace.header.go);
        match winner.and_then(|winner| candidates.get(winner)) {
            Some((path, end)) => {
                Self { verdict: verdict(trace, path, end), decides: Some((*path).to_owned()) }
            }
            None => Self { verdict: Verdict::unknown("the end of the run"), decides: None },
        }
    }
}

impl Ending {
    /// How a run ended that played the go command itself.
    fn of_command(trace: &Trace, ended: &CommandEnded) -> Self {
        let candidates = concluded(trace);
        let settled = ended.version.as_ref().map(|version| version.module.clone());
        let decides = settled.or_else(|| failed_at(trace, ended.error.as_deref()?));
        let found = candidates.iter().find_map(|(path, end)| match end {
            Conclusion::Found { root } if decides.as_deref() == Some(path) => Some(root.clone()),
            _ => None,
        });
        let verdict = match (&ended.error, &ended.stopped) {
            (Some(error), _) => Verdict::Fails(error.clone()),
            (None, Some(Stopped::Limit(limit))) => Verdict::Stopped(limit.clone()),
            (None, Some(Stopped::Missing(what))) => {
                Verdict::Unknown(Missing { what: what.clone(), root: found })
            }
            (None, None) => Verdict::Gets(Got { root: found }),
        };
        Self { verdict, decides }
    }
}

/// The candidate whose failure at an entry of GOPROXY is the one that the command tells.
fn failed_at(trace: &Trace, told: &str) -> Option<String> {
    let mut met = trace.all::<EntryMet>().filter_map(|(event, met)| match &met.met {
        Met::NotFound { error } | Met::Failed { error } | Met::Skipped { error } => {
            Some((event.path.as_deref()?, error))
        }
        _ => None,
    });
    let (path, _) = met.find(|(_, error)| told.contains(error.as_str()))?;
    Some(path.to_owned())
}

fn verdict(trace: &Trace, path: &str, end: &Conclusion) -> Verdict {
    let behind = trace.header.until > Stage::Root;
    let go = trace.header.go;
    let unseen =
        || format!("what go {go} does behind the repository root: its rules were not recorded");
    match end {
        Conclusion::Found { root } if behind => {
            Verdict::Unknown(Missing { what: unseen(), root: Some(root.clone()) })
        }
        // What direct mode meets decides nothing where go asks a module proxy first.
        Conclusion::Failed { .. } if behind && is_asked_of_proxy(trace, path) => {
            Verdict::unknown(unseen())
        }
        Conclusion::Found { root } if is_answered(trace, path) => {
            Verdict::Gets(Got { root: Some(root.clone()) })
        }
        Conclusion::Found { root } => Verdict::Named(root.clone()),
        Conclusion::Answered => Verdict::Gets(Got::default()),
        Conclusion::HandshakeOnly => Verdict::HandshakeOnly,
        Conclusion::Failed { error, .. } => Verdict::Fails(error.clone()),
        Conclusion::Limit { limit } => Verdict::Stopped(limit.clone()),
        Conclusion::Unknown { missing } => Verdict::unknown(missing.clone()),
    }
}

/// Whether go asks a module proxy about `path` before it comes to its host.
fn is_asked_of_proxy(trace: &Trace, path: &str) -> bool {
    let own = trace.events.iter().filter(|event| event.path.as_deref() == Some(path));
    own.told::<Routed>().any(|routed| matches!(routed.route, Some(Route::Proxies(_))))
}

/// Whether anybody answered go's own questions about `path`: a server, or a repository.
fn is_answered(trace: &Trace, path: &str) -> bool {
    let own =
        trace.events.iter().filter(|event| !event.probe && event.path.as_deref() == Some(path));
    own.map(|event| &event.fact).any(|fact| {
        let pinged =
            Pinged::of(fact).is_some_and(|it| it.ran.end == RanEnd::Exited { status: Some(0) });
        let looked = PackageSought::of(fact).is_some_and(|sought| sought.held.is_some());
        Answered::of(fact).is_some() || PageRead::of(fact).is_some() || pinged || looked
    })
}

/// What ends a run before anything is looked up.
fn early(event: &Event) -> Option<Verdict> {
    if let Some(Settings { error: Some(error), .. }) = Of::of(&event.fact) {
        return Some(Verdict::Fails(error.clone()));
    }
    let read = ArgumentRead::of(&event.fact)?;
    match (&read.error, &read.missing) {
        _ if read.standard => Some(Verdict::Gets(Got::default())),
        (Some(error), _) => Some(Verdict::Fails(error.clone())),
        (None, Some(missing)) => Some(Verdict::unknown(missing.clone())),
        (None, None) => None,
    }
}

/// What each candidate came to in the end, longest first.
pub fn concluded(trace: &Trace) -> Vec<(&str, &Conclusion)> {
    let mut ended: Vec<(&str, &Conclusion)> = Vec::new();
    for (event, Concluded { conclusion }) in trace.all() {
        let Some(path) = event.path.as_deref() else { continue };
        match ended.iter_mut().find(|(known, _)| *known == path) {
            // The package of a repository that was found.
            Some(known) => known.1 = conclusion,
            None => ended.push((path, conclusion)),
        }
    }
    ended
}

fn outcome(end: &Conclusion) -> Outcome {
    match end {
        Conclusion::Answered | Conclusion::Found { .. } | Conclusion::HandshakeOnly => {
            Outcome::Found
        }
        Conclusion::Failed { class, .. } => Outcome::Failed(*class),
        Conclusion::Limit { .. } | Conclusion::Unknown { .. } => Outcome::Unknown,
    }
}
