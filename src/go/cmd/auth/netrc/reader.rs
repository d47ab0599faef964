//! The reading of a netrc file, line by line, and what is odd about its lines.

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::{go::std::strconv::byte_string::ByteString, secret::Secret};

/// A line that go reads otherwise than it seems to be meant. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Odd {
    /// From 1.
    pub line: usize,
    /// The machine that it belongs to; empty where there is none.
    pub machine: String,
    /// What is odd about it.
    pub oddity: Oddity,
}

/// What is odd about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oddity {
    /// `default` is nothing to go; alone at the end of a line it ends the file. curl and git use it.
    Default,
    /// The machine gets no login: the entry does not count.
    NoLogin,
    /// The machine gets no password: the entry does not count.
    NoPassword,
    /// A machine that an earlier entry has already: the first holds.
    Duplicate,
    /// A macro that nothing ends: it swallows the rest of the file.
    MacroNotEnded,
    /// A macro that does not end because the empty line behind it has a carriage return.
    MacroWithCr,
    /// A key with its value on the next line.
    ValueOnNextLine,
    /// Quotes belong to the value.
    Quotes,
    /// Quotes around a value with a blank, which ends the value.
    QuotedBlank,
    /// A `${NAME}` that nobody filled in.
    Reference,
    /// A line that begins with `#` and counts all the same.
    Comment,
    /// A key that go does not know: in capitals, with a colon, `user`, `pass`.
    Key,
    /// A word too many: the rest of the line is read as other pairs.
    Shifted,
}

const KEYS: &[&[u8]] = &[b"machine", b"login", b"password", b"account", b"macdef", b"default"];

#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) entries: Vec<Entry>,
    pub(crate) odd: Vec<Odd>,
    machine: ByteString,
    login: ByteString,
    password: ByteString,
    /// Where the open machine is.
    opened: usize,
    /// Where a macro that is not over began.
    macro_at: Option<usize>,
    macro_has_cr: bool,
    /// Whether it swallows an entry.
    macro_hides: bool,
}

impl Reader {
    /// The whole file.
    pub(crate) fn read(&mut self, text: &[u8]) {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        for (index, line) in text.split(|b| *b == b'\n').enumerate() {
            if self.read_line(line, index + 1) == Next::Stop {
                break;
            }
        }
        self.close();
        if let Some(line) = self.macro_at.filter(|_| self.macro_hides) {
            let oddity =
                if self.macro_has_cr { Oddity::MacroWithCr } else { Oddity::MacroNotEnded };
            self.odd.push(Odd { line, machine: String::new(), oddity });
        }
        self.odd.sort_by_key(|odd| odd.line);
    }

    fn read_line(&mut self, line: &[u8], number: usize) -> Next {
        if self.macro_at.is_some() {
            self.macro_has_cr |= line == b"\r";
            self.macro_hides |= fields(line).first() == Some(&&b"machine"[..]);
            if line.is_empty() {
                (self.macro_at, self.macro_has_cr, self.macro_hides) = (None, false, false);
            }
            return Next::Line;
        }
        let words = fields(line);
        let is_comment = words.first().is_some_and(|word| word.starts_with(b"#"));
        let mut is_default = false;
        for pair in words.chunks(2) {
            match pair {
                [key, value] => {
                    if !is_default {
                        self.look_at(key, value, is_comment, number);
                    }
                    is_default |= *key == b"default";
                    self.take(key, value, number);
                }
                [b"default"] => {
                    self.note(Oddity::Default, number);
                    return Next::Stop;
                }
                [key] if KEYS.contains(key) => self.note(Oddity::ValueOnNextLine, number),
                _ => {}
            }
        }
        Next::Line
    }

    fn take(&mut self, key: &[u8], value: &[u8], number: usize) {
        match key {
            b"machine" => {
                self.close();
                self.machine = value.into();
                self.opened = number;
            }
            b"login" => self.login = value.into(),
            b"password" => self.password = value.into(),
            b"macdef" => self.macro_at = Some(number),
            _ => {}
        }
        if [&self.machine, &self.login, &self.password].iter().all(|part| !part.is_empty()) {
            self.finish(number);
        }
    }

    fn finish(&mut self, line: usize) {
        if self.entries.iter().any(|entry| entry.machine == self.machine) {
            self.note(Oddity::Duplicate, self.opened);
        }
        let password = std::mem::take(&mut self.password);
        self.entries.push(Entry {
            machine: std::mem::take(&mut self.machine),
            login: std::mem::take(&mut self.login),
            password: Secret::new(password.to_vec()),
            line,
        });
    }

    /// Forgets what is not complete.
    fn close(&mut self) {
        if !self.machine.is_empty() {
            let missing = if self.login.is_empty() { Oddity::NoLogin } else { Oddity::NoPassword };
            self.note(missing, self.opened);
        }
        self.machine = ByteString::default();
        (self.login, self.password) = Default::default();
    }

