//! A commit, as `git log` shows it.

use crate::go::std::strconv::text::quote;

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The full hash, or the tool's own name for the revision.
    pub hash: String,
    /// The committer's time, in seconds since 1970, UTC.
    pub time: i64,
    /// The names of its tags, as far as `git log` lists them.
    pub tags: Vec<String>,
}

impl Commit {
    /// Reads `HASH TIME DECORATIONS`; the error is go's text.
    pub fn parse(output: &[u8]) -> Result<Self, String> {
        let text = String::from_utf8_lossy(output);
        let mut words = text.split_whitespace();
        let (Some(hash), Some(time)) = (words.next(), words.next()) else {
            return Err(format!("unexpected response from git log: {}", quote(output)));
        };
        let time =
            time.parse().map_err(|_| format!("invalid time from git log: {}", quote(output)))?;
        Ok(Self { hash: hash.to_owned(), time, tags: tags(words) })
    }
}

/// The words behind each `tag:`, without the comma at their end.
fn tags<'a>(mut words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut tags = Vec::new();
    while let Some(word) = words.next() {
        if word == "tag:" {
            tags.extend(words.next().map(|tag| tag.strip_suffix(',').unwrap_or(tag).to_owned()));
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_time_and_tags() {
        let line = b"abc 1523994202 HEAD -> master, tag: v1.2.4, tag: v1.2.3, origin/tag: x";
        let commit = Commit::parse(line).unwrap();
        assert_eq!((commit.hash.as_str(), commit.time), ("abc", 1_523_994_202));
        assert_eq!(commit.tags, ["v1.2.4", "v1.2.3"]);
        assert_eq!(Commit::parse(b"").unwrap_err(), "unexpected response from git log: \"\"");
        assert_eq!(Commit::parse(b"abc x").unwrap_err(), "invalid time from git log: \"abc x\"");
    }
}
