//! How ssh failed, by what it says of each step.

use crate::{
    findings::{
        Found,
        view::{View, word},
    },
    trace::{HostKey, HostTrust, KeyFault, SshHost, SshSpoke, Step},
};

/// What is wrong on the way into an ssh server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no such program.
    Absent,
    /// ssh refuses its own configuration.
    Config,
    /// The server went away before it said who it is.
    HangsUp,
    /// Known hosts have another key of the server.
    HostKeyChanged,
    /// Known hosts have keys of the server, and none of the kind that it shows.
    HostKeyOfAnotherKind,
    /// Known hosts do not have the server.
    HostKeyUnknown,
    /// The text of a key's file is damaged.
    KeyDamaged,
    /// ssh cannot sign with a key unless it is asked for a passphrase.
    KeyLocked,
    /// The server takes none of the keys that were offered.
    KeyRefused,
    /// A file of a key cannot be used, and no other key was taken.
    KeyUnusable,
    /// No key was there to be offered.
    NoKey,
    /// Client and server have no algorithm in common.
    NothingInCommon,
    /// What answers at the port is no ssh server.
    NoSsh,
    /// Known hosts or keys are in HOME, where ssh does not look.
    OtherHome,
    /// Something is printed on the server in front of the repository's answer.
    PrintsFirst,
    /// The server let ssh in, and gives no repository.
    Refused,
    /// More keys were offered than the server takes.
    TooManyKeys,
    /// There was no connection.
    Unreached,
}

/// The first trouble of a connection; none where the server let ssh in to the repository.
fn trouble(spoke: &SshSpoke, host: Option<&SshHost>) -> Option<Trouble> {
    if spoke.absent {
        return Some(Trouble::Absent);
    }
    if spoke.entered {
        return inside(spoke);
    }
    if !spoke.banner.is_empty() {
        return Some(Trouble::NoSsh);
    }
    let key = spoke.host_key.as_ref();
    let of_key = key.and_then(|key| distrust(key, host));
    of_key.or_else(|| denied(spoke, host)).or_else(|| told(spoke))
}

/// What is wrong behind the login.
fn inside(spoke: &SshSpoke) -> Option<Trouble> {
    match (&spoke.printed, spoke.answered) {
        (_, true) => None,
        (Some(_), false) => Some(Trouble::PrintsFirst),
        (None, false) => Some(Trouble::Refused),
    }
}

/// What is wrong with the server's key.
fn distrust(key: &HostKey, host: Option<&SshHost>) -> Option<Trouble> {
    let known = || host.into_iter().flat_map(|host| host.known.iter().flat_map(|file| &file.keys));
    let is_of_kind = |known: &String| known.split(' ').next() == Some(key.kind.as_str());
    match key.trust {
        HostTrust::Known => None,
        HostTrust::Unknown if leaves(host, "/known_hosts") => Some(Trouble::OtherHome),
        HostTrust::Unknown => Some(Trouble::HostKeyUnknown),
        HostTrust::Changed if known().next().is_some() && !known().any(is_of_kind) => {
            Some(Trouble::HostKeyOfAnotherKind)
        }
        HostTrust::Changed | HostTrust::Revoked => Some(Trouble::HostKeyChanged),
    }
}

/// Whether a file that ssh would look for is in HOME, where it does not look.
fn leaves(host: Option<&SshHost>, what: &str) -> bool {
    host.is_some_and(|host| host.left.iter().any(|file| file.contains(what)))
}

/// Why the server does not let ssh in; none where it was not asked, or ssh does not tell its steps.
fn denied(spoke: &SshSpoke, host: Option<&SshHost>) -> Option<Trouble> {
    if says(spoke, "Too many authentication failures") {
        return Some(Trouble::TooManyKeys);
    }
    if !says(spoke, ": Permission denied (") {
        return None;
    }
    if let Some(key) = spoke.unusable.first() {
        return Some(match key.fault {
            KeyFault::Passphrase => Trouble::KeyLocked,
            KeyFault::Damaged => Trouble::KeyDamaged,
            KeyFault::Algorithm | KeyFault::Missing | KeyFault::OpenToOthers => {
                Trouble::KeyUnusable
            }
        });
    }
    spoke.host_key.as_ref()?;
    Some(match spoke.offered.is_empty() {
        false => Trouble::KeyRefused,
        true if leaves(host, "/id_") => Trouble::OtherHome,
        true => Trouble::NoKey,
    })
}

