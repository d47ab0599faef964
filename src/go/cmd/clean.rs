//! How `go get` cleans its arguments (discovery.md §2.1).

use crate::go::{
    std::path,
    version::{Change, Version},
};

/// `arg` as `go get` cleans it: as a slash-separated path, up to its first `@`.
///
/// Backslashes become slashes since 1.25, and a leading `./` stays. A directory has no `@` to stop at,
/// and an absolute one keeps its backslashes.
pub fn clean(arg: &[u8], version: Version) -> Vec<u8> {
    let whole = is_relative(arg) || is_absolute(arg);
    let end = if whole { None } else { arg.iter().position(|b| *b == b'@') };
    let (path, rest) = arg.split_at(end.unwrap_or(arg.len()));
    let mut path = path.to_vec();
    if !is_absolute(arg) && version.has(Change::BackslashIsSlash) {
        path.iter_mut().filter(|b| **b == b'\\').for_each(|b| *b = b'/');
    }
    let mut cleaned = path::clean(&path);
    if path.starts_with(b"./") && cleaned != b"." {
        cleaned.splice(..0, *b"./");
    }
    cleaned.extend_from_slice(rest);
    cleaned
}

/// Whether `path` names a directory by its place relative to this one.
pub(crate) fn is_relative(path: &[u8]) -> bool {
    matches!(path, b"." | b"..") || path.starts_with(b"./") || path.starts_with(b"../")
}

/// Whether `path` starts at the root.
pub(crate) fn is_absolute(path: &[u8]) -> bool {
    path.starts_with(b"/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::std::strconv::text::lossy;

    fn cleaned(arg: &str) -> String {
        lossy(&clean(arg.as_bytes(), Version::NEWEST))
    }

    #[test]
    fn cleans_up_to_the_version() {
        assert_eq!(cleaned("https://h/p/..@a//b"), "https:/h@a//b");
        assert_eq!(cleaned(""), ".");
        assert_eq!(cleaned(r"a\b@c\d"), r"a/b@c\d");
        assert_eq!(cleaned("./x//y@v/"), "./x/y@v");
        assert_eq!(cleaned(r"/x\y/.."), "/");
        assert_eq!(cleaned("./a/../.."), "./..");
    }
}
