//! Names that some file system cannot tell apart.

use std::{borrow::Cow, collections::HashMap};

use super::FileFault;
use crate::go::{std::unicode::fold::fold, version::Version};

/// The names that were seen, files and all their folders, by what is left of them without case.
#[derive(Debug)]
pub(super) struct Collisions<'a> {
    seen: HashMap<Cow<'a, str>, Seen<'a>>,
    version: Version,
}

#[derive(Debug)]
struct Seen<'a> {
    path: &'a str,
    is_folder: bool,
    /// Whether nothing was wrong with its own folders.
    settled: bool,
}

impl<'a> Collisions<'a> {
    pub(super) fn new(version: Version) -> Self {
        Self { seen: HashMap::new(), version }
    }

    /// Notes a file or folder and the folders that it lies in. A folder may come as often as it likes.
    pub(super) fn check(&mut self, path: &'a str, is_folder: bool) -> Result<(), FileFault> {
        let mut noted = Vec::new();
        let (mut path, mut is_folder) = (path, is_folder);
        loop {
            if self.note(path, is_folder)? {
                break;
            }
            noted.push(path);
            match path.rsplit_once('/') {
                Some((folder, _)) => (path, is_folder) = (folder, true),
                None => break,
            }
        }
        for path in noted {
            if let Some(seen) = self.seen.get_mut(&fold(path, self.version)) {
                seen.settled = true;
            }
        }
        Ok(())
    }

    /// Notes one name; whether all above it is known to be well.
    fn note(&mut self, path: &'a str, is_folder: bool) -> Result<bool, FileFault> {
        let folded = fold(path, self.version);
        let Some(other) = self.seen.get(&folded) else {
            self.seen.insert(folded, Seen { path, is_folder, settled: false });
            return Ok(false);
        };
        if path != other.path {
            return Err(FileFault::Collision(other.path.to_owned(), path.to_owned()));
        }
        if is_folder != other.is_folder {
            return Err(FileFault::BothFileAndFolder(path.to_owned()));
        }
        if is_folder { Ok(other.settled) } else { Err(FileFault::MultipleEntries(path.to_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(names: &[&'static str]) -> Vec<String> {
        let mut collisions = Collisions::new(Version::NEWEST);
        let mut check = |name: &'static str| {
            let folder = name.strip_suffix('/');
            collisions.check(folder.unwrap_or(name), folder.is_some())
        };
        names
            .iter()
            .map(|name| check(name).err().map_or_else(String::new, |e| e.to_string()))
            .collect()
    }

    #[test]
    fn the_first_of_two_names_is_kept() {
        let told = faults(&["a/b", "A/c", "a/d", "A/e", "a/", "a"]);
        let both = "case-insensitive file name collision: \"a\" and \"A\"";
        assert_eq!(told, ["", both, "", both, "", "entry \"a\" is both a file and a directory"]);
    }

    #[test]
    fn a_folder_below_a_bad_one_stays_bad() {
        let told = faults(&["a", "a/b/c", "a/b/d", "a/b/"]);
        let both = "entry \"a\" is both a file and a directory";
        assert_eq!(told, ["", both, both, both]);
    }

    #[test]
    fn a_file_comes_once() {
        assert_eq!(faults(&["x/y", "x/y"]), ["", "multiple entries for file \"x/y\""]);
    }
}
