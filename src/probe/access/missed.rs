//! What is there for the repository, or seems so, and git passes over: go and git do not read netrc alike, and rules of
//! `insteadOf` are literal (repositories.md §8.1, §8.4).

use std::path::Path;

use super::{Programs, config::Config, remote};
use crate::{
    go::{cmd::auth::netrc, std::strconv::text::lossy},
    second::curl,
    trace::{Missed, Passed},
};

/// How large a netrc file may be, in bytes.
const MAX_FILE: u64 = 1 << 20;

impl Programs<'_> {
    /// What git passes over on its way to `url`, which it made of `repo`.
    pub(super) fn missed(&self, config: &Config, repo: Option<&str>, url: &str) -> Vec<Missed> {
        let host = remote::http_host(url).map(|(_, host)| host);
        let netrc = host.into_iter().flat_map(|host| self.missed_entries(host));
        let rule = repo.filter(|repo| *repo == url).and_then(|repo| config.other_capitals(repo));
        netrc.chain(rule).collect()
    }

    fn missed_entries(&self, host: &str) -> Vec<Missed> {
        let home = self.variable("HOME").filter(|home| !home.is_empty());
        let own = home.map(|home| format!("{home}/.netrc"));
        let named = self.variable("NETRC").filter(|it| !it.is_empty() && Some(it) != own.as_ref());
        let read = |file: &str| self.world.read(Path::new(file), MAX_FILE).ok();
        let missed = |why, place: &str| Missed { why, place: place.to_owned() };
        let of_variable = named.as_deref().filter(|file| {
            read(file).is_some_and(|text| has_entry(&text, |machine| machine == host))
        });
        let text = own.as_deref().and_then(read).unwrap_or_default();
        let begins =
            |machine: &str| machine.strip_prefix(host).is_some_and(|it| it.starts_with(':'));
        let with_port = own.as_deref().filter(|_| has_entry(&text, begins));
        let bare = own.as_deref().filter(|_| is_bare(&text, host));
        let all = [
            (Passed::NetrcVariable, of_variable),
            (Passed::Port, with_port),
            (Passed::NoPassword, bare),
        ];
        all.into_iter().filter_map(|(why, place)| Some(missed(why, place?))).collect()
    }
}

/// Whether a netrc file has a whole entry for such a machine.
fn has_entry(text: &[u8], fits: impl Fn(&str) -> bool) -> bool {
    netrc::parse(text).iter().any(|entry| fits(&lossy(entry.machine.as_ref())))
}

/// Whether the file names the host, and has no password for it.
fn is_bare(text: &[u8], host: &str) -> bool {
    let text = lossy(text);
    let mut entries = text.split("machine ");
    let is_named = entries.any(|entry| entry.split_whitespace().next() == Some(host));
    let has_password = |login: curl::Login| !login.password.expose().is_empty();
    is_named && !curl::login(text.as_bytes(), host).is_some_and(has_password)
}

impl Config {
    /// A rule for `repo` that is written with other capitals.
    fn other_capitals(&self, repo: &str) -> Option<Missed> {
        let fits = |value: &str| {
            let start = repo.get(..value.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(value) && start != value)
        };
        let rule =
            self.entries.iter().find(|it| it.key.ends_with(".insteadof") && fits(&it.value))?;
        Some(Missed {
            why: Passed::Capitals,
            place: format!("{}: {} = {}", rule.place(), rule.key, rule.value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_without_a_password_is_none() {
        assert!(is_bare(b"machine a.test\nlogin ann\n", "a.test"));
        assert!(!is_bare(b"machine a.test login ann password x\n", "a.test"));
        assert!(!is_bare(b"machine b.test login ann\n", "a.test"));
    }

    #[test]
    fn entries_are_told_by_their_machines() {
        let text = b"machine a.test:443 login ann password x\n";
        assert!(has_entry(text, |machine| machine == "a.test:443"));
        assert!(!has_entry(text, |machine| machine == "a.test"));
    }
}
