//! How ssh failed, by what it says of each step.

use crate::{
    findings::{
        Found,
        view::{View, word},
    },
    trace::{HostTrust, SshSpoke, Step},
};

/// What is wrong on the way into an ssh server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Known hosts have another key of the server.
    HostKeyChanged,
    /// Known hosts do not have the server.
    HostKeyUnknown,
    /// The server takes none of the keys that were offered.
    KeyRefused,
    /// A file of a key cannot be used, and no other key was taken.
    KeyUnusable,
    /// No key was there to be offered.
    NoKey,
    /// There was no connection.
    Unreached,
}

/// The first trouble of a connection; none where the server let ssh in, or went away by itself.
fn trouble(spoke: &SshSpoke) -> Option<Trouble> {
    if spoke.entered {
        return None;
    }
    match spoke.host_key.as_ref().map(|key| key.trust) {
        Some(HostTrust::Changed | HostTrust::Revoked) => return Some(Trouble::HostKeyChanged),
        Some(HostTrust::Unknown) => return Some(Trouble::HostKeyUnknown),
        Some(HostTrust::Known) | None => {}
    }
    let says = |text: &str| spoke.said.iter().any(|line| line.contains(text));
    if says(": Permission denied (") {
        return denied(spoke);
    }
    let is_unreached = says("ssh: connect to host ") || says("ssh: Could not resolve hostname ");
    is_unreached.then_some(Trouble::Unreached)
}

/// Why the server does not let ssh in; none where ssh does not tell its steps.
fn denied(spoke: &SshSpoke) -> Option<Trouble> {
    if !spoke.unusable.is_empty() {
        return Some(Trouble::KeyUnusable);
    }
    spoke.host_key.as_ref()?;
    Some(if spoke.offered.is_empty() { Trouble::NoKey } else { Trouble::KeyRefused })
}

/// What ssh said, where `wanted` is its trouble.
pub(super) fn with<'a>(view: &View<'a>, wanted: Trouble) -> Option<&'a SshSpoke> {
    view.ssh().filter(|spoke| trouble(spoke) == Some(wanted))
}

/// Whether one of the troubles explains the failure.
pub(super) fn is_told(view: &View<'_>) -> bool {
    view.ssh().is_some_and(|spoke| trouble(spoke).is_some())
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
    let host = view.access().and_then(|seen| seen.ssh.as_ref()?.host.as_ref());
    let port = host.map_or("22", |host| host.port.as_str()).to_owned();
    (host.map_or(&spoke.host, |host| &host.name).clone(), port)
}

/// The command that writes the server's keys down.
pub(super) fn scan(host: &str, port: &str) -> String {
    format!(
        "ssh-keyscan -p {} {} >>~/.ssh/known_hosts   # then compare: ssh-keygen -l -f ~/.ssh/known_hosts",
        word(port),
        word(host)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{HostKey, KeyFault, OfferedKey, UnusableKey};

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

    #[test]
    fn one_text_and_three_troubles() {
        assert_eq!(trouble(&refused()), Some(Trouble::NoKey));
        assert_eq!(trouble(&SshSpoke { host_key: None, ..refused() }), None);
        let offered = vec![OfferedKey { key: "/k".into(), accepted: false }];
        assert_eq!(trouble(&SshSpoke { offered, ..refused() }), Some(Trouble::KeyRefused));
        let unusable = vec![UnusableKey {
            file: "/k".into(),
            why: "bad permissions".into(),
            fault: KeyFault::OpenToOthers,
        }];
        assert_eq!(trouble(&SshSpoke { unusable, ..refused() }), Some(Trouble::KeyUnusable));
        assert_eq!(trouble(&SshSpoke { entered: true, ..refused() }), None);
    }

    #[test]
    fn the_servers_key_comes_first() {
        let of = |trust| trouble(&SshSpoke { host_key: Some(key(trust)), ..refused() });
        assert_eq!(of(HostTrust::Unknown), Some(Trouble::HostKeyUnknown));
        assert_eq!(of(HostTrust::Changed), Some(Trouble::HostKeyChanged));
        assert_eq!(of(HostTrust::Known), Some(Trouble::NoKey));
    }

    #[test]
    fn a_server_that_is_not_there_or_hangs_up() {
        assert_eq!(
            trouble(&spoke("ssh: connect to host a port 22: Connection refused")),
            Some(Trouble::Unreached)
        );
        assert_eq!(
            trouble(&spoke("kex_exchange_identification: Connection closed by remote host")),
            None
        );
    }
}