    fn look_at(&mut self, key: &[u8], value: &[u8], is_comment: bool, line: usize) {
        let is_value = [&b"machine"[..], b"login", b"password"].contains(&key);
        let quoted = value.starts_with(b"\"") || (value.len() > 1 && value.starts_with(b"'"));
        if key == b"default" {
            self.note(Oddity::Default, line);
        } else if is_comment && is_value && !self.machine.is_empty() {
            self.note(Oddity::Comment, line);
        } else if is_comment {
            // A comment that is none to go, and does no harm.
        } else if is_value && quoted {
            let is_whole = value.len() > 1 && value.first() == value.last();
            self.note(if is_whole { Oddity::Quotes } else { Oddity::QuotedBlank }, line);
        } else if is_value && is_reference(value) {
            self.note(Oddity::Reference, line);
        } else if !KEYS.contains(&key) && is_like_key(key) {
            self.note(Oddity::Key, line);
        } else if !KEYS.contains(&key) && KEYS.contains(&value) {
            self.note(Oddity::Shifted, line);
        }
    }

    fn note(&mut self, oddity: Oddity, line: usize) {
        let open = oddity != Oddity::Default;
        let machine = if open { self.machine.to_string() } else { String::new() };
        let odd = Odd { line, machine, oddity };
        if self.odd.last() != Some(&odd) {
            self.odd.push(odd);
        }
    }
}

#[derive(PartialEq, Eq)]
enum Next {
    Line,
    Stop,
}

/// Whether a value is `${NAME}` from end to end, with a name in capitals.
fn is_reference(value: &[u8]) -> bool {
    let name = value.strip_prefix(b"${").and_then(|rest| rest.strip_suffix(b"}"));
    let is_letter = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    name.is_some_and(|name| !name.is_empty() && name.iter().all(is_letter))
}

fn is_like_key(word: &[u8]) -> bool {
    let word = word.strip_suffix(b":").unwrap_or(word).to_ascii_lowercase();
    KEYS.contains(&&*word) || [&b"user"[..], b"username", b"pass", b"passwd"].contains(&&*word)
}

/// The words of a line between white space of Unicode; bytes that are not UTF-8 are none.
fn fields(line: &[u8]) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let (mut start, mut at) = (0, 0);
    for chunk in line.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_whitespace() {
                words.push(&line[start..at]);
                start = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
        at += chunk.invalid().len();
    }
    words.push(&line[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(text: &str) -> Vec<(usize, Oddity)> {
        let mut reader = Reader::default();
        reader.read(text.as_bytes());
        reader.odd.into_iter().map(|odd| (odd.line, odd.oddity)).collect()
    }

    #[test]
    fn what_is_odd_is_found() {
        use Oddity::{
            Comment, Default, Duplicate, Key, MacroNotEnded, MacroWithCr, NoLogin, NoPassword,
            Quotes, Shifted, ValueOnNextLine,
        };
        for (text, expected) in [
            ("machine a login u password p\ndefault login v password q\n", &[(2, Default)][..]),
            ("default\nmachine a login u password p\n", &[(1, Default)]),
            ("machine a login u\nmachine b password p\n", &[(1, NoPassword), (2, NoLogin)]),
            ("machine a login u password p\nmachine a login v password q", &[(2, Duplicate)]),
            ("macdef init\ncd /tmp\nmachine b login v password q\n", &[(1, MacroNotEnded)]),
            ("macdef init\r\ncd\r\n\r\nmachine b login v password q\r\n", &[(1, MacroWithCr)]),
            ("machine\na\nlogin u password p", &[(1, ValueOnNextLine)]),
            ("machine a login u password \"p\"", &[(1, Quotes)]),
            ("machine b\n#machine a login u password p", &[(2, Comment)]),
            ("MACHINE a LOGIN u", &[(1, Key), (1, Key)]),
            ("machine a user u password p", &[(1, Key), (1, NoLogin)]),
            ("machine a stray login u password p", &[(1, Shifted), (1, Shifted), (1, NoLogin)]),
        ] {
            let mut found = odd(text);
            found.dedup();
            let mut expected = expected.to_vec();
            expected.dedup();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn look_alikes_are_not_odd() {
        for text in [
            "",
            "# machine a login u password p\nmachine b login v password q # note\n",
            "machine a login u account x password p\n",
            "machine a.com login default password p\n",
            "macdef init\ncd\n\nmachine a login u password p\n",
            "machine a login o'neil password p\n",
            "macdef init\ncd /tmp\n",
        ] {
            assert_eq!(odd(text), [], "{text}");
        }
    }
}
