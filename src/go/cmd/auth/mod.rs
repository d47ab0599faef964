//! GOAUTH: where go gets credentials from (env-auth-proxy-tls.md §4.4). Running them is not done here.

pub mod netrc;

mod fill;
mod output;
mod store;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::secret::{MASK, Secret, redact_url};
pub use fill::{Elsewhere, Filled, read as read_fill};
pub use output::{Field, Grant, OutputError, UrlError, parse as parse_output, response_text};
pub use store::Store;

/// One command of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// No credentials.
    Off,
    /// The netrc file.
    Netrc,
    /// `git credential fill`, run in a folder.
    Git {
        /// The folder, an absolute path; whether it exists is not known here.
        dir: String,
    },
    /// A program of the user's.
    Command {
        /// The command as it is in the list, with its quotes.
        text: String,
    },
}

/// Why go ends at its first https request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum GoAuthError {
    /// Two `;` in a row, one at an end, or nothing at all. Holds the whole value.
    #[error("GOAUTH encountered an empty command (GOAUTH={0})")]
    EmptyCommand(String),
    /// `off` together with something else. Holds the whole value.
    #[error("GOAUTH=off cannot be combined with other authentication commands (GOAUTH={0})")]
    OffCombined(String),
    /// `git` with no folder, or with more than one word behind it.
    #[error("GOAUTH=git dir method requires an absolute path to the git working directory")]
    GitWithoutDir,
    /// `git` with a relative path.
    #[error(
        "GOAUTH=git dir method requires an absolute path to the git working directory, dir is not absolute"
    )]
    GitDirRelative,
    /// `git` with a folder that the system knows nothing of: the folder, and its reason in go's words.
    #[error("GOAUTH=git encountered an error; cannot stat {0}: {1}")]
    GitDirUnknown(String, String),
    /// `git` with the path of something else.
    #[error(
        "GOAUTH=git dir method requires an absolute path to the git working directory, dir is not a directory"
    )]
    GitDirIsNone,
}

/// Reads the value of GOAUTH in force (`netrc` where it is not set): the methods in the order written, the first
/// of which has the last word. The folders of `git` are not looked at: see [`parse_with`].
pub fn parse(value: &str) -> Result<Vec<Method>, GoAuthError> {
    parse_with(value, |_| Ok(()))
}

/// [`parse`], where `check` says what is wrong with the folder of a `git`.
pub fn parse_with(
    value: &str,
    check: impl Fn(&str) -> Result<(), GoAuthError>,
) -> Result<Vec<Method>, GoAuthError> {
    let commands: Vec<_> = value.split(';').collect();
    let is_alone = commands.len() == 1;
    // go works from the last to the first, and stops at the first that is wrong.
    let methods = commands.into_iter().rev().map(|command| {
        let method = method(command.trim(), is_alone, value)?;
        if let Method::Git { dir } = &method {
            check(dir)?;
        }
        Ok(method)
    });
    let mut methods = methods.collect::<Result<Vec<_>, _>>()?;
    methods.reverse();
    Ok(methods)
}

/// The value of GOAUTH as it is shown: of each program its first word.
pub fn masked(value: &str) -> String {
    let commands = value.split(';').map(|text| {
        let command = text.trim();
        match method(command, true, "") {
            Ok(Method::Command { .. }) => {
                let method = Method::Command { text: command.to_owned() };
                text.replacen(command, &method.shown(), 1)
            }
            _ => text.to_owned(),
        }
    });
    redact_url(&commands.collect::<Vec<_>>().join(";"))
}

impl GoAuthError {
    /// go's text with the value as it is shown.
    pub fn masked(&self) -> String {
        match self {
            Self::EmptyCommand(value) => Self::EmptyCommand(masked(value)),
            Self::OffCombined(value) => Self::OffCombined(masked(value)),
            other => other.clone(),
        }
        .to_string()
    }
}

