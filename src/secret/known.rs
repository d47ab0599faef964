//! The secrets that a run has read or sent, found again in whatever form somebody gives them back.

use std::{
    collections::BTreeSet,
    ops::Range,
    sync::{Arc, PoisonError, RwLock},
};

use aho_corasick::AhoCorasick;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Secrets that are known by their value. Clones know the same.
#[derive(Clone, Debug, Default)]
pub struct Known(Arc<RwLock<Forms>>);

/// What is looked for.
#[derive(Default)]
struct Forms {
    secrets: BTreeSet<Vec<u8>>,
    written: BTreeSet<Vec<u8>>,
    finder: Option<AhoCorasick>,
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} secrets", self.secrets.len())
    }
}

/// The shortest secret that is looked for by itself: shorter ones are in every other text.
const SHORTEST: usize = 4;

/// The length of a part that is taken for the secret, in bytes.
const PART: usize = 8;

/// How long a secret may be of which parts are looked for.
const LONGEST: usize = 4096;

/// How many secrets a run looks for. A run that sends more has no use for a report.
const MOST: usize = 64;

impl Known {
    /// Takes a password or token.
    pub fn add(&self, secret: &[u8]) {
        if secret.len() < SHORTEST {
            return;
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.secrets.len() >= MOST || !known.secrets.insert(secret.to_vec()) {
            return;
        }
        for form in forms(secret) {
            known.written.extend(parts(&form));
            known.written.insert(form);
        }
        known.finder = AhoCorasick::builder().build(&known.written).ok();
    }

    /// Takes the value of a field that logs somebody in: what is behind its scheme, and what Basic holds.
    pub fn add_field(&self, value: &[u8]) {
        let (scheme, token) = match value.iter().position(|byte| *byte == b' ') {
            Some(at) => (&value[..at], value[at..].trim_ascii()),
            None => (&b""[..], value),
        };
        self.add(token);
        if !scheme.eq_ignore_ascii_case(b"basic") {
            return;
        }
        let login = STANDARD.decode(token).unwrap_or_default();
        if let Some(at) = login.iter().position(|byte| *byte == b':') {
            self.add_login(&login[..at], &login[at + 1..]);
        }
    }

    /// Takes user and password; a user whose password is none is the secret.
    pub fn add_login(&self, user: &[u8], password: &[u8]) {
        if password.is_empty() || password == b"x-oauth-basic" {
            self.add(user);
        } else {
            self.add(password);
            self.add(&[user, b":", password].concat());
            self.add(STANDARD.encode([user, b":", password].concat()).as_bytes());
        }
    }

    /// Takes the passwords and tokens in the URLs of `text`.
    pub fn add_urls(&self, text: &str) {
        for range in super::passwords(text) {
            self.add(text[range].as_bytes());
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.finder().is_none()
    }

    /// Writes an `x` for each byte of a secret in `text`, but for what is in `open` too. Whether that changes anything.
    pub fn cover(&self, text: &mut [u8], open: &str) -> bool {
        let Some(finder) = self.finder() else { return false };
        let ranges = found(&finder, text, open);
        for range in &ranges {
            text[range.clone()].fill(b'x');
        }
        !ranges.is_empty()
    }

    /// `text` with an `x` for each byte of a secret, but for what is in `open` too.
    pub fn covered(&self, text: &str, open: &str) -> Option<String> {
        let finder = self.finder()?;
        let ranges = found(&finder, text.as_bytes(), open);
        if ranges.is_empty() {
            return None;
        }
        let (mut shown, mut done) = (String::with_capacity(text.len()), 0);
        for Range { start, end } in ranges {
            let (start, end) =
                (text.floor_char_boundary(start).max(done), text.ceil_char_boundary(end));
            shown.push_str(&text[done..start]);
            shown.extend(std::iter::repeat_n('x', end.saturating_sub(start)));
            done = end.max(done);
        }
        shown.push_str(&text[done..]);
        Some(shown)
    }

    /// `value` with an `x` for each byte of a secret in any of its texts, but for what is in `open` too.
    pub fn without<T: Serialize + DeserializeOwned>(&self, value: T, open: &str) -> T {
        if self.is_empty() {
            return value;
        }
        let Ok(mut tree) = serde_json::to_value(&value) else { return value };
        if !self.cover_tree(&mut tree, open) {
            return value;
        }
        // What was written is read again, as from a saved run.
        T::deserialize(tree).unwrap_or(value)
    }

    fn cover_tree(&self, tree: &mut Value, open: &str) -> bool {
        match tree {
            Value::String(text) => match self.covered(text, open) {
                Some(covered) => {
                    *text = covered;
                    true
                }
                None => false,
            },
            Value::Array(items) => {
                items.iter_mut().fold(false, |changed, item| self.cover_tree(item, open) | changed)
            }
            Value::Object(fields) => {
                fields.values_mut().fold(false, |changed, it| self.cover_tree(it, open) | changed)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    fn finder(&self) -> Option<AhoCorasick> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).finder.clone()
    }
}

/// Where secrets are in `text`, in order; one in base64 is as long as the base64 is.
fn found(finder: &AhoCorasick, text: &[u8], open: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for hit in finder.find_overlapping_iter(text) {
        let (mut start, mut end) = (hit.start(), hit.end());
        let bytes = &text[start..end];
        if str::from_utf8(bytes).is_ok_and(|bytes| open.contains(bytes)) {
            continue;
        }
        if bytes.len() >= PART && bytes.iter().all(|byte| is_base64(*byte)) {
            start -= text[..start].iter().rev().take_while(|byte| is_base64(**byte)).count();
            end += text[end..].iter().take_while(|byte| is_base64(**byte)).count();
        }
        match ranges.last_mut() {
            Some(last) if start <= last.end => {
                last.end = last.end.max(end);
                last.start = last.start.min(start);
            }
            _ => ranges.push(start..end),
        }
    }
    ranges
}

/// A byte of base64, of either alphabet. A path of a URL is none for its dots.
fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte)
}

/// A secret as it is, and as others write it: in a URL, in base64 at any offset, in JSON, in HTML.
fn forms(secret: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![secret.to_vec()];
    forms.extend(percent(secret));
    for offset in 0..3 {
        forms.extend(base64_at(offset, secret));
    }
    if let Ok(text) = str::from_utf8(secret) {
        let json = serde_json::to_string(text).unwrap_or_default();
        forms.push(json.trim_matches('"').as_bytes().to_vec());
        forms.extend(html(text).map(String::into_bytes));
    }
    forms.retain(|form| form.len() >= SHORTEST);
    forms
}

/// Percent-encoded, with digits of either case, and with a plus sign for a blank.
fn percent(secret: &[u8]) -> [Vec<u8>; 4] {
    let write = |upper: bool, plus: bool| {
        let byte = |byte: &u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => vec![*byte],
            b' ' if plus => vec![b'+'],
            _ if upper => format!("%{byte:02X}").into_bytes(),
            _ => format!("%{byte:02x}").into_bytes(),
        };
        secret.iter().flat_map(byte).collect()
    };
    [write(true, false), write(true, true), write(false, false), write(false, true)]
}

