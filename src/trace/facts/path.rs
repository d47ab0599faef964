//! The argument, the path, and where go asks for it.

use serde::{Deserialize, Serialize};

use crate::go::cmd::proxy_list::Route;

facts_of_stage! { ArgumentRead, PathChecked, Routed }

/// The argument, cleaned and taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArgumentRead {
    /// The path after cleaning.
    pub path: String,
    /// The version asked for.
    #[serde(default)]
    pub version: Option<String>,
    /// Whether it is a package that comes with go.
    #[serde(default)]
    pub standard: bool,
    /// The module paths that go asks for, longest first.
    pub candidates: Vec<String>,
    /// go's text, where it refuses the argument.
    #[serde(default)]
    pub error: Option<String>,
    /// What is missing for a verdict, where the argument leaves go's answer open.
    #[serde(default)]
    pub missing: Option<String>,
}

/// A module path that was checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PathChecked {
    /// What is wrong with it, in go's words.
    #[serde(default)]
    pub error: Option<String>,
}

/// The route: where go asks first, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Routed {
    /// Where, and what decided it.
    #[serde(default)]
    pub route: Option<Route>,
    /// go's text, where GOPROXY cannot be used.
    #[serde(default)]
    pub error: Option<String>,
}
