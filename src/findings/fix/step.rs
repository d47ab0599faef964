//! A step of a fix as a value, from which its text is written.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::shell::word;

/// One step of a line of a fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixStep {
    /// The line of `fix` that it is of, counted from 0.
    pub fix: usize,
    /// What is done.
    #[serde(flatten)]
    pub act: Act,
    /// The words in capitals in whose place the reader puts what nobody else knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// The remark behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a step does. Display is what people type or paste for it, without the remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Act {
    /// Somebody has to do something that is no command, or to be asked for it.
    Ask {
        /// What, in words.
        text: String,
    },
    /// A file, or a page that a server sends, is changed.
    Edit {
        /// The file, `~/` for the home, or the URL of the page; none where only its owner knows which.
        file: Option<String>,
        /// The change.
        #[serde(flatten)]
        change: Change,
    },
    /// A command is run.
    Run {
        /// The command line for a POSIX shell.
        command: String,
        /// The words of the command; empty where it takes a shell.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        argv: Vec<String>,
        /// The variables that are set for it alone.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        env: BTreeMap<String, String>,
        /// Whether it only shows something.
        #[serde(default, skip_serializing_if = "is_false")]
        shows: bool,
    },
    /// A setting gets a value, or is taken away.
    Set {
        /// Who keeps it.
        keeper: Keeper,
        /// Its name.
        name: String,
        /// Its value; none: it is taken away.
        value: Option<String>,
    },
}

/// How a file is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// A line comes behind all others.
    Append {
        /// The line.
        text: String,
    },
    /// The rights on it, as `chmod` takes them.
    Mode {
        /// The rights.
        mode: String,
    },
    /// A line is put where it belongs.
    Put {
        /// The line.
        text: String,
    },
}

/// Who keeps a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeper {
    /// git's configuration of the user.
    Git,
    /// go's file of settings (`go env -w`).
    Go,
    /// The shell, and what is started from it.
    Shell,
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ask { text } | Self::Edit { change: Change::Put { text }, .. } => {
                f.write_str(text)
            }
            Self::Edit { file, change } => {
                let file = named(file.as_deref().unwrap_or_default());
                match change {
                    Change::Append { text } => write!(f, "echo {} >> {file}", word(text)),
                    Change::Mode { mode } => write!(f, "chmod {} {file}", word(mode)),
                    Change::Put { text } => f.write_str(text),
                }
            }
            Self::Run { command, .. } => f.write_str(command),
            Self::Set { keeper, name, value } => match (keeper, value) {
                (Keeper::Git, Some(value)) => {
                    write!(f, "git config --global {} {}", word(name), word(value))
                }
                (Keeper::Git, None) => write!(f, "git config --global --unset-all {}", word(name)),
                (Keeper::Go, Some(value)) => {
                    write!(f, "go env -w {}", word(&format!("{name}={value}")))
                }
                (Keeper::Go, None) => write!(f, "go env -u {}", word(name)),
                (Keeper::Shell, Some(value)) => {
                    write!(f, "export {}", word(&format!("{name}={value}")))
                }
                (Keeper::Shell, None) => write!(f, "unset {}", word(name)),
            },
        }
    }
}

/// A file as a word of a shell, the home by its short name.
fn named(file: &str) -> String {
    match file.strip_prefix("~/") {
        Some(below) if !below.is_empty() => format!("~/{}", word(below)),
        _ => word(file),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !*value
}
