//! Which files lie in vendor folders, and so in no module.

use crate::go::version::{Change, Version};

/// How vendor folders are recognised: by the module's own `go` line, so that sums of older modules stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VendorRule {
    /// As always until go 1.23: `vendor/modules.txt` is kept, and where the folder is not at the root, the first seven
    /// bytes of the path are passed over in place of it.
    #[default]
    Old,
    /// Where the module says `go 1.24` or newer, since go 1.24.
    New,
}

impl VendorRule {
    /// The rule of a release for a module whose go.mod says `go` this, if it says so in a form that go reads.
    pub fn of(go: Option<&str>, version: Version) -> Self {
        let newer = go.and_then(language).is_some_and(|language| language >= (1, 24));
        if newer && version.has(Change::VendorByGoLine) { Self::New } else { Self::Old }
    }

    /// Whether `path` is left out. A file that lies in a vendor folder itself is not, only those in folders below it.
    pub(super) fn leaves_out(self, path: &[u8]) -> bool {
        if self == Self::New && path == b"vendor/modules.txt" {
            return true;
        }
        let start = if path.starts_with(b"vendor/") {
            Some(VENDOR)
        } else {
            let at = path.windows(VENDOR + 1).position(|window| window == b"/vendor/");
            at.map(|at| if self == Self::New { at + VENDOR + 1 } else { VENDOR + 1 })
        };
        start.is_some_and(|start| path.iter().skip(start).any(|b| *b == b'/'))
    }
}

/// The language version of `1.24`, `1.24.3` or `1.24rc1`; `None` for what is no version.
fn language(go: &str) -> Option<(u64, u64)> {
    let (major, rest) = number(go)?;
    let Some(rest) = rest.strip_prefix('.') else { return rest.is_empty().then_some((major, 0)) };
    let (minor, rest) = number(rest)?;
    let last = match rest.strip_prefix('.') {
        Some(patch) => patch,
        None if rest.is_empty() => return Some((major, minor)),
        None => rest.trim_start_matches(|c: char| !c.is_ascii_digit()),
    };
    let whole = number(last).is_some_and(|(_, rest)| rest.is_empty());
    whole.then_some((major, minor))
}

/// The number that `text` begins with, without zeros in front, and what follows.
fn number(text: &str) -> Option<(u64, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (digits, rest) = text.split_at(text.len() - rest.len());
    let padded = digits.len() > 1 && digits.starts_with('0');
    (!padded).then(|| digits.parse().ok()).flatten().map(|number| (number, rest))
}

/// The length of `vendor/`.
const VENDOR: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_go_line_decides() {
        for go in ["1.24", "1.24.0", "1.24rc1", "1.30", "2.0"] {
            assert_eq!(VendorRule::of(Some(go), Version::NEWEST), VendorRule::New, "{go}");
        }
        for go in ["1.23.9", "1.23", "1", "1.024", "x", "", "1.24.", "1.24rc", "1.24.1rc1"] {
            assert_eq!(VendorRule::of(Some(go), Version::NEWEST), VendorRule::Old, "{go}");
        }
        assert_eq!(VendorRule::of(Some("1.24"), "1.23".parse().unwrap()), VendorRule::Old);
    }

    #[test]
    fn files_of_vendored_packages_are_left_out() {
        for (path, old, new) in [
            ("vendor/a.go", false, false),
            ("vendor/modules.txt", false, true),
            ("vendor/x.test/a.go", true, true),
            ("p/vendor/a.go", true, false),
            ("p/vendor/x/a.go", true, true),
            ("pk/vendor/vendor.go", true, false),
            ("longer/vendor/a.go", true, false),
            ("myvendor/x/a.go", false, false),
            ("a/vendor", false, false),
        ] {
            assert_eq!(VendorRule::Old.leaves_out(path.as_bytes()), old, "{path}");
            assert_eq!(VendorRule::New.leaves_out(path.as_bytes()), new, "{path}");
        }
    }
}
