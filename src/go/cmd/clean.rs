//! How `go get` cleans its arguments (discovery.md §2.1).

use crate::go::version::{Change, Version};

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
    let mut cleaned = clean_path(&path);
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

/// The shortest path that names the same place: no empty element, no `.`, `..` only in front.
pub(crate) fn clean_path(path: &[u8]) -> Vec<u8> {
    let rooted = is_absolute(path);
    let mut kept: Vec<&[u8]> = Vec::new();
    for element in path.split(|b| *b == b'/') {
        match element {
            b"" | b"." => {}
            b".." if kept.last().is_some_and(|last| *last != b"..") => drop(kept.pop()),
            b".." if rooted => {}
            _ => kept.push(element),
        }
    }
    match (rooted, kept.is_empty()) {
        (true, _) => [b"/".as_slice(), &kept.join(&b'/')].concat(),
        (false, true) => b".".to_vec(),
        (false, false) => kept.join(&b'/'),
    }
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
