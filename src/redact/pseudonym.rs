//! Another name for each name, of the same length and shape: letters for letters, digits for digits.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, is_common};

/// The other name of each name.
#[derive(Debug)]
pub(super) struct Pseudonyms {
    /// By the name in small letters.
    others: BTreeMap<String, String>,
}

impl Pseudonyms {
    /// A name that is among none of them, for each of `names`.
    pub(super) fn of(names: &Names) -> Self {
        let mut taken = BTreeSet::new();
        let mut others = BTreeMap::new();
        for (place, name) in names.all.iter().enumerate() {
            let is_free = |other: &String| {
                let is_name = names.all.contains(other) || is_common(other);
                !taken.contains(other) && (!is_name || name.chars().count() < 3)
            };
            // Very short names may find none that is free: the last try is then as good as any other.
            let first = place.wrapping_mul(SPREAD) % SPREAD_OVER;
            let other = (first..first + MOST).map(|number| shaped(name, number)).find(is_free);
            let other = other.unwrap_or_else(|| shaped(name, 0));
            taken.insert(other.clone());
            others.insert(name.clone(), other);
        }
        Self { others }
    }

    /// The text with the other names in it. A word that texts have too is replaced in paths and hosts only.
    /// What is a sum or a signature comes from `sum`.
    pub(super) fn replace(&self, text: &str, sum: impl Fn(&str) -> String) -> String {
        let mut out = String::with_capacity(text.len());
        for token in tokens(text) {
            // A full stop is the end of a sentence.
            let is_path = token.trim_end_matches(['.', ':']).contains(['/', '.', '@']);
            if token.starts_with("h1:") || is_sum(token) {
                out += &sum(token);
                continue;
            }
            for word in words(token) {
                out += &self.word(word, is_path);
            }
        }
        out
    }

    fn word(&self, word: &str, is_path: bool) -> String {
        let small = word.to_lowercase();
        if small.len() != word.len() {
            return word.to_owned();
        }
        match self.others.get(&small) {
            Some(_) if !is_path && is_common(&small) => word.to_owned(),
            Some(other) => cased(other, word),
            None => self.inside(word, &small),
        }
    }

    /// A word with longer names inside it.
    fn inside(&self, word: &str, small: &str) -> String {
        let long = self.others.iter().filter(|(name, _)| name.len() >= LONG && !is_common(name));
        let mut out = small.to_owned();
        for (name, other) in long {
            if out.contains(name.as_str()) {
                out = out.replace(name.as_str(), other);
            }
        }
        cased(&out, word)
    }
}

/// How far apart the numbers are with which names begin, so that names are not all alike.
const SPREAD: usize = 2_654_435_761;

/// From which number on they begin anew.
const SPREAD_OVER: usize = 1_000_000_007;

/// How many other names are tried.
const MOST: usize = 100_000;

/// From which length on a name is looked for inside words, in bytes.
const LONG: usize = 5;

/// The text in pieces: those that a path or URL is made of, and those between them.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    split(text, |c| c.is_alphanumeric() || "._~-/@:%+*=!?&#".contains(c))
}

/// Whether a piece is a sum in base64, which changes with each letter.
fn is_sum(token: &str) -> bool {
    let is_of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    token.len() >= SHORTEST_SUM
        && token.ends_with('=')
        && token.len().is_multiple_of(4)
        && token.bytes().all(is_of_base64)
}

/// How long a sum is at least, in letters: that of SHA-256 has 44.
const SHORTEST_SUM: usize = 40;

/// Words, and what is between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    split(text, char::is_alphanumeric)
}

fn split(text: &str, of: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let kind = of(rest.chars().next()?);
        let end = rest.find(|c| of(c) != kind).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some(piece)
    })
}

/// `other` with capitals where `word` has them.
fn cased(other: &str, word: &str) -> String {
    let pairs = other.chars().zip(word.chars());
    pairs
        .map(|(other, own)| if own.is_uppercase() { other.to_ascii_uppercase() } else { other })
        .collect()
}

/// The name with this number of all that have the shape of `name`: consonants and vowels in turn, so that it can be
/// read.
fn shaped(name: &str, number: usize) -> String {
    const CONSONANTS: &[u8] = b"bdfgklmnprstvz";
    const VOWELS: &[u8] = b"aeiou";
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    let mut number = number;
    let mut out: Vec<char> = Vec::new();
    let length = name.chars().count();
    for (place, c) in name.chars().rev().enumerate() {
        let set: &[u8] = match c {
            c if c.is_ascii_digit() => b"0123456789",
            _ if !c.is_ascii() => {
                out.push(c);
                continue;
            }
            _ if length < 3 => LETTERS,
            _ if (length - place) % 2 == 1 => CONSONANTS,
            _ => VOWELS,
        };
        out.push(set.get(number % set.len()).copied().map_or(c, char::from));
        number /= set.len();
    }
    out.iter().rev().collect()
}