impl Method {
    /// What it is called where it is shown: its first word, since the others may hold a secret; the folder of `git`
    /// stays.
    pub fn shown(&self) -> String {
        match self {
            Self::Off => "off".to_owned(),
            Self::Netrc => "netrc".to_owned(),
            Self::Git { dir } => format!("git {dir}"),
            Self::Command { text } => match text.split_once(char::is_whitespace) {
                Some((first, _)) => format!("{first} {MASK}"),
                None => text.clone(),
            },
        }
    }
}

impl Field {
    /// `Authorization: Basic …` (RFC 7617).
    pub fn basic(user: &[u8], password: &Secret) -> Self {
        let pair = [user, b":", password.expose()].concat();
        let value = format!("Basic {}", STANDARD.encode(pair));
        Self { name: "Authorization".to_owned(), value: Secret::new(value) }
    }
}

fn method(command: &str, is_alone: bool, value: &str) -> Result<Method, GoAuthError> {
    let words: Vec<_> = command.split_whitespace().collect();
    match words.as_slice() {
        [] => Err(GoAuthError::EmptyCommand(value.to_owned())),
        ["off", ..] if is_alone => Ok(Method::Off),
        ["off", ..] => Err(GoAuthError::OffCombined(value.to_owned())),
        ["netrc", ..] => Ok(Method::Netrc),
        ["git", dir] if dir.starts_with('/') => Ok(Method::Git { dir: (*dir).to_owned() }),
        ["git", _] => Err(GoAuthError::GitDirRelative),
        ["git", ..] => Err(GoAuthError::GitWithoutDir),
        _ => Ok(Method::Command { text: command.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "GOAUTH encountered an empty command";
    const OFF: &str = "GOAUTH=off cannot be combined with other authentication commands";
    const GIT: &str =
        "GOAUTH=git dir method requires an absolute path to the git working directory";

    /// Answers of go 1.27.3 (`go list -m -versions` through an https proxy).
    #[test]
    fn says_what_go_says() {
        let relative = format!("{GIT}, dir is not absolute");
        let with_value = |text, value| format!("{text} (GOAUTH={value})");
        for value in [";", "netrc;", ";netrc", " ", "git;;netrc", "git a;;", ""] {
            assert_eq!(parse(value).unwrap_err().to_string(), with_value(EMPTY, value));
        }
        for value in ["off;netrc", "netrc;off", "off x;netrc", "git;off", "netrc\t;off", "off;off"]
        {
            assert_eq!(parse(value).unwrap_err().to_string(), with_value(OFF, value));
        }
        for value in ["git", "git a b", "git /tmp;git", "git a;git", "off;git", "netrc;;git"] {
            assert_eq!(parse(value).unwrap_err().to_string(), GIT);
        }
        for value in ["git tmp", "git \"/tmp\"", "git;git a"] {
            assert_eq!(parse(value).unwrap_err().to_string(), relative);
        }
    }

    #[test]
    fn what_is_shown_has_no_arguments_of_programs() {
        for (value, shown) in [
            ("netrc x; p --token t;git /a ;q", "netrc x; p …;git /a ;q"),
            ("p 't", "p …"),
            (";off", ";off"),
            ("p https://u:s@h", "p …"),
        ] {
            assert_eq!(masked(value), shown);
        }
        let error = parse("p t;;off").unwrap_err();
        assert_eq!(
            error.masked(),
            "GOAUTH=off cannot be combined with other authentication commands (GOAUTH=p …;;off)"
        );
    }

    #[test]
    fn reads_the_methods_in_their_order() {
        assert_eq!(parse("off x"), Ok(vec![Method::Off]));
        assert_eq!(
            parse(" netrc x ;git /a;NETRC 'b c'"),
            Ok(vec![
                Method::Netrc,
                Method::Git { dir: "/a".into() },
                Method::Command { text: "NETRC 'b c'".into() },
            ])
        );
    }
}
