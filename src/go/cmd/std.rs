//! The packages that come with go, so that no module is asked for them (discovery.md §2.5).

/// Whether `path` is a package of go 1.27 itself, for any system: `fmt`, `cmd/go`, also what
/// is internal or vendored (`internal/abi`, `vendor/golang.org/x/net/idna`).
///
/// `runtime/cgo` is one for a go with cgo only (`CGO_ENABLED=1`).
/// Any other path whose first element has no dot is no package at all: no module path may
/// look like that, so go fails without a network.
pub fn is_standard(path: &str) -> bool {
    PACKAGES.lines().any(|package| package == path)
}

/// `go list std cmd` of 1.27.3, over all systems of `go tool dist list`, with and without cgo.
const PACKAGES: &str = include_str!("std.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_comes_with_go() {
        let vendored = "cmd/vendor/golang.org/x/mod/module";
        for path in ["fmt", "net", "internal/abi", "cmd/go", vendored, "syscall/js"] {
            assert!(is_standard(path), "{path}");
        }
        for path in ["", "container", "fmt/x", "cmd", "std", "golang.org/x/net/idna", "builtin"] {
            assert!(!is_standard(path), "{path}");
        }
    }

    #[test]
    fn table_is_sorted() {
        assert!(PACKAGES.lines().is_sorted());
    }
}
