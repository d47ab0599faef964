//! Which files of a tree go into the zip of a module that go makes itself, in direct mode.

use std::collections::HashSet;

use super::{
    Faulty, FileFault, MAX_GO_MOD, MAX_LICENSE, MAX_ZIP, TooLarge, VendorRule,
    collisions::Collisions, names,
};
use crate::go::{std::archive::zip::Kind, version::Version, xmod::module::check_file};

/// A file of the tree.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its path from the root of the module, with slashes.
    pub path: &'a [u8],
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes; a size beyond 63 bits counts as negative.
    pub size: u64,
}

/// What becomes of the files of a tree. Each is in one list, unless its path came before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Indexes of the files that go into the zip, in order.
    pub files: Vec<usize>,
    /// Files that are left out.
    pub omitted: Vec<Faulty>,
    /// Files that make the zip impossible.
    pub invalid: Vec<Faulty>,
    /// Whether all of it is too large.
    pub too_large: Option<TooLarge>,
}

impl Listed {
    /// The text with which go makes no zip, as `modzip.Create` has it: `create zip: …`.
    pub fn error(&self) -> Option<String> {
        let lines = || self.invalid.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let invalid = (!self.invalid.is_empty()).then(lines);
        let text = self.too_large.map(|too_large| too_large.to_string()).or(invalid)?;
        Some(format!("create zip: {text}"))
    }
}

/// Sorts the files of a module's tree, in the order in which they come.
///
/// `vendor` is by the `go` line of the go.mod at the root; `version` decides which letters there are.
pub fn list(files: &[File<'_>], vendor: VendorRule, version: Version) -> Listed {
    let mut listing = Listing {
        vendor,
        other_modules: modules_in(files),
        collisions: Collisions::new(version),
        left: MAX_ZIP,
        told: HashSet::new(),
        listed: Listed::default(),
        version,
    };
    for (index, file) in files.iter().enumerate() {
        match listing.sort(file) {
            Ok(()) => listing.listed.files.push(index),
            Err((fate, fault)) => listing.tell(file, fate, fault),
        }
    }
    listing.listed
}

/// Folders below the root, with their final slash, that hold a go.mod.
fn modules_in<'a>(files: &[File<'a>]) -> HashSet<&'a [u8]> {
    let regular = files.iter().filter(|file| file.kind == Kind::Regular);
    let split = regular.map(|file| names::split(file.path));
    split
        .filter(|(folder, base)| !folder.is_empty() && names::is_go_mod(base))
        .map(|it| it.0)
        .collect()
}

/// Which list a file comes to.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Omitted,
    Invalid,
}

struct Listing<'a> {
    vendor: VendorRule,
    other_modules: HashSet<&'a [u8]>,
    collisions: Collisions<'a>,
    left: u64,
    /// Paths of which something was said: go says no more of them.
    told: HashSet<&'a [u8]>,
    listed: Listed,
    version: Version,
}

impl<'a> Listing<'a> {
    fn sort(&mut self, file: &File<'a>) -> Result<(), (Fate, FileFault)> {
        use Fate::{Invalid, Omitted};
        let path = file.path;
        check(names::is_clean(path), Invalid, FileFault::NotClean)?;
        check(!path.starts_with(b"/"), Invalid, FileFault::NotRelative)?;
        check(!self.vendor.leaves_out(path), Omitted, FileFault::InVendor)?;
        check(!self.in_other_module(path), Omitted, FileFault::InOtherModule)?;
        check(path != b".hg_archival.txt", Omitted, FileFault::HgArchival)?;
        check_file(path, self.version).map_err(|error| (Invalid, error.into()))?;
        check(!names::is_go_mod(path) || path == b"go.mod", Invalid, FileFault::GoModCase)?;
        let text = str::from_utf8(path).unwrap_or_default();
        let collision = self.collisions.check(text, file.kind == Kind::Folder);
        collision.map_err(|fault| (Invalid, fault))?;
        check(file.kind != Kind::Symlink, Omitted, FileFault::Symlink)?;
        check(file.kind == Kind::Regular, Omitted, FileFault::NotRegular)?;
        self.weigh(file).map_err(|fault| (Invalid, fault))
    }

    fn in_other_module(&self, path: &[u8]) -> bool {
        let ends = path.iter().enumerate().filter(|(_, b)| **b == b'/').map(|(at, _)| at + 1);
        ends.filter_map(|end| path.get(..end)).any(|folder| self.other_modules.contains(folder))
    }

    fn weigh(&mut self, file: &File<'_>) -> Result<(), FileFault> {
        match self.left.checked_sub(file.size) {
            Some(left) => self.left = left,
            None => self.listed.too_large = Some(TooLarge::Tree),
        }
        let known = i64::try_from(file.size).is_ok();
        match file.path {
            b"go.mod" if known && file.size > MAX_GO_MOD => Err(FileFault::GoModSize),
            b"LICENSE" if known && file.size > MAX_LICENSE => Err(FileFault::LicenseSize),
            _ => Ok(()),
        }
    }

    fn tell(&mut self, file: &File<'a>, fate: Fate, fault: FileFault) {
        if self.told.insert(file.path) {
            let list = match fate {
                Fate::Omitted => &mut self.listed.omitted,
                Fate::Invalid => &mut self.listed.invalid,
            };
            list.push(Faulty { name: file.path.into(), fault });
        }
    }
}

fn check(holds: bool, fate: Fate, fault: FileFault) -> Result<(), (Fate, FileFault)> {
    if holds { Ok(()) } else { Err((fate, fault)) }
}
