//! What `ssh -v` says of a connection. Its words follow no locale. (OpenSSH 7.4 to 9.9.)

use crate::{
    go::std::strconv::text::lossy,
    secret::{UrlText, redact_said},
    shell::quoted,
    trace::{HostKey, HostTrust, KeyFault, OfferedKey, RanEnd, SshSpoke, UnusableKey},
};

use super::{Answer, Programs, remote, ssh::Command};

/// What makes ssh tell each step, ask nobody, and leave known hosts and masters as they are.
const TELLING: [&str; 9] = [
    "-v",
    "-o",
    "BatchMode=yes",
    "-o",
    "UpdateHostKeys=no",
    "-o",
    "ControlMaster=no",
    "-o",
    "ControlPath=none",
];

/// How many lines of one kind are kept.
const MOST: usize = 30;

/// How long a line may be, in characters, that came in the place of a repository's answer.
const LINE: usize = 200;

impl Programs<'_> {
    /// Asks for `repo` by way of `command`, as git does, and has each step told. `url` is what git makes of `repo`.
    pub(super) async fn speak(
        &self,
        command: &Command,
        repo: &UrlText,
        url: &str,
    ) -> Option<SshSpoke> {
        let remote = remote::parse(url)?;
        let port = remote.port.as_ref().map(|port| ["-p".to_owned(), port.clone()]);
        let user = remote.user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
        let telling = TELLING.map(str::to_owned).into_iter().chain(port.into_iter().flatten());
        let asked = format!("git-upload-pack {}", quoted(&remote.path));
        let arguments: Vec<_> = telling.chain([format!("{user}{}", remote.host), asked]).collect();
        let answer = self.ask_command(command, &arguments).await;
        let seen = SshSpoke { repo: repo.clone(), host: remote.host, ..SshSpoke::default() };
        Some(concluded(told(seen, &answer)))
    }
}

/// `seen` with what ssh told, and what came from the server.
fn told(seen: SshSpoke, answer: &Answer) -> SshSpoke {
    let said = String::from_utf8_lossy(&answer.ran.stderr.0).into_owned();
    let mut seen = said.lines().fold(seen, |seen, line| heard(seen, line.trim_end()));
    seen.status = match answer.ran.end {
        RanEnd::Exited { status } => status,
        _ => None,
    };
    // A shell that finds no program ends with 127, and so does the one on the server.
    seen.absent = answer.is_missing() || seen.status == Some(127) && !seen.entered;
    let begins = |end| answer.stdout.get(..4).is_some_and(end);
    let endless = matches!(answer.ran.end, RanEnd::Stopped { .. });
    seen.answered = endless || begins(|length: &[u8]| length.iter().all(u8::is_ascii_hexdigit));
    if !seen.answered {
        let text = lossy(&answer.stdout);
        let first = text.lines().find(|line| !line.trim().is_empty());
        seen.printed = first.map(|line| redact_said(&line.chars().take(LINE).collect::<String>()));
    }
    seen
}

/// `seen` at its end: a key that the server takes and with which ssh does not get in could not sign.
fn concluded(mut seen: SshSpoke) -> SshSpoke {
    let taken = seen.offered.iter().find(|key| key.accepted && !seen.entered);
    if let Some(key) = taken.filter(|_| seen.unusable.is_empty()) {
        let file = key.key.split(' ').next().unwrap_or_default().to_owned();
        let why =
            "the server takes it, and ssh cannot sign with it unless asked for a passphrase".into();
        seen.unusable.push(UnusableKey { file, why, fault: KeyFault::Passphrase });
    }
    seen
}

/// `seen` with what `line` adds.
fn heard(mut seen: SshSpoke, line: &str) -> SshSpoke {
    match line.strip_prefix("debug1: ") {
        Some(told) => step(&mut seen, told),
        None if line.starts_with("debug") || line.starts_with("OpenSSH_") => {}
        None => complaint(&mut seen, line),
    }
    seen
}

/// What ssh did.
fn step(seen: &mut SshSpoke, told: &str) {
    if told.starts_with("Connection established") {
        seen.reached = true;
    } else if let Some((_, line)) = told.split_once(": banner line ") {
        seen.banner.extend(line.split_once(": ").map(|(_, line)| redact_said(line)));
    } else if let Some(key) = told.strip_prefix("Server host key: ") {
        let (kind, fingerprint) = key.split_once(' ').unwrap_or((key, ""));
        seen.host_key = Some(HostKey {
            kind: kind.to_owned(),
            fingerprint: fingerprint.to_owned(),
            trust: HostTrust::Known,
            place: None,
        });
    } else if let Some(key) = told.strip_prefix("Offering public key: ") {
        seen.offered.push(OfferedKey { key: redact_said(key), accepted: false });
    } else if told.starts_with("Server accepts key") {
        seen.offered.last_mut().into_iter().for_each(|last| last.accepted = true);
    } else if told.starts_with("Authentication succeeded") {
        seen.entered = true;
    } else if let Some((_, why)) = told.split_once("ssh_get_authentication_socket: ") {
        seen.no_agent = Some(why.to_owned());
    } else if told.contains("no mutual signature") {
        let file = seen.offered.last().map(|last| last.key.clone()).unwrap_or_default();
        seen.unusable.push(UnusableKey {
            file,
            why: "no signature algorithm in common".into(),
            fault: KeyFault::Algorithm,
        });
    }
}

