//! What go asks a repository, and how it reads the answers: the commands of each tool by release,
//! tags and revisions, the place of a module in a repository, every text (repositories.md §1 to 6).

pub mod cache;
pub mod command;
pub mod environment;
pub mod git;
pub mod identity;
pub mod log;
pub mod origin;
pub mod place;
pub mod pseudo_check;
pub mod refs;
pub mod revision;
pub mod svn_list;
pub mod tags;
pub mod tool;

use super::fault::{Fault, InvalidVersion};

/// No tag, branch or commit is called `rev`.
pub fn unknown_revision(rev: &str) -> Fault {
    Fault::NotFound(format!("unknown revision {rev}"))
}

/// `why` as the failure of a version of a module: `P@V: invalid version: …`; `pseudo` where the
/// version is held to be a pseudo-version.
pub fn of_version(why: Fault, module: &str, version: &str, pseudo: bool) -> Fault {
    if why.is_final() {
        return why;
    }
    let version = version.to_owned();
    Fault::Version(InvalidVersion { version, pseudo, why: why.into() }).about(module, "")
}