/// What ssh's own words tell, which follow no locale.
fn told(spoke: &SshSpoke) -> Option<Trouble> {
    let found = TEXTS.iter().find(|(text, _)| says(spoke, text));
    found.map(|(_, trouble)| *trouble)
}

const TEXTS: [(&str, Trouble); 7] = [
    (": Bad configuration option: ", Trouble::Config),
    ("Bad owner or permissions on ", Trouble::Config),
    ("Unable to negotiate with ", Trouble::NothingInCommon),
    ("ssh: connect to host ", Trouble::Unreached),
    ("ssh: Could not resolve hostname ", Trouble::Unreached),
    ("kex_exchange_identification: ", Trouble::HangsUp),
    ("Connection closed by ", Trouble::HangsUp),
];

fn says(spoke: &SshSpoke, text: &str) -> bool {
    spoke.said.iter().any(|line| line.contains(text))
}

/// What ssh said, where `wanted` is its trouble.
pub(super) fn with<'a>(view: &View<'a>, wanted: Trouble) -> Option<&'a SshSpoke> {
    view.ssh().filter(|spoke| trouble(spoke, host(view)) == Some(wanted))
}

/// Whether one of the troubles explains the failure.
pub(super) fn is_told(view: &View<'_>) -> bool {
    view.ssh().is_some_and(|spoke| trouble(spoke, host(view)).is_some())
}

/// A finding in the repository, with the rule that sent git to ssh.
pub(super) fn found(view: &View<'_>, title: String) -> Found {
    rule(view).into_iter().fold(Found::new(Step::Repository, title), Found::seen)
}

/// The `insteadOf` rule that took the repository's URL, and where it is.
pub(super) fn rule(view: &View<'_>) -> Option<String> {
    let seen = view.access()?;
    let (rule, url) = seen.rule.as_ref().zip(seen.url.as_ref())?;
    let line = rule.line.map(|line| format!(":{line}")).unwrap_or_default();
    Some(format!("{}{line}: {} = {} makes it {url}", rule.origin, rule.key, rule.value))
}

/// The line of ssh's own that holds `text`.
pub(super) fn line(spoke: &SshSpoke, text: &str) -> Option<String> {
    spoke.said.iter().find(|line| line.contains(text)).cloned()
}

/// The server as the tools of ssh take it: `-p 2222 host`.
pub(super) fn server(view: &View<'_>, spoke: &SshSpoke) -> (String, String) {
    let host = host(view);
    let port = host.map_or("22", |host| host.port.as_str()).to_owned();
    (host.map_or(&spoke.host, |host| &host.name).clone(), port)
}

/// What ssh would use for the server.
pub(super) fn host<'a>(view: &View<'a>) -> Option<&'a SshHost> {
    view.access()?.ssh.as_ref()?.host.as_ref()
}

/// The user and the server, as the URL names it: `git@host`.
pub(super) fn at(view: &View<'_>, spoke: &SshSpoke) -> String {
    let user = host(view).map(|host| format!("{}@", host.user)).unwrap_or_default();
    word(&format!("{user}{}", spoke.host))
}

/// The command that tells each step of a login.
pub(super) fn login(view: &View<'_>, spoke: &SshSpoke) -> String {
    format!("ssh -v -T {}", at(view, spoke))
}

/// The file of known hosts that ssh reads first, for a shell.
pub(super) fn known_hosts(view: &View<'_>) -> String {
    let host = host(view).filter(|host| host.home.is_some());
    let file = host.and_then(|host| host.known.first());
    file.map_or_else(|| "~/.ssh/known_hosts".to_owned(), |file| word(&file.path))
}

