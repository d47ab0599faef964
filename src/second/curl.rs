//! netrc as curl reads it, and git, which asks curl's library: the second opinion to go's own reading.
//!
//! The rules are those of curl 7.88, held to it by the recorded answers in `testdata/golden/netrc-cases.jsonl`; and
//! netrc-rs says whether the file keeps to the format at all.

use crate::secret::Secret;

/// A login that curl would send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The user name.
    pub user: Vec<u8>,
    /// The password.
    pub password: Secret,
}

/// The login that curl sends to `host` (without a port), from a netrc file with this `text`.
///
/// Unlike go it knows `default`, quotes, comments, keys in any case and values on the next line, and compares hosts
/// without regard to case.
pub fn login(text: &[u8], host: &str) -> Option<Login> {
    let mut search = Search { host, ..Search::new() };
    for line in text.split_inclusive(|b| *b == b'\n') {
        if search.state == State::Macro {
            if line.starts_with(b"\n") || line.starts_with(b"\r") {
                search.state = State::Nothing;
            }
            continue;
        }
        for word in words(line) {
            if search.is_done() {
                return search.found();
            }
            search.take(&word);
        }
    }
    search.found()
}

/// Where the file leaves the format of netrc, in the eyes of a reader that takes it at its word: line and column.
pub fn strict_fault(text: &[u8]) -> Option<(usize, usize)> {
    match netrc_rs::Netrc::parse(String::from_utf8_lossy(text), false) {
        Err(netrc_rs::Error::IllegalFormat(at, _)) => Some((at.0, at.1)),
        Ok(_) | Err(netrc_rs::Error::EOF) => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the host.
    Nothing,
    /// Behind `machine`.
    Machine,
    /// In the entry of the host.
    Entry,
    /// Behind `login` there.
    Login,
    /// Behind `password` there.
    Password,
    /// In a macro.
    Macro,
}

struct Search<'a> {
    host: &'a str,
    state: State,
    user: Option<Vec<u8>>,
    password: Option<Vec<u8>>,
}

impl Search<'_> {
    const fn new() -> Self {
        Self { host: "", state: State::Nothing, user: None, password: None }
    }

    fn take(&mut self, word: &[u8]) {
        let is = |key: &str| word.eq_ignore_ascii_case(key.as_bytes());
        self.state = match self.state {
            State::Nothing if is("macdef") => State::Macro,
            State::Nothing | State::Entry if is("machine") => {
                // What was in the entry before is lost, its password more so than its user.
                self.user = self.user.take().map(|_| Vec::new());
                self.password = None;
                State::Machine
            }
            State::Nothing if is("default") => State::Entry,
            State::Machine if word.eq_ignore_ascii_case(self.host.as_bytes()) => State::Entry,
            State::Machine => State::Nothing,
            State::Entry if is("login") => State::Login,
            State::Entry if is("password") => State::Password,
            State::Login => {
                self.user = Some(word.to_vec());
                State::Entry
            }
            State::Password => {
                self.password = Some(word.to_vec());
                State::Entry
            }
            other => other,
        };
    }

    fn is_done(&self) -> bool {
        let is_full = |part: &Option<Vec<u8>>| part.as_ref().is_some_and(|part| !part.is_empty());
        is_full(&self.user) && is_full(&self.password)
    }

    fn found(self) -> Option<Login> {
        if self.user.is_none() && self.password.is_none() {
            return None;
        }
        let password = Secret::new(self.password.unwrap_or_default());
        Some(Login { user: self.user.unwrap_or_default(), password })
    }
}

/// The words of a line up to a comment; one in double quotes may hold blanks, and `\n`, `\r`, `\t` and `\"`.
fn words(line: &[u8]) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut rest = line.trim_ascii_start();
    while let Some(first) = rest.first().filter(|first| **first != b'#') {
        let (word, behind) =
            if *first == b'"' { quoted(rest.get(1..).unwrap_or_default()) } else { plain(rest) };
        words.push(word);
        rest = behind.trim_ascii_start();
    }
    words
}

fn plain(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let is_blank = |b: &u8| b.is_ascii_whitespace() || *b == 0x0b;
    let (word, rest) = text.split_at(text.iter().position(is_blank).unwrap_or(text.len()));
    (word.to_vec(), rest.strip_prefix(b"\x0b").unwrap_or(rest))
}

fn quoted(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut word = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match (byte, text.get(at + 1)) {
            (b'"', _) => return (word, text.get(at + 1..).unwrap_or_default()),
            (b'\\', Some(escaped)) => {
                at += 1;
                word.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    other => *other,
                });
            }
            _ => word.push(*byte),
        }
        at += 1;
    }
    (word, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, host: &str) -> Option<String> {
        let login = login(text.as_bytes(), host)?;
        let (user, password) = (login.user, login.password.expose().to_vec());
        Some(format!("{}:{}", String::from_utf8_lossy(&user), String::from_utf8_lossy(&password)))
    }

    #[test]
    fn where_it_parts_from_go() {
        let text = "MACHINE A.com login\n\"u v\" password p # x\ndefault login d password \"#e\"\n";
        assert_eq!(sent(text, "a.COM").as_deref(), Some("u v:p"));
        assert_eq!(sent(text, "b.com").as_deref(), Some("d:#e"));
        assert_eq!(sent("machine a login u password p", "b"), None);
    }

    #[test]
    fn the_strict_reader_names_a_place_and_no_words() {
        assert_eq!(strict_fault(b"machine a login u password p\n"), None);
        assert_eq!(strict_fault(b"machine a login u\n secret").map(|at| at.0), Some(2));
        assert!(strict_fault(b"login u").is_some());
    }
}
