//! The log of a checksum database, whole, with its tiles.

use std::convert::Infallible;

use crate::go::xmod::sumdb::tlog::{Hash, HashReader, Tile, stored_hash_index, tree_hash};

/// All hashes of a log, by their indexes.
#[derive(Clone, Default)]
pub struct Log {
    hashes: Vec<Hash>,
    records: i64,
}

impl Log {
    /// How many records there are.
    pub fn records(&self) -> i64 {
        self.records
    }

    /// Adds a record, by its text.
    pub fn add(&mut self, record: &[u8]) {
        let mut hash = Hash::of_record(record);
        self.hashes.push(hash);
        for level in 0..(self.records + 1).trailing_zeros() {
            let left = stored_hash_index(level, (self.records >> level) - 1);
            hash = Hash::of_node(self.hash(left).unwrap_or_default(), hash);
            self.hashes.push(hash);
        }
        self.records += 1;
    }

    /// The head: `go.sum database tree`, the number of records and the hash over them, a line each.
    pub fn head(&self) -> String {
        let mut reader = self;
        let Ok(hash) = tree_hash(self.records, Hash::of_nothing(), &mut reader);
        format!("go.sum database tree\n{}\n{hash}\n", self.records)
    }

    /// The bytes of the tile with this path; `None` where the log has none.
    pub fn tile(&self, path: &str) -> Option<Vec<u8>> {
        let tile = Tile::parse(path)?;
        let first = tile.n << 8;
        let index = |n| stored_hash_index(tile.level * 8, n);
        let end = first.checked_add(tile.width)?;
        if end > self.records >> (tile.level * 8) {
            return None;
        }
        let hashes = (first..end).map(|n| self.hash(index(n)).map(|hash| hash.0));
        Some(hashes.collect::<Option<Vec<_>>>()?.concat())
    }

    fn hash(&self, index: i64) -> Option<Hash> {
        self.hashes.get(usize::try_from(index).ok()?).copied()
    }
}

impl HashReader for &Log {
    type Error = Infallible;

    fn read_hashes(&mut self, indexes: &[i64]) -> Result<Vec<Hash>, Infallible> {
        Ok(indexes.iter().filter_map(|index| self.hash(*index)).collect())
    }
}
