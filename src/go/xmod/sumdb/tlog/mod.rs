//! The log of a checksum database: a tree of hashes over its records (golang.org/x/mod/sumdb/tlog; RFC 6962).
//!
//! All hashes of a log are numbered in the order in which they are made when records are added: that number is an
//! index. Numbers are 63 bits wide, as in go; where they would not fit, they wrap as go's do.

mod hashes;
mod record;
mod tile;
mod tree;

pub use self::{
    hashes::{HashReader, check_tree, prove_tree, tree_hash},
    record::{BadRecord, Record},
    tile::{BadTile, Tile, TileHashes, TileReader},
    tree::{BadTree, Tree},
};

use std::fmt;

use aws_lc_rs::digest::{Context, SHA256};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// A SHA-256 in a log; shown in base64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; HASH_LENGTH]);

/// The length of a hash, in bytes.
pub const HASH_LENGTH: usize = 32;

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl Hash {
    /// The hash of a record, by its text.
    pub fn of_record(text: &[u8]) -> Self {
        Self::of(&[b"\x00", text])
    }

    /// The hash of a node, by those of its two halves.
    pub fn of_node(left: Self, right: Self) -> Self {
        Self::of(&[b"\x01", &left.0, &right.0])
    }

    fn of(parts: &[&[u8]]) -> Self {
        let mut context = Context::new(&SHA256);
        for part in parts {
            context.update(part);
        }
        let sum = context.finish();
        Self(sum.as_ref().first_chunk().copied().unwrap_or_default())
    }

    /// The hash at the root of a tree without records, as RFC 6962 has it.
    pub fn of_nothing() -> Self {
        Self::of(&[])
    }

    /// The hash of a run of hashes that make up a whole subtree: their number is a power of two.
    pub(super) fn of_run(run: &[u8]) -> Self {
        if let Ok(single) = <[u8; HASH_LENGTH]>::try_from(run) {
            return Self(single);
        }
        let (left, right) = run.split_at(run.len() / 2);
        if left.len() < HASH_LENGTH {
            return Self::default();
        }
        Self::of_node(Self::of_run(left), Self::of_run(right))
    }
}

/// The index of the `n`th hash at `level`, counted from zero.
pub fn stored_hash_index(level: u32, n: i64) -> i64 {
    let base = (0..level).fold(n, |n, _| n.wrapping_mul(2).wrapping_add(1));
    let mut index = 0_i64;
    let mut rest = base;
    while rest > 0 {
        index = index.wrapping_add(rest);
        rest >>= 1;
    }
    index.wrapping_add(i64::from(level))
}

/// The level and number of the hash with this index.
pub fn split_stored_hash_index(index: i64) -> (u32, i64) {
    let mut n = index / 2;
    let mut first = stored_hash_index(0, n);
    loop {
        let next = first + 1 + i64::from((n + 1).trailing_zeros());
        if next > index {
            break;
        }
        (n, first) = (n + 1, next);
    }
    let level = u32::try_from(index - first).unwrap_or_default();
    (level, n.checked_shr(level).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_are_in_the_order_of_writing() {
        let mut index = 0;
        for n in 0..1000_i64 {
            for level in 0..=(n + 1).trailing_zeros() {
                assert_eq!(stored_hash_index(level, n >> level), index);
                assert_eq!(split_stored_hash_index(index), (level, n >> level));
                index += 1;
            }
        }
    }

    #[test]
    fn hashes_of_rfc_6962() {
        assert_eq!(Hash::of_nothing().to_string(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        let one = Hash::of_record(b"");
        assert_eq!(one.to_string(), "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=");
    }
}
