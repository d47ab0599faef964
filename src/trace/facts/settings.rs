//! The settings in force, and what changes how they take effect.

use serde::{Deserialize, Serialize};

use crate::{
    go::cmd::{
        auth::netrc::Odd,
        env::{OddLine, Setting, Unknown},
    },
    trace::{ProxyVariable, Shared},
};

facts_of_stage! { Settings, SurroundingsSeen, NetrcRead, HttpProxiesRead, GoauthAsked }

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The settings that matter for a lookup.
    pub settings: Shared<Vec<Setting>>,
    /// go's text, where it refuses to work with them.
    #[serde(default)]
    pub error: Option<String>,
}

/// The settings file, go.env and look-alike variables: what changes how settings take effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurroundingsSeen {
    /// The user's file of settings; `None` where there is none, or it cannot be said where.
    #[serde(default)]
    pub file: Option<SettingsFile>,
    /// The `go.env` of the go in PATH, where it was found.
    #[serde(default)]
    pub go_env: Option<String>,
    /// Variables that look like go's and are not.
    pub unknown: Vec<Unknown>,
    /// Variables of go that the environment sets to nothing, which counts as not set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<String>,
    /// Lines of the user's file that are not what they seem.
    pub odd: Vec<OddLine>,
    /// A netrc file where go does not look, while there is none where it does.
    #[serde(default)]
    pub netrc_elsewhere: Option<NetrcElsewhere>,
    /// `ALL_PROXY`, which go does not read.
    #[serde(default)]
    pub all_proxy: Option<ProxyVariable>,
}

/// The user's file of settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsFile {
    /// Its path.
    pub path: String,
    /// Why go reads nothing from it, in the system's words; go says nothing.
    #[serde(default)]
    pub error: Option<String>,
}

/// A netrc file where go does not look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetrcElsewhere {
    /// Where go looks, in vain.
    pub looked: String,
    /// Whether NETRC says so.
    pub by_variable: bool,
    /// The file that is there.
    pub found: String,
}

/// The netrc file, as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetrcRead {
    /// The file.
    pub file: String,
    /// The hosts that it has a login for, in its order.
    pub machines: Vec<String>,
    /// The lines that go reads otherwise than they seem to be meant.
    #[serde(default)]
    pub odd: Vec<Odd>,
    /// Why it could not be read, where it exists.
    #[serde(default)]
    pub error: Option<String>,
}

/// The proxy variables of the environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HttpProxiesRead {
    /// The variables that are set.
    pub set: Vec<ProxyVariable>,
}

/// A program that GOAUTH names was asked for credentials. Neither its arguments nor what it said is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoauthAsked {
    /// The command: `git` with its folder, or the program.
    pub method: String,
    /// The URL that was answered with a 4xx, its password masked; `None` before the first request.
    #[serde(default)]
    pub url: Option<String>,
    /// The URLs that it has credentials for, their passwords masked.
    pub urls: Vec<String>,
    /// The names of the header fields that it gives.
    pub fields: Vec<String>,
    /// Why go takes nothing from it, as go says it with `-x`, secrets masked.
    #[serde(default)]
    pub error: Option<String>,
    /// What git was told about its credential, once the server had been asked with it.
    #[serde(default)]
    pub settled: Option<Settled>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What git is told about a credential that it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// `git credential approve`: it works, to be kept.
    Approved,
    /// `git credential reject`: it does not, to be forgotten.
    Rejected,
}
