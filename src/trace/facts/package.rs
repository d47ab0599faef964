//! A package that was sought in its repository.

use serde::{Deserialize, Serialize};

use crate::{go::cmd::package::GoFile, secret::UrlText, trace::Ran};

facts_of_stage! { PackageSought in Box }

/// A package that was sought in its repository, as `go get` of GOPATH mode finds it after the
/// download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageSought {
    /// The repository.
    pub repo: UrlText,
    /// The folder in it; empty for the top.
    pub dir: String,
    /// What was run to look into it.
    pub ran: Vec<Ran>,
    /// What is there; `None` where that could not be seen.
    #[serde(default)]
    pub held: Option<Held>,
    /// go's text, where that is not the package.
    #[serde(default)]
    pub error: Option<String>,
}

/// What is there in the place of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "held", rename_all = "kebab-case")]
pub enum Held {
    /// git refuses the repository.
    Refused {
        /// With this exit status.
        status: i32,
    },
    /// The repository has no such folder.
    NoFolder,
    /// A folder.
    Folder {
        /// Its Go files, by name.
        files: Vec<GoFile>,
    },
}
