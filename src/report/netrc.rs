//! Which login go would send to which host, and how curl and git would choose: the report of the `netrc` command.

use std::{borrow::Cow, io};

use serde::{Deserialize, Serialize};

use crate::{
    findings::Finding,
    go::{
        cmd::auth::netrc::{self, Entry, Odd},
        std::{
            net::url::{Url, host_of},
            strconv::text::{lossy, system_reason},
        },
        version::Version,
    },
    second::curl,
    secret::MASK,
    stages,
    trace::{SCHEMA, Trace},
};

/// A netrc file, ready to be shown: no password in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetrcView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// The file that go reads; none where it has no place to look.
    pub file: Option<String>,
    /// Why that file.
    pub because: Cow<'static, str>,
    /// Why it cannot be read; go says nothing.
    pub error: Option<String>,
    /// The entries as go reads them, in the order of the file.
    pub entries: Vec<EntryView>,
    /// The lines that go reads otherwise than they seem to be meant.
    pub odd: Vec<Odd>,
    /// Where the file leaves the format of netrc: line and column.
    pub fault: Option<(usize, usize)>,
    /// The login that go would send to the host asked about.
    pub sent: Option<Sent>,
    /// What was asked about, and what others would send there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// What is wrong with the file.
    pub findings: Vec<Finding>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// What the URL of a request is held against.
    pub machine: String,
    /// The user name.
    pub login: String,
    /// Always the mask.
    pub password: Cow<'static, str>,
    /// The line on which it became complete, from 1.
    pub line: usize,
}

/// A login that is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The host asked about, with its port where it was given.
    pub host: String,
    /// The user name.
    pub login: String,
    /// The machine of the entry.
    pub machine: String,
    /// Its line.
    pub line: usize,
}

/// What was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The host, with its port where it was given.
    pub host: String,
    /// The login that curl and git would send there after a 401, from the file that they read: ~/.netrc.
    pub curl: Option<String>,
    /// Whether git reads this file: it does not heed NETRC.
    pub git_reads_it: bool,
}

/// Where the file was looked for.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// `$NETRC`.
    pub netrc: &'a str,
    /// The file.
    pub file: Option<&'a str>,
    /// The text of ~/.netrc, which curl and git read where `$NETRC` names another file.
    pub home: &'a [u8],
}

impl NetrcView {
    /// The file at `place` with its `text`, and what is sent to `host` (`HOST[:PORT]`, or a URL); `trace` is the run of the
    /// environment.
    pub fn of(
        trace: &Trace,
        place: Place<'_>,
        text: &io::Result<Vec<u8>>,
        host: Option<&str>,
    ) -> Self {
        let go = trace.header.go;
        let bytes = text.as_deref().unwrap_or_default();
        let of_others = if place.netrc.is_empty() { bytes } else { place.home };
        let (entries, odd) = netrc::read(bytes);
        let mut findings = stages::settings_findings(trace);
        findings.retain(|finding| finding.name.starts_with("netrc-"));
        Self {
            schema: SCHEMA,
            go,
            file: place.file.map(str::to_owned),
            because: because(place).into(),
            error: text.as_ref().err().map(system_reason),
            entries: entries.iter().map(EntryView::of).collect(),
            odd,
            fault: curl::strict_fault(bytes),
            sent: host.and_then(|host| sent(&entries, host, go)),
            asked: host.map(|host| Asked {
                host: host.to_owned(),
                curl: curl::login(of_others, name_of(host)).map(|login| lossy(&login.user)),
                git_reads_it: place.netrc.is_empty(),
            }),
            findings,
        }
    }
}

impl EntryView {
    fn of(entry: &Entry) -> Self {
        Self {
            machine: lossy(&entry.machine),
            login: lossy(&entry.login),
            password: MASK.into(),
            line: entry.line,
        }
    }
}

fn because(place: Place<'_>) -> &'static str {
    match (place.netrc, place.file) {
        (_, None) => "neither NETRC nor HOME is set",
        ("", Some(_)) => ".netrc in HOME, since NETRC is not set",
        _ => "NETRC names it",
    }
}

fn sent(entries: &[Entry], host: &str, go: Version) -> Option<Sent> {
    let url = Url::parse(format!("https://{}/", bare(host).trim_end_matches('/'))).ok()?;
    let entry = netrc::for_url(entries, &url, go)?;
    Some(Sent {
        host: host.to_owned(),
        login: lossy(&entry.login),
        machine: lossy(&entry.machine),
        line: entry.line,
    })
}

fn bare(host: &str) -> &str {
    host.strip_prefix("https://").unwrap_or(host)
}

/// The name alone, as curl holds it against machines.
fn name_of(host: &str) -> &str {
    host_of(bare(host).split('/').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_without_port_and_path() {
        for (host, name) in
            [("h", "h"), ("h:8443", "h"), ("https://h:1/x", "h"), ("[::1]:80", "::1"), ("u@h", "h")]
        {
            assert_eq!(name_of(host), name);
        }
    }

    #[test]
    fn the_login_is_that_of_go() {
        let entries =
            netrc::parse(b"machine h login a password p machine h:8443 login b password q");
        let login = |host| sent(&entries, host, Version::NEWEST).map(|sent| sent.login);
        assert_eq!(login("h").as_deref(), Some("a"));
        assert_eq!(login("h:8443").as_deref(), Some("b"));
        assert_eq!(login("h:443"), None);
        assert_eq!(login("https://h/x").as_deref(), Some("a"));
        assert_eq!(login("a b"), None);
    }
}
