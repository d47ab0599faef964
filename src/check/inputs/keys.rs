//! What is said of the keys of a configuration.

use super::{Ask, Entry, Fault, Source};
use crate::stages::files::rules;

/// A key that the program of the file does not know.
pub(super) fn unknown_key(name: &str) -> Fault {
    Fault::new(&rules::UNKNOWN_KEY, format!("the key {name} is not known"))
}

/// A line with such a key.
pub(super) fn unknown(source: Source, name: &str) -> Entry {
    let entry = Entry::new(source, name, Ask::Nothing);
    Entry { faults: vec![unknown_key(name)], ..entry }
}

/// A line whose key was there before.
pub(super) fn twice(source: Source, name: &str) -> Entry {
    let entry = Entry::new(source, name, Ask::Nothing);
    let fault = Fault::new(&rules::DUPLICATE, format!("the file has two keys {name}"));
    Entry { faults: vec![fault], ..entry }
}