/// What base64 makes of a secret behind `offset` bytes (of three), as far as those do not matter.
fn base64_at(offset: usize, secret: &[u8]) -> [Vec<u8>; 2] {
    let padded = [&[0; 2][..offset], secret].concat();
    let (first, last) = ((offset * 8).div_ceil(6), padded.len() * 8 / 6);
    let whole = |text: String| text.as_bytes().get(first..last).unwrap_or_default().to_vec();
    [whole(STANDARD_NO_PAD.encode(&padded)), whole(URL_SAFE_NO_PAD.encode(&padded))]
}

/// As a page writes it.
fn html(text: &str) -> [String; 2] {
    let write = |quote: &str, apostrophe: &str| {
        let symbol = |c: char| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => quote.to_owned(),
            '\'' => apostrophe.to_owned(),
            _ => c.to_string(),
        };
        text.chars().map(symbol).collect()
    };
    [write("&quot;", "&apos;"), write("&#34;", "&#39;")]
}

/// The parts of a form that are taken for it: long enough, and not a mere word.
fn parts(form: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let fits = (PART + 1..=LONGEST).contains(&form.len());
    let is_word = |part: &&[u8]| part.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'-');
    let parts = form.windows(PART).filter(move |_| fits);
    parts.filter(move |part| !is_word(part)).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let known = Known::default();
        known.add_login(b"ci", b"p\"a&s 3cret");
        known
    }

    #[test]
    fn every_form_is_found() {
        let secret = "p\"a&s 3cret";
        let basic = STANDARD.encode(format!("ci:{secret}"));
        for text in [
            secret.to_owned(),
            format!("<{secret}>"),
            "p%22a%26s%203cret".to_owned(),
            "p%22a%26s+3cret".to_owned(),
            serde_json::to_string(secret).unwrap(),
            "p&quot;a&amp;s 3cret".to_owned(),
            format!("Basic {basic}"),
            STANDARD.encode(format!("xx{secret}yy")),
            URL_SAFE_NO_PAD.encode(format!("x{secret}")),
            "a&s 3cret".to_owned(),
        ] {
            let shown = known().covered(&text, "").unwrap_or_else(|| panic!("{text}"));
            assert!(!shown.contains("3cret") && !shown.contains(&basic), "{shown}");
            assert_eq!(shown.len(), text.len());
        }
    }

    #[test]
    fn other_texts_stay() {
        let known = Known::default();
        known.add_field(b"Bearer mypassword-secret123");
        known.add(b"abc");
        for text in ["could not read Password for", "abc", "a password", "", "mypassword"] {
            assert_eq!(known.covered(text, ""), None, "{text}");
        }
        assert_eq!(known.covered("my mypassword-secret123!", "h/mypassword-secret123"), None);
        assert!(Known::default().is_empty() && !known.is_empty());
    }

    #[test]
    fn values_are_read_again_without_it() {
        let known = Known::default();
        known.add_urls("https://u:hunter2secret@h/x, https://h/?token=t0kent0ken");
        let value = vec![Some("say hunter2secret".to_owned()), Some("t0kent0ken".to_owned()), None];
        let shown = known.without(value, "");
        assert_eq!(shown[0].as_deref(), Some("say xxxxxxxxxxxxx"));
        assert_eq!(shown[1].as_deref(), Some("xxxxxxxxxx"));
        let mut bytes = b"\xffhunter2secret\xff".to_vec();
        assert!(known.cover(&mut bytes, ""));
        assert_eq!(bytes, b"\xffxxxxxxxxxxxxx\xff");
    }
}
