//! The commands that tell causes apart.

use super::{request::Kind, seen::Seen};
use crate::shell;

/// What a command looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settle {
    /// The chain that the host presents.
    Certs,
    /// The settings.
    Env,
    /// What the settings say for the path.
    EnvPath,
    /// The page of the path.
    Meta,
    /// The credentials for the host.
    Netrc,
    /// Every step for the path.
    Resolve,
    /// The roots that go reads.
    Roots,
}

impl Settle {
    /// The one that the catalogue calls `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "certs" => Self::Certs,
            "env" => Self::Env,
            "envpath" => Self::EnvPath,
            "meta" => Self::Meta,
            "netrc" => Self::Netrc,
            "resolve" => Self::Resolve,
            "roots" => Self::Roots,
            _ => return None,
        })
    }

    /// The command, ready to be pasted. What the log says goes into it only where a shell takes
    /// it for nothing but a word.
    pub(crate) fn command(self, seen: &Seen<'_>) -> String {
        let path = seen.path.filter(|path| is_plain(path));
        let host = seen.host().filter(|host| is_plain(host));
        let page = seen.request.filter(|request| request.kind == Kind::Page);
        let words = match self {
            Self::Certs => ["certs ", host.unwrap_or("HOST")].concat(),
            Self::Env => "env".to_owned(),
            Self::EnvPath => ["env ", path.unwrap_or("PATH")].concat(),
            Self::Meta => {
                meta(path.or_else(|| page.map(|page| page.place()).filter(|p| is_plain(p))))
            }
            Self::Netrc => ["netrc ", host.unwrap_or("HOST")].concat(),
            Self::Roots => "certs".to_owned(),
            Self::Resolve => ["resolve ", path.unwrap_or("PATH")].concat(),
        };
        format!("goget-doctor {words}")
    }
}

fn meta(path: Option<&str>) -> String {
    let path = path.unwrap_or("PATH");
    format!("meta 'https://{path}?go-get=1' --path {path}")
}

/// Whether `word` looks like a path or a host, and a shell takes it for one bare word. A `~` that
/// does not begin it means itself.
pub(crate) fn is_plain(word: &str) -> bool {
    let rest = word.replace('~', "");
    shell::is_plain(&rest) && !word.starts_with(['-', '~']) && !word.contains([',', '@', '%', '='])
}

#[cfg(test)]
mod tests {
    use super::super::context::Context;
    use super::*;

    #[test]
    fn nothing_of_the_log_reaches_a_shell() {
        let context = Context::default();
        let text =
            r#"go: unrecognized import path "a.b/$(reboot)": reading https://x;y/?go-get=1: 404"#;
        let seen = Seen::of(text, &context);
        for settle in [Settle::Certs, Settle::EnvPath, Settle::Meta, Settle::Netrc, Settle::Resolve]
        {
            let command = settle.command(&seen);
            assert!(!command.contains(['$', ';']), "{command}");
        }
    }

    #[test]
    fn commands_name_what_failed() {
        let context = Context::default();
        let text = r#"go: unrecognized import path "a.b/c": https fetch: Get "https://a.b/c?go-get=1": EOF"#;
        let seen = Seen::of(text, &context);
        assert_eq!(Settle::Resolve.command(&seen), "goget-doctor resolve a.b/c");
        assert_eq!(Settle::Certs.command(&seen), "goget-doctor certs a.b");
        assert_eq!(Settle::Roots.command(&seen), "goget-doctor certs");
        assert_eq!(
            Settle::Meta.command(&seen),
            "goget-doctor meta 'https://a.b/c?go-get=1' --path a.b/c"
        );
    }
}
