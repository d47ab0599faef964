//! The record of a run, in the order of the events.

mod blob;
mod event;
mod events;
mod exchange;
mod facts;
mod failure;
mod outcome;
pub mod protocol;
mod recorder;
mod shared;
mod stage;
mod step;
mod target;
mod verdict;

use std::io::{BufRead, Read as _};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::format_description::well_known::Rfc3339;

use crate::{go::version::Version, problem::Problem, world::World};

pub use blob::Blob;
pub use event::{Event, RequestId, Told};
pub use events::Events;
pub use exchange::{Exchange, Exchanges, Redirect};
pub use facts::{
    Fact, Of, access::*, apart, apart::*, chain::*, curl::*, discovery, discovery::*, inspection,
    inspection::*, module, module::*, package, package::*, path, path::*, probe, probe::*, proxy,
    proxy::*, repository, repository::*, roots, roots::*, round, round::*, settings, settings::*,
    sumdb, sumdb::*, vcs, vcs::*, wire, wire::*,
};
pub use failure::{BadHead, Failure, Fault, GoError, Limit, Phase, Unfit};
pub use outcome::{By, Conclusion, Root};
pub use recorder::Recorder;
pub use shared::Shared;
pub use stage::Stage;
pub use step::{Shown, Step};
pub use target::{Build, SumText, Target};
pub use verdict::{Ending, Got, Missing, NOBODY_ASKED, Verdict, concluded};

/// The version of the machine output and of saved runs. Fields are only ever added within a version.
pub const SCHEMA: u32 = 2;

/// One run: what was asked, and all that was seen and decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What was asked, and by whose rules.
    pub header: Header,
    /// The events: those of the whole run, then those of each candidate, longest first.
    pub events: Events,
}

/// What was asked, and by whose rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of this program that made the trace.
    #[serde(rename = "goget-doctor")]
    pub program: String,
    /// The version of the format.
    pub schema: u32,
    /// The path asked for, as it was given.
    pub path: Blob,
    /// The release whose rules were applied.
    pub go: Version,
    /// Why that release.
    pub because: String,
    /// Whether the path was looked up as a module path.
    pub module: bool,
    /// Whether nothing was sent.
    pub offline: bool,
    /// How far the run was to go.
    #[serde(default)]
    pub until: Stage,
    /// When the run began, by the clock that certificates are judged by (RFC 3339).
    pub started: String,
}

impl Header {
    /// The header of a run that begins now.
    pub fn new(
        world: &World,
        target: &Target,
        go: Version,
        because: String,
        offline: bool,
        until: Stage,
    ) -> Self {
        let started = world.now().format(&Rfc3339).unwrap_or_default();
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA,
            path: target.path.as_encoded_bytes().to_vec().into(),
            go,
            because,
            module: target.module,
            offline,
            until,
            started,
        }
    }

    /// The header of a trace that holds one page and no run.
    pub(crate) fn of_page(path: &str, go: Version) -> Self {
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA,
            path: path.as_bytes().to_vec().into(),
            go,
            because: String::new(),
            module: true,
            offline: true,
            until: Stage::Root,
            started: String::new(),
        }
    }

    fn read(value: Value) -> Result<Self, String> {
        let header = Self::deserialize(value).map_err(|error| error.to_string())?;
        if header.schema != SCHEMA {
            return Err(format!("its schema is {}, this program reads {SCHEMA}", header.schema));
        }
        Ok(header)
    }
}

impl Trace {
    /// The first fact of one kind.
    pub fn first<T: Of>(&self) -> Option<&T> {
        self.events.iter().told().next()
    }

    /// The facts of one kind in their order, each with its event.
    pub fn all<T: Of>(&self) -> impl Iterator<Item = (&Event, &T)> {
        self.events.iter().filter_map(|event| Some((event, T::of(&event.fact)?)))
    }

    /// The bytes of a file that holds these traces: a header and its events, one JSON object a
    /// line.
    pub fn save<'a>(traces: impl IntoIterator<Item = &'a Self>) -> Vec<u8> {
        let mut out = Vec::new();
        for trace in traces {
            push_line(&trace.header, &mut out);
            trace.events.iter().for_each(|event| push_line(event, &mut out));
        }
        out
    }

    /// Reads what [`Trace::save`] wrote; `name` is the file, for the message.
    pub fn load(bytes: &[u8], name: &str) -> Result<Vec<Self>, Problem> {
        Self::read(bytes, name)
    }

    /// Reads what [`Trace::save`] wrote, a line at a time; `name` is the file, for the message. No line that was written
    /// is longer than 4 MiB.
    pub fn read(mut file: impl BufRead, name: &str) -> Result<Vec<Self>, Problem> {
        let mut traces: Vec<(Header, Vec<Event>)> = Vec::new();
        let mut line = Vec::new();
        for number in 1.. {
            let broken = |why: String| {
                let what = format!("{name}, line {number}");
                Problem::new(what, why, "save the run again with `resolve --save FILE`")
            };
            line.clear();
            let read = (&mut file).take(MOST_OF_A_LINE + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| broken(error.to_string()))? == 0 {
                break;
            }
            if line.len() as u64 > MOST_OF_A_LINE {
                return Err(broken(format!("it has more than {MOST_OF_A_LINE} bytes")));
            }
            if !line.trim_ascii().is_empty() {
                take_line(&line, &mut traces).map_err(broken)?;
            }
        }
        if traces.is_empty() {
            return Err(Problem::new(
                name,
                "no saved run in it",
                "save one with `resolve --save FILE`",
            ));
        }
        let runs = traces.into_iter();
        Ok(runs.map(|(header, events)| Self { header, events: events.into() }).collect())
    }
}

/// The most of a line that is read, in bytes.
const MOST_OF_A_LINE: u64 = 4 << 20;

/// Takes a header, or an event behind one.
fn take_line(line: &[u8], traces: &mut Vec<(Header, Vec<Event>)>) -> Result<(), String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    if value.get("goget-doctor").is_some() {
        traces.push((Header::read(value)?, Vec::new()));
        return Ok(());
    }
    let event = Event::deserialize(value).map_err(|error| error.to_string())?;
    let trace = traces.last_mut().ok_or("an event before a header")?;
    trace.1.push(event);
    Ok(())
}

fn push_line(value: &impl Serialize, out: &mut Vec<u8>) {
    let written = serde_json::to_writer(&mut *out, value);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
    out.push(b'\n');
}
