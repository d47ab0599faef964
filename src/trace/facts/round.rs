//! What the round looks at, where no path was asked for.

use serde::{Deserialize, Serialize};

facts_of_stage! { PartLooked }

/// A part of the round: the trace that begins with it is of nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLooked {
    /// The part.
    pub part: Part,
}

/// What every fetch needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The checksum database, where no proxy passes it on.
    Database,
    /// An entry of GOPROXY.
    Entry,
    /// The root certificates.
    Roots,
    /// The settings, netrc and GOAUTH.
    Settings,
    /// git and ssh.
    Tools,
}

impl PartLooked {
    /// Whether it is of this machine, so that nobody is asked.
    pub fn is_at_home(self) -> bool {
        matches!(self.part, Part::Roots | Part::Settings | Part::Tools)
    }
}
