//! The head of a log, as a note tells it.

use super::{super::note::decode, HASH_LENGTH, Hash};

/// The head of a log: how many records it has, and the hash over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The number of records.
    pub size: i64,
    /// The hash at the root.
    pub hash: Hash,
}

/// A text that is not the head of a log. The text is go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed tree note")]
pub struct BadTree;

impl Tree {
    /// Reads the text of a note: `go.sum database tree`, size and hash, a line each. More lines do not count.
    pub fn parse(text: &str) -> Result<Self, BadTree> {
        let rest = text.strip_prefix("go.sum database tree\n").ok_or(BadTree)?;
        let mut lines = rest.split('\n');
        let (Some(size), Some(hash), Some(_)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(BadTree);
        };
        if text.len() > MOST_TEXT {
            return Err(BadTree);
        }
        let canonical = |number: &i64| *number >= 0 && number.to_string() == size;
        let size = size.parse().ok().filter(canonical).ok_or(BadTree)?;
        let hash: [u8; HASH_LENGTH] =
            decode(hash).and_then(|hash| hash.try_into().ok()).ok_or(BadTree)?;
        Ok(Self { size, hash: Hash(hash) })
    }
}

/// How long the text of a head may be, in bytes.
const MOST_TEXT: usize = 1_000_000;
