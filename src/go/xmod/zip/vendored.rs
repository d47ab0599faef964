//! Which files lie in vendor folders, and so in no module.

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

/// The length of `vendor/`.
const VENDOR: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

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
