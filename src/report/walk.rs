//! The walk along GOPROXY: a row for each module path at each entry that was asked, or passed over.

use serde::{Deserialize, Serialize};

use crate::{
    stages::{identity::words::next, wire::words::micros},
    trace::{
        ApartRequest, CommandEnded, EndpointAsked, EntryLeft, EntryMet, Exchanges, Met,
        ProxyAnswer, ProxyAsked, Sought, Step, Trace, Trial, Tried,
    },
};

/// What an entry of GOPROXY came to for one module path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The module path.
    pub path: String,
    /// What was asked for: a query, or a version whose file was wanted.
    pub query: String,
    /// The entry as GOPROXY has it, its password masked.
    pub entry: String,
    /// The requests, in order.
    pub asked: Vec<Asked>,
    /// What came of it.
    pub outcome: Outcome,
    /// go's text, where the entry has no answer.
    pub error: Option<String>,
    /// Why go goes on or stops.
    pub next: Option<String>,
    /// Whether go did not come to the entry, and the doctor alone asked it.
    #[serde(default)]
    pub probe: bool,
    /// The version that it names.
    #[serde(skip)]
    pub version: String,
    #[serde(skip)]
    place: usize,
    #[serde(skip)]
    ranks: bool,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The URL, its password masked.
    pub url: String,
    /// The status; `None` without an answer.
    pub status: Option<u16>,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// Whether go would not make it.
    pub probe: bool,
}

/// What came of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Another failure than that there is no such thing.
    Error,
    /// An answer.
    Found,
    /// go takes the answer for "there is no such thing".
    NotFound,
    /// Nobody was asked.
    Skipped,
}

/// The rows of a walk, in the order in which their entries were left.
pub(super) fn walk(trace: &Trace, ended: &CommandEnded) -> Vec<Visit> {
    let mut rows = Vec::new();
    for (event, met) in trace.all::<EntryMet>() {
        if let Some(path) = event.path.as_deref() {
            take(&mut rows, path, met, ended);
        }
    }
    for (_, left) in trace.all::<EntryLeft>().filter(|(_, left)| decides(left.asked.sought)) {
        let rows = rows.iter_mut().filter(|row| row.place == left.place);
        rows.for_each(|row| row.next = Some(next(left).to_owned()));
    }
    proxies(trace, &mut rows);
    pages(trace, &mut rows);
    endpoints(trace, &mut rows);
    trials(trace, &mut rows);
    rows
}

/// Whether the walk itself turns on it; a file that is fetched behind it does only where go ends with it.
fn decides(sought: Sought) -> bool {
    matches!(sought, Sought::Version | Sought::Versions)
}

fn take(rows: &mut Vec<Visit>, path: &str, met: &EntryMet, ended: &CommandEnded) {
    let new = Visit::of(path, met);
    let Some(row) = rows.iter_mut().find(|row| row.path == path && row.place == met.place) else {
        return rows.push(new);
    };
    let fatal = new.error.is_some() && new.error == ended.error;
    if fatal || new.ranks && !row.ranks {
        *row = new;
    }
}

impl Visit {
    fn of(path: &str, met: &EntryMet) -> Self {
        let (outcome, error, version) = match &met.met {
            Met::Found { version } => (Outcome::Found, None, version.clone()),
            Met::NotFound { error } => (Outcome::NotFound, Some(error), String::new()),
            Met::Failed { error } => (Outcome::Error, Some(error), String::new()),
            Met::Skipped { error } => (Outcome::Skipped, Some(error), String::new()),
            Met::Stopped { .. } => (Outcome::Skipped, None, String::new()),
        };
        Self {
            path: path.to_owned(),
            query: met.asked.query.clone(),
            entry: met.entry.clone(),
            asked: Vec::new(),
            outcome,
            error: error.cloned(),
            next: None,
            probe: false,
            version,
            place: met.place,
            ranks: decides(met.asked.sought),
        }
    }
}

/// The questions to module proxies, each at its entry.
fn proxies(trace: &Trace, rows: &mut [Visit]) {
    for (event, asked) in trace.all::<ProxyAsked>() {
        let path = event.path.as_deref();
        let same = |row: &&mut Visit| Some(&*row.path) == path && row.entry == asked.entry;
        let Some(row) = rows.iter_mut().find(same) else { continue };
        let status = match &asked.answer {
            ProxyAnswer::Body { .. } | ProxyAnswer::Broken { .. } => Some(200),
            ProxyAnswer::Status { code, .. } => Some(*code),
            _ => None,
        };
        let (url, micros) = (asked.url.clone(), asked.micros);
        row.asked.push(Asked { url, status, micros, probe: event.probe });
    }
}

/// The pages of direct discovery, at the entry that led there.
fn pages(trace: &Trace, rows: &mut [Visit]) {
    let exchanges = Exchanges::of(trace);
    let pages = exchanges.iter().filter(|it| matches!(it.step, Step::Fetch | Step::Verify));
    for page in pages {
        let direct = |row: &&mut Visit| {
            Some(&*row.path) == page.path && matches!(&*row.entry, "direct" | "noproxy")
        };
        let Some(row) = rows.iter_mut().filter(|row| row.outcome != Outcome::Skipped).find(direct)
        else {
            continue;
        };
        let url = page.asked.url.clone();
        let status = page.answered.map(|answered| answered.status);
        let micros = micros(&page.events);
        row.asked.push(Asked { url, status, micros, probe: false });
    }
}