/// The command that writes the server's keys down.
pub(super) fn scan(view: &View<'_>, host: &str, port: &str) -> String {
    let file = known_hosts(view);
    let (port, host) = (word(port), word(host));
    format!("ssh-keyscan -p {port} {host} >>{file}   # then compare: ssh-keygen -l -f {file}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{KnownHosts, OfferedKey, UnusableKey};

    fn spoke(said: &str) -> SshSpoke {
        SshSpoke { said: vec![said.to_owned()], ..SshSpoke::default() }
    }

    fn refused() -> SshSpoke {
        let host_key = Some(key(HostTrust::Known));
        SshSpoke { host_key, ..spoke("git@a.test: Permission denied (publickey).") }
    }

    fn key(trust: HostTrust) -> HostKey {
        HostKey { kind: "ssh-rsa".into(), fingerprint: String::new(), trust, place: None }
    }

    fn of(spoke: &SshSpoke) -> Option<Trouble> {
        trouble(spoke, None)
    }

    #[test]
    fn one_text_and_five_troubles() {
        assert_eq!(of(&refused()), Some(Trouble::NoKey));
        assert_eq!(of(&SshSpoke { host_key: None, ..refused() }), None);
        let offered = vec![OfferedKey { key: "/k".into(), accepted: false }];
        assert_eq!(of(&SshSpoke { offered, ..refused() }), Some(Trouble::KeyRefused));
        let with = |fault| {
            let key = UnusableKey { file: "/k".into(), why: String::new(), fault };
            of(&SshSpoke { unusable: vec![key], ..refused() })
        };
        assert_eq!(with(KeyFault::OpenToOthers), Some(Trouble::KeyUnusable));
        assert_eq!(with(KeyFault::Damaged), Some(Trouble::KeyDamaged));
        assert_eq!(with(KeyFault::Passphrase), Some(Trouble::KeyLocked));
        let left = vec!["/builds/.ssh/id_rsa".to_owned()];
        let host = SshHost { left, ..SshHost::default() };
        assert_eq!(trouble(&refused(), Some(&host)), Some(Trouble::OtherHome));
    }

    #[test]
    fn the_servers_key_comes_first() {
        let with = |trust| SshSpoke { host_key: Some(key(trust)), ..refused() };
        assert_eq!(of(&with(HostTrust::Unknown)), Some(Trouble::HostKeyUnknown));
        assert_eq!(of(&with(HostTrust::Changed)), Some(Trouble::HostKeyChanged));
        assert_eq!(of(&with(HostTrust::Known)), Some(Trouble::NoKey));
        let keys = vec!["ssh-ed25519 (line 1)".to_owned()];
        let known = vec![KnownHosts { path: "/k".into(), keys, fault: None }];
        let host = SshHost { known, ..SshHost::default() };
        let trouble = trouble(&with(HostTrust::Changed), Some(&host));
        assert_eq!(trouble, Some(Trouble::HostKeyOfAnotherKind));
    }

    #[test]
    fn what_comes_behind_the_login() {
        let entered = SshSpoke { entered: true, ..spoke("ERROR: Repository not found.") };
        assert_eq!(of(&entered), Some(Trouble::Refused));
        let printed = Some("Welcome".to_owned());
        assert_eq!(of(&SshSpoke { printed, ..entered.clone() }), Some(Trouble::PrintsFirst));
        assert_eq!(of(&SshSpoke { answered: true, ..entered }), None);
    }

    #[test]
    fn a_server_that_is_not_there_or_hangs_up() {
        let texts = [
            ("ssh: connect to host a port 22: Connection refused", Trouble::Unreached),
            ("kex_exchange_identification: Connection closed by remote host", Trouble::HangsUp),
            ("Unable to negotiate with 127.0.0.1 port 22: no matching", Trouble::NothingInCommon),
            ("/c: line 2: Bad configuration option: x", Trouble::Config),
        ];
        for (text, trouble) in texts {
            assert_eq!(of(&spoke(text)), Some(trouble), "{text}");
        }
        let banner = vec!["HTTP/1.1 400 Bad Request".to_owned()];
        assert_eq!(
            of(&SshSpoke { banner, ..spoke("kex_exchange_identification: x") }),
            Some(Trouble::NoSsh)
        );
    }
}
