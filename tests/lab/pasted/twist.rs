//! A saved run in which one word has a hostile tail.

use std::sync::LazyLock;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use goget_doctor::findings::Finding;
use regex::Regex;
use serde_json::Value;

/// What is put behind a word. Run by a shell, each of them would make the file `ran`.
const TAILS: &[&str] = &[
    "$(: >ran)zq",
    "`: >ran`zq",
    "';: >ran;'zq",
    "\";: >ran;\"zq",
    "\n: >ran\nzq",
    ";: >ran #zq",
    "|: >ran|zq",
    "&: >ran&zq",
    ">ran zq",
    " zq",
    "\u{200b}zq",
    "\u{202e}zq",
    "\"><meta name=\"go-import\" content=\"zq",
    "-->zq",
    "&amp;zq<",
    "\\zq",
    "${HOME}zq",
    "'zq",
    "\"zq",
    "(zq",
];

/// Whether text holds a tail, however it was quoted.
pub(super) fn is_in(text: &str) -> bool {
    text.contains("zq")
}

/// The words that cures hold and that came from outside, longest first.
pub(super) fn words(findings: &[Finding]) -> Vec<String> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Za-z0-9_.-]{4,}").unwrap());
    let texts = findings.iter().flat_map(|finding| &finding.fix);
    let mut words: Vec<_> = texts
        .flat_map(|text| WORD.find_iter(text))
        .map(|found| found.as_str().to_owned())
        .collect();
    words.retain(|word| word.contains('.') || word.contains(|c: char| c.is_ascii_lowercase()));
    words.retain(|word| !COMMANDS.contains(&&**word));
    words.sort();
    words.dedup();
    words
}

/// Words of the commands themselves.
const COMMANDS: &[&str] = &[
    "goget-doctor",
    "export",
    "unset",
    "sudo",
    "apt-get",
    "install",
    "config",
    "--global",
    "curl",
    "echo",
    "chmod",
    "meta",
    "name",
    "go-import",
    "content",
    "https",
    "http",
    "ls-remote",
    "machine",
    "login",
    "password",
    "list",
    "-versions",
    "printf",
];

/// The saved run with `tail` behind `word`, wherever it is a value: in texts, and in pages.
pub(super) fn twisted(saved: &[u8], word: &str, tail: &str) -> Vec<u8> {
    let new = format!("{word}{tail}");
    let mut out = Vec::new();
    for line in saved.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let mut value: Value = serde_json::from_slice(line).unwrap();
        twist(&mut value, word, &new);
        out.extend(serde_json::to_vec(&value).unwrap());
        out.push(b'\n');
    }
    out
}

fn twist(value: &mut Value, word: &str, new: &str) {
    match value {
        Value::String(text) => {
            *text = paged(text, word, new).unwrap_or_else(|| text.replace(word, new));
        }
        Value::Array(all) => all.iter_mut().for_each(|value| twist(value, word, new)),
        Value::Object(all) => all.values_mut().for_each(|value| twist(value, word, new)),
        _ => {}
    }
}

/// The bytes of a page, which are saved in base64.
fn paged(text: &str, word: &str, new: &str) -> Option<String> {
    let bytes = BASE64_STANDARD.decode(text).ok().filter(|bytes| bytes.len() > 30)?;
    let page = String::from_utf8(bytes).ok()?;
    Some(BASE64_STANDARD.encode(page.replace(word, new)))
}

/// Chance with a seed (xorshift).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub(super) fn tail(&mut self) -> &'static str {
        TAILS[self.below(TAILS.len())]
    }
}