/// What ssh, the server or git complains of.
fn complaint(seen: &mut SshSpoke, line: &str) {
    if let Some(key) = &mut seen.host_key {
        doubt(key, line);
    }
    if line.starts_with("Authenticated to ") {
        seen.entered = true;
        return;
    }
    if line.starts_with("Transferred: ") || line.starts_with("Bytes per second: ") {
        return;
    }
    if seen.entered && !line.is_empty() && seen.server.len() < MOST {
        seen.server.push(redact_said(line));
    }
    seen.unusable.extend(unusable(line));
    if !line.is_empty() && !line.starts_with('@') && seen.said.len() < MOST {
        seen.said.push(redact_said(line));
    }
}

/// What `line` says of the server's `key`.
fn doubt(key: &mut HostKey, line: &str) {
    if line.contains("REMOTE HOST IDENTIFICATION HAS CHANGED") {
        key.trust = HostTrust::Changed;
    } else if line.contains("REVOKED HOST KEY DETECTED") {
        key.trust = HostTrust::Revoked;
    } else if line.starts_with("Host key verification failed") && key.trust == HostTrust::Known {
        key.trust = HostTrust::Unknown;
    } else if let Some((_, place)) =
        line.strip_prefix("Offending ").and_then(|it| it.split_once(" in "))
    {
        key.place = Some(place.to_owned());
    }
}

/// The file of a key that cannot be used, and why.
fn unusable(line: &str) -> Option<UnusableKey> {
    let loaded = line.strip_prefix("Load key \"").and_then(|rest| rest.split_once("\": "));
    let named = || line.strip_prefix("no such identity: ")?.split_once(": ");
    let given = || line.strip_prefix("Warning: Identity file ")?.split_once(" not accessible: ");
    let (file, why) = loaded.or_else(named).or_else(given)?;
    Some(UnusableKey { file: file.to_owned(), why: why.to_owned(), fault: fault(why) })
}

/// What ssh means by these `words` of a key's file; the system's own follow the locale, and say that it is not there.
fn fault(words: &str) -> KeyFault {
    match words {
        "bad permissions" => KeyFault::OpenToOthers,
        _ if words.starts_with("incorrect passphrase") => KeyFault::Passphrase,
        "error in libcrypto" | "invalid format" => KeyFault::Damaged,
        _ => KeyFault::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(text: &str) -> SshSpoke {
        let opened = "OpenSSH_9.2p1\ndebug1: Connecting to a.test [127.0.0.1] port 22.\ndebug1: Connection established.\ndebug1: Server host key: ssh-ed25519 SHA256:abc\n";
        format!("{opened}{text}").lines().fold(SshSpoke::default(), heard)
    }

    fn trust(text: &str) -> Option<HostTrust> {
        spoken(text).host_key.map(|key| key.trust)
    }

    #[test]
    fn what_becomes_of_the_servers_key() {
        assert_eq!(
            trust("debug1: Host 'a.test' is known and matches the ED25519 host key.\n"),
            Some(HostTrust::Known)
        );
        assert_eq!(trust("Host key verification failed.\r\n"), Some(HostTrust::Unknown));
        let changed = "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nOffending RSA key in /root/.ssh/known_hosts:1\nHost key verification failed.\n";
        assert_eq!(trust(changed), Some(HostTrust::Changed));
        assert_eq!(
            spoken(changed).host_key.and_then(|key| key.place).as_deref(),
            Some("/root/.ssh/known_hosts:1")
        );
        assert_eq!(
            trust(
                "@       WARNING: REVOKED HOST KEY DETECTED!               @\nHost key verification failed."
            ),
            Some(HostTrust::Revoked)
        );
    }

    #[test]
    fn what_becomes_of_our_keys() {
        let refused = spoken(
            "debug1: get_agent_identities: ssh_get_authentication_socket: No such file or directory\ndebug1: Offering public key: /k ED25519 SHA256:x explicit\ndebug1: Authentications that can continue: publickey\ngit@a.test: Permission denied (publickey).\n",
        );
        assert!(refused.reached && !refused.entered && !refused.offered[0].accepted);
        assert_eq!(refused.no_agent.as_deref(), Some("No such file or directory"));
        let open = spoken(
            "Load key \"/k\": bad permissions\ngit@a.test: Permission denied (publickey).\n",
        );
        assert_eq!((open.offered.len(), open.unusable[0].why.as_str()), (0, "bad permissions"));
        let taken = spoken(
            "debug1: Offering public key: /k ED25519 SHA256:x\ndebug1: Server accepts key: /k ED25519 SHA256:x\nAuthenticated to a.test ([127.0.0.1]:22) using \"publickey\".\nERROR: Repository not found.\n",
        );
        assert!(taken.entered && taken.offered[0].accepted);
        assert_eq!(taken.said.last().map(String::as_str), Some("ERROR: Repository not found."));
    }

    #[test]
    fn a_key_that_is_taken_and_cannot_sign_has_a_passphrase() {
        let taken = "debug1: Offering public key: /k ED25519 SHA256:x explicit\ndebug1: Server accepts key: /k ED25519 SHA256:x explicit\ndebug1: No more authentication methods to try.\n";
        let seen = concluded(spoken(taken));
        assert_eq!(
            (seen.unusable[0].file.as_str(), seen.unusable[0].fault),
            ("/k", KeyFault::Passphrase)
        );
        let entered =
            format!("{taken}Authenticated to a.test ([127.0.0.1]:22) using \"publickey\".\n");
        assert!(concluded(spoken(&entered)).unusable.is_empty());
    }

    #[test]
    fn a_closed_port_is_no_connection() {
        let seen =
            heard(SshSpoke::default(), "ssh: connect to host a.test port 22: Connection refused");
        assert!(!seen.reached && seen.host_key.is_none());
        assert_eq!(seen.said.len(), 1);
    }
}
