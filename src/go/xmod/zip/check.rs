//! What go checks in the zip of a module before it unpacks it.

use std::io::{Read, Seek};

use super::{
    Faulty, FileFault, MAX_GO_MOD, MAX_LICENSE, MAX_ZIP, TooLarge, collisions::Collisions, names,
};
use crate::go::{
    std::{
        archive::zip::{Archive, Entry},
        strconv::{byte_string::ByteString, text::quote},
    },
    version::Version,
    xmod::{
        module::check_file,
        version::{self, canonical_version},
    },
};

/// What came of the check of a zip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files would be unpacked; folders do not count.
    pub files: usize,
    /// All that may not be there, in the order of the directory.
    pub invalid: Vec<Faulty>,
    /// Whether it is too large as a whole.
    pub too_large: Option<TooLarge>,
}

impl Checked {
    /// The text with which go refuses the zip: its size alone, or every fault on a line of its own.
    pub fn error(&self) -> Option<String> {
        let lines = || self.invalid.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let invalid = (!self.invalid.is_empty()).then(lines);
        self.too_large.map(|too_large| too_large.to_string()).or(invalid)
    }
}

/// Holds the directory of a zip of `size` bytes against the rules for `module`, which is `M@V`: a module path and a
/// canonical version that fits it.
///
/// Source: modules.md §12.2. `version` decides which letters there are.
pub fn check(module: &str, entries: &[Entry], size: u64, version: Version) -> Checked {
    if size > MAX_ZIP {
        return Checked { too_large: Some(TooLarge::File(size)), ..Checked::default() };
    }
    let mut check = Check {
        prefix: format!("{module}/"),
        collisions: Collisions::new(version),
        left: MAX_ZIP,
        checked: Checked::default(),
        version,
    };
    for entry in entries {
        if let Err(fault) = check.entry(entry) {
            check.checked.invalid.push(Faulty { name: entry.name.clone(), fault });
        }
    }
    check.checked
}

/// Why go does not unpack the zip of a module, in its words and its order: the version, the size, the names. The command
/// puts `unzip FILE: ` in front, and prints the whole a first time with `-> ` before that.
///
/// `version` of the module counts as it is; `release` decides which letters there are.
pub fn refusal<R: Read + Seek>(
    path: &str,
    version: &str,
    archive: &Archive<R>,
    release: Version,
) -> Option<String> {
    let canonical = canonical_version(version).unwrap_or_default();
    if canonical != version {
        let (given, wanted) = (quote(version), quote(canonical));
        return Some(format!("version {given} is not canonical (should be {wanted})"));
    }
    if let Err(error) = version::check(path, version) {
        return Some(error.to_string());
    }
    let module = format!("{path}@{version}");
    check(&module, archive.entries(), archive.size(), release).error()
}

/// The first entry outside of `M@V/`, for which go refuses a zip at its download, before it hashes it:
/// `zip for M@V has unexpected file NAME`.
pub fn unexpected_file<'a>(module: &str, entries: &'a [Entry]) -> Option<&'a ByteString> {
    let inside = |name: &ByteString| {
        name.strip_prefix(module.as_bytes()).is_some_and(|rest| rest.starts_with(b"/"))
    };
    entries.iter().map(|entry| &entry.name).find(|name| !inside(name))
}

struct Check<'a> {
    prefix: String,
    collisions: Collisions<'a>,
    /// How many more bytes there may be.
    left: u64,
    checked: Checked,
    version: Version,
}

impl<'a> Check<'a> {
    fn entry(&mut self, entry: &'a Entry) -> Result<(), FileFault> {
        let no_prefix = || FileFault::NoPrefix(self.prefix.clone());
        let name = entry.name.strip_prefix(self.prefix.as_bytes()).ok_or_else(no_prefix)?;
        if name.is_empty() {
            return Ok(());
        }
        let folder = name.strip_suffix(b"/");
        let name = folder.unwrap_or(name);
        if !names::is_clean(name) {
            return Err(FileFault::NotClean);
        }
        check_file(name, self.version)?;
        let path = str::from_utf8(name).unwrap_or_default();
        self.collisions.check(path, folder.is_some())?;
        if folder.is_some() {
            return Ok(());
        }
        check_go_mod(name)?;
        self.weigh(name, entry.size)
    }

    fn weigh(&mut self, name: &[u8], size: u64) -> Result<(), FileFault> {
        match self.left.checked_sub(size) {
            Some(left) => self.left = left,
            None => self.checked.too_large = Some(TooLarge::Contents),
        }
        // A size beyond 63 bits is negative to go.
        let known = i64::try_from(size).is_ok();
        match name {
            b"go.mod" if known && size > MAX_GO_MOD => Err(FileFault::GoModSize),
            b"LICENSE" if known && size > MAX_LICENSE => Err(FileFault::LicenseSize),
            _ => {
                self.checked.files += 1;
                Ok(())
            }
        }
    }
}

fn check_go_mod(name: &[u8]) -> Result<(), FileFault> {
    let (folder, base) = names::split(name);
    match (names::is_go_mod(base), folder.is_empty()) {
        (true, false) => Err(FileFault::GoModBelowRoot),
        (true, true) if name != b"go.mod" => Err(FileFault::GoModCase),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[major]` of module-cases.jsonl, and what precedes it.
    #[test]
    fn the_version_is_checked_before_the_names() {
        let empty = [&b"PK\x05\x06"[..], &[0; 18]].concat();
        let zip = [&b"x"[..], &empty].concat();
        let archive = Archive::open(std::io::Cursor::new(zip), "m.zip", Version::NEWEST).unwrap();
        let refused = |path, version| refusal(path, version, &archive, Version::NEWEST);
        assert_eq!(refused("a.b/c", "v1.0.0"), None);
        let major = "a.b/c@v2.0.0: invalid version: should be v0 or v1, not v2";
        assert_eq!(refused("a.b/c", "v2.0.0"), Some(major.into()));
        let short = "version \"v1.0\" is not canonical (should be \"v1.0.0\")";
        assert_eq!(refused("a.b/c", "v1.0"), Some(short.into()));
    }
}