/// The endpoints that were asked apart, at the entry that failed.
fn endpoints(trace: &Trace, rows: &mut [Visit]) {
    for (event, asked) in trace.all::<EndpointAsked>() {
        let path = event.path.as_deref();
        let same = |row: &&mut Visit| Some(&*row.path) == path && row.entry == asked.entry;
        let Some(row) = rows.iter_mut().find(same) else { continue };
        let (url, status, micros) = (asked.url.clone(), asked.status(), asked.micros);
        row.asked.push(Asked { url, status, micros, probe: true });
    }
}

/// The entries that the doctor tried, behind those to which go came.
fn trials(trace: &Trace, rows: &mut Vec<Visit>) {
    for (event, tried) in trace.all::<Tried>() {
        let path = event.path.clone().unwrap_or_default();
        rows.push(Visit {
            path: path.to_string(),
            query: tried.argument.split_once('@').map(|it| it.1).unwrap_or_default().to_owned(),
            entry: tried.entry.clone(),
            asked: tried.asked.iter().map(Asked::from).collect(),
            outcome: match (&tried.version, &tried.error) {
                (_, Some(_)) => Outcome::Error,
                (Some(_), None) => Outcome::Found,
                (None, None) => Outcome::Skipped,
            },
            error: tried.error.clone(),
            next: Some(why(tried.how).to_owned()),
            probe: true,
            version: tried.version.clone().unwrap_or_default(),
            place: usize::MAX,
            ranks: false,
        });
    }
}

/// Why the doctor asked where go did not.
fn why(how: Trial) -> &'static str {
    match how {
        Trial::Bar => "with a \"|\" behind the entry that failed; go did not ask",
        Trial::Declared => "the path that go.mod declares; go did not ask",
        Trial::Earlier => "an earlier version; go did not ask",
        Trial::Entry => "asked by the doctor, not by go",
        Trial::Files => "its files, to compare them; go did not ask",
        Trial::Plain => "its files, without the settings of git; go did not ask",
        Trial::Version => "the version by its name; go did not ask",
    }
}

impl From<&ApartRequest> for Asked {
    fn from(asked: &ApartRequest) -> Self {
        let ApartRequest { url, status, micros } = asked.clone();
        Self { url, status, micros, probe: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        go::{
            cmd::{proxy_list::FallsThrough, walk::Next},
            version::Version,
        },
        trace::{Event, Events, Header, WalkFor},
    };

    fn asked(sought: Sought) -> WalkFor {
        WalkFor { sought, query: "upgrade".into() }
    }

    fn met(path: &str, place: usize, sought: Sought, met: Met) -> Event {
        let entry = format!("http://p{place}");
        Event::of(
            Some(path),
            Step::of(sought),
            EntryMet { asked: asked(sought), place, entry, met },
        )
    }

    fn left(place: usize, next: Next) -> Event {
        let left = EntryLeft {
            asked: asked(Sought::Version),
            place,
            entry: format!("http://p{place}"),
            falls_through: FallsThrough::NotFound,
            error: None,
            next,
        };
        Event::of(None, Step::Version, left)
    }

    #[test]
    fn a_row_for_each_path_at_each_entry() {
        let missing = || Met::NotFound { error: "404".into() };
        let found = || Met::Found { version: "v1.0.0".into() };
        let events = [
            met("a.b/c/d", 0, Sought::Version, missing()),
            met("a.b/c", 0, Sought::Version, missing()),
            left(0, Next::Entry),
            met("a.b/c", 0, Sought::Newest, missing()),
            met("a.b/c/d", 1, Sought::Version, missing()),
            met("a.b/c", 1, Sought::Version, found()),
            met("a.b/c", 1, Sought::GoMod, missing()),
            left(1, Next::Answered),
        ];
        let header = Header::of_page("a.b/c/d", Version::NEWEST);
        let trace = Trace { header, events: Events::from(events) };
        let rows = walk(&trace, &CommandEnded::default());
        let shown: Vec<_> =
            rows.iter().map(|row| (&*row.path, &*row.entry, row.outcome, &*row.version)).collect();
        assert_eq!(
            shown,
            [
                ("a.b/c/d", "http://p0", Outcome::NotFound, ""),
                ("a.b/c", "http://p0", Outcome::NotFound, ""),
                ("a.b/c/d", "http://p1", Outcome::NotFound, ""),
                ("a.b/c", "http://p1", Outcome::Found, "v1.0.0"),
            ]
        );
        let next: Vec<_> = rows.iter().filter_map(|row| row.next.as_deref()).collect();
        assert_eq!(next[0], "next: not found, and \",\" goes on after that");
        assert_eq!(next[3], "answers");
        let ended = CommandEnded { error: Some("404".into()), ..CommandEnded::default() };
        assert_eq!(walk(&trace, &ended)[3].outcome, Outcome::NotFound, "its go.mod is what fails");
    }
}
