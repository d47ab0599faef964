//! The client of a checksum database, as golang.org/x/mod/sumdb has it: what it asks, and what it makes of the answers.
//!
//! It does no I/O. A lookup is carried on by [`Client::step`]: it names what it must know, is told by [`Client::answer`],
//! and is carried on again, until it is done. What was once told holds for as long as the client does, as in go.
//!
//! Source: modules.md §14.4 to 14.8.

mod heads;
mod records;
mod state;
mod tiles;

use self::state::{State, Stop};
use super::note::Verifier;
use crate::go::version::Version;

/// A client, with all that it was told.
#[derive(Debug)]
pub struct Client(State);

/// Something that a client must know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Want {
    /// The newest head that was stored: `NAME/latest` below `GOPATH/pkg/sumdb`; nothing where there is no such file.
    Latest(String),
    /// A file below `GOMODCACHE/cache/download/sumdb`: `NAME/lookup/…` or `NAME/tile/…`. One that is empty counts as
    /// absent, as does one that cannot be read.
    Cached(String),
    /// What the database answers to this path: `/lookup/…` or `/tile/…`.
    Remote(String),
    /// What it answers to the path of a full tile, in place of a part of it that it did not give: asked for even where
    /// the full tile was asked for before.
    RemoteFull {
        /// The path of the full tile.
        path: String,
        /// The path of the part.
        part: String,
    },
}

/// How far a lookup came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The client must know these things, all at once.
    Ask(Vec<Want>),
    /// The lookup is done: the lines for the module and version.
    Done(Result<Vec<String>, Failure>),
}

/// Why a lookup failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// An error of this lookup: `MODULE@VERSION: …`.
    #[error("{0}")]
    Error(String),
    /// The database told two stories: the go command ends with this text, and nothing in front of it.
    #[error("{0}")]
    Misbehaviour(String),
}

impl Client {
    /// A client of the database with this key, by the rules of `version`.
    pub fn new(verifier: Verifier, version: Version) -> Self {
        Self(State::new(verifier, version))
    }

    /// The signed note of the newest head that was accepted; empty where there is none.
    pub fn head(&self) -> &[u8] {
        &self.0.head.note
    }

    /// The head that the go command would have stored by now, as a signed note; empty where there is none.
    pub fn stored(&self) -> &[u8] {
        &self.0.stored
    }

    /// Whether the head that was stored before counts, or there was none.
    pub fn is_open(&self) -> bool {
        self.0.opened == Some(Ok(()))
    }

    /// Carries a lookup on. `version` of the module may end in `/go.mod`; one request serves both.
    pub fn step(&mut self, module: &str, version: &str) -> Step {
        self.0.wants.clear();
        match self.0.lookup(module, version) {
            Err(Stop::Waits) => Step::Ask(std::mem::take(&mut self.0.wants)),
            Err(Stop::Fails(Failure::Error(text))) => {
                Step::Done(Err(Failure::Error(format!("{module}@{version}: {text}"))))
            }
            Err(Stop::Fails(misbehaviour)) => Step::Done(Err(misbehaviour)),
            Ok(lines) => Step::Done(Ok(lines)),
        }
    }

    /// Tells what was asked for: its content, or go's text on why there is none.
    pub fn answer(&mut self, want: Want, answer: Result<Vec<u8>, String>) {
        self.0.told.insert(want, answer.map(Into::into));
    }
}
