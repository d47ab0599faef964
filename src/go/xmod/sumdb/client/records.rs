//! Records: lines of go.sum that a database answers, and that they are in its log.

use std::sync::Arc;

use super::{
    super::tlog::{Hash, HashReader, Record, stored_hash_index},
    Want,
    state::{State, Stop, fails},
};
use crate::go::version::Change;

impl State {
    /// The text of a record, once it is proved to be in the log. What came of it is not asked again.
    pub(super) fn record(&mut self, path: &str) -> Result<Arc<[u8]>, Stop> {
        if let Some(known) = self.records.get(path) {
            return known.clone().map_err(Stop::Fails);
        }
        let read = match self.read_record(path) {
            Err(Stop::Waits) => return Err(Stop::Waits),
            Err(Stop::Fails(failure)) => Err(failure),
            Ok(text) => Ok(text),
        };
        self.records.insert(path.to_owned(), read.clone());
        read.map_err(Stop::Fails)
    }

    fn read_record(&mut self, path: &str) -> Result<Arc<[u8]>, Stop> {
        let file = format!("{}{path}", self.verifier.name());
        let cached = self.cached(&file)?;
        let data = match &cached {
            Some(data) => data.clone(),
            None => self.know(Want::Remote(path.to_owned()))?.map_err(fails)?,
        };
        let record = Record::parse(&data).map_err(|error| fails(error.to_string()))?;
        if !self.merged.contains(path) {
            self.merge(record.head)?;
            self.merged.insert(path.to_owned());
        }
        self.check_record(record.id, record.text)?;
        let text = Arc::from(record.text);
        self.saved.entry(file).or_insert_with(|| data.clone());
        // Until 1.25 go looked for its lines in the note as well.
        let whole = !self.version.has(Change::SumLinesInRecord);
        Ok(if whole { data } else { text })
    }

    fn check_record(&mut self, id: i64, text: &[u8]) -> Result<(), Stop> {
        let tree = self.head.tree;
        if id >= tree.size {
            let size = tree.size;
            return Err(fails(format!("cannot validate record {id} in tree of size {size}")));
        }
        let hashes = self.hashes_of(tree).read_hashes(&[stored_hash_index(0, id)])?;
        if hashes.first() == Some(&Hash::of_record(text)) {
            return Ok(());
        }
        Err(fails("cannot authenticate record data in server response".into()))
    }
}
