//! A repository, asked as go asks it: which commands in which order (repositories.md §2).
//!
//! Whoever runs the commands is behind [`Runner`], so that tests can say what each answers.

use std::{fs::File, future::Future, io};

use crate::go::cmd::{
    codehost::{
        command::{Command, End},
        origin::Origin,
    },
    fault::{Fault, Stop},
};

mod answers;
mod convert;
mod git;
mod git_history;
mod git_stat;
mod module;
mod pack;
mod record;
mod repo;
mod repositories;
mod svn;
mod tool;
mod workshop;

#[cfg(test)]
mod tests;

pub use answers::{Commit, Tags};
pub use git::GitRepo;
pub use module::{Archived, Module, Revision, Versions};
pub use repo::Repo;
pub use repositories::{Direct, Finder, Located, Repos, Setting};
pub use tool::ToolRepo;
pub use workshop::{Machine, Run, Workshop};

/// Runs the commands of one repository in a folder that is its own.
pub trait Runner: Send + Sync {
    /// Runs `command` to its end, whatever that is; it fails where a limit of ours stops it.
    fn run(&self, command: &Command) -> impl Future<Output = Result<Done, Stop>> + Send;

    /// Fails where GODEBUG forbids go the network.
    fn network(&self) -> Result<(), Fault> {
        Ok(())
    }

    /// The folder as go names it in its texts.
    fn shown_dir(&self) -> &str;

    /// Whether the folder holds the file `name`.
    fn holds(&self, name: &str) -> bool;

    /// Opens the file `name` in the folder, to read it.
    fn open(&self, name: &str) -> io::Result<File>;

    /// Adds `text` to the end of the file `name` in the folder, which is made where it is missing.
    fn append(&self, name: &str, text: &str) -> io::Result<()>;

    /// Asks the repository's URL itself, as go does after a failed listing: whether the server
    /// says that there is no such thing.
    fn is_gone(&self, url: &str) -> impl Future<Output = Result<bool, Stop>> + Send;
}

/// A command that ended.
#[derive(Debug)]
pub struct Done {
    /// How it ended.
    pub end: End,
    /// Its standard output, where that is kept.
    pub stdout: Vec<u8>,
    /// Its standard output, where that is spooled; read from the start.
    pub spooled: Option<File>,
    /// Its standard error, with go's name for the folder in the place of ours.
    pub stderr: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// go's failure, or why the run was stopped.
    pub fault: Fault,
    /// Where the answer came from, as far as that is worth keeping.
    pub origin: Option<Box<Origin>>,
}

impl Refused {
    /// `self` with its failure changed by `change`.
    fn map(self, change: impl FnOnce(Fault) -> Fault) -> Self {
        Self { fault: change(self.fault), ..self }
    }

    /// `self` with where the answer came from.
    fn with_origin(self, origin: Option<Origin>) -> Self {
        Self { origin: origin.map(Box::new), ..self }
    }
}

/// An answer of go's, a failure too; what ends the run goes on as an error.
fn settled<T>(answer: Result<T, Refused>) -> Result<Result<T, Refused>, Refused> {
    match answer {
        Err(refused) if refused.fault.is_final() => Err(refused),
        answer => Ok(answer),
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self { fault, origin: None }
    }
}

impl From<Stop> for Refused {
    fn from(stop: Stop) -> Self {
        Fault::Stop(stop).into()
    }
}
