//! Why the doctor itself could not do its work. A failure of go is never one of these.

use serde::{Deserialize, Serialize};

/// What went wrong, why, and what to do next. The command ends with status 2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error, Deserialize)]
#[error("{what}: {why}; {next}")]
#[non_exhaustive]
pub struct Problem {
    /// The input or action that failed, named.
    pub what: String,
    /// The reason.
    pub why: String,
    /// What to do about it.
    pub next: String,
}

impl Problem {
    /// A problem with `what`, because of `why`; `next` is what to do about it.
    pub fn new(what: impl Into<String>, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: cut(what.into()), why: cut(why.into()), next: cut(next.into()) }
    }
}

/// The most of each text, in bytes: what is wrong may be of any size, and nobody reads it whole.
const MOST: usize = 4 << 10;

/// `text` without its middle, where it is long.
fn cut(text: String) -> String {
    if text.len() <= MOST {
        return text;
    }
    let begin = &text[..text.floor_char_boundary(MOST / 4)];
    let end = &text[text.ceil_char_boundary(text.len() - MOST / 4)..];
    let left = text.len() - begin.len() - end.len();
    format!("{begin} … {left} bytes … {end}")
}

/// The one of `names` that is nearest to a name that does not exist, where one is near.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |known: &str| strsim::levenshtein(known, name);
    let near = |known: &&str| known.starts_with(name) || distance(known) <= known.len() / 3;
    names.filter(near).min_by_key(|known| distance(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_not_repeated() {
        let problem = Problem::new("a", format!("b{}c", "ä".repeat(1 << 20)), "d");
        assert!(problem.why.len() < MOST && problem.why.starts_with('b'));
        assert!(problem.why.ends_with('c') && problem.why.contains(" bytes …"));
    }

    #[test]
    fn names_are_near_by_their_beginning_or_by_few_letters() {
        let names = ["meta-absent", "tls-cert-expired"];
        let nearest = |name| nearest(name, names.into_iter());
        assert_eq!(nearest("meta-absant"), Some("meta-absent"));
        assert_eq!(nearest("tls-cert"), Some("tls-cert-expired"));
        assert_eq!(nearest("something-else-altogether"), None);
    }
}
