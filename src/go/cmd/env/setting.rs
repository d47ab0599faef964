//! One setting: its value, where it comes from, and what that hides.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{go::cmd::auth, secret::redact_url};

/// A setting in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Setting {
    /// The variable.
    pub name: String,
    /// Its value; empty is as good as none.
    pub value: Value,
    /// Where the value comes from.
    pub origin: Origin,
    /// Other values of the variable that this one hides, the strongest first.
    pub shadows: Vec<Shadow>,
}

/// A value that another one hides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Shadow {
    /// The value.
    pub value: Value,
    /// Where the value was set.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The environment of the process.
    Os,
    /// The user's file of settings.
    File {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
    },
    /// `$GOROOT/go.env`.
    GoEnvFile,
    /// go's own.
    Default,
    /// The value of another variable.
    From(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Os => f.write_str("environment"),
            Self::File { path, line } => write!(f, "{path}, line {line}"),
            Self::GoEnvFile => f.write_str("$GOROOT/go.env"),
            Self::Default => f.write_str("go's default"),
            Self::From(variable) => write!(f, "from {variable}"),
        }
    }
}

/// The text of a setting: shown and saved without the passwords of the URLs in it, and without the arguments of the
/// programs that GOAUTH names.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Value {
    text: String,
    has_programs: bool,
}

impl Value {
    /// A value of the variable `name`.
    pub fn of(name: &str, text: &str) -> Self {
        Self { text: text.to_owned(), has_programs: name == "GOAUTH" }
    }

    /// The text itself, passwords included: for what is decided or sent, not for what is shown.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The text without passwords.
    pub fn redacted(&self) -> String {
        if self.has_programs { auth::masked(&self.text) } else { redact_url(&self.text) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self { text, has_programs: false }
    }
}

impl From<Value> for String {
    fn from(value: Value) -> Self {
        value.redacted()
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.redacted(), f)
    }
}
