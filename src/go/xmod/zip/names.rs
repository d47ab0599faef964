//! Names of files, as text.

/// Whether `path.Clean` leaves `path` as it is: no empty element, no `.`, and `..` only in front of a relative one.
pub(super) fn is_clean(path: &[u8]) -> bool {
    if matches!(path, b"." | b"/") {
        return true;
    }
    let (rooted, rest) = path.strip_prefix(b"/").map_or((false, path), |rest| (true, rest));
    let mut leading = !rooted;
    rest.split(|b| *b == b'/').all(|element| {
        let up = element == b"..";
        leading &= up;
        !element.is_empty() && element != b"." && (!up || leading)
    })
}

/// The folder of `path` with its final slash, and what follows it.
pub(super) fn split(path: &[u8]) -> (&[u8], &[u8]) {
    path.split_at(path.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1))
}

/// Whether `name` is `go.mod` but for its case.
pub(super) fn is_go_mod(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"go.mod")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_paths() {
        for path in [".", "/", "a", "/a/b", "..", "../../a", "...", "a/..b"] {
            assert!(is_clean(path.as_bytes()), "{path}");
        }
        for path in ["", "./a", "a/", "a//b", "//a", "/..", "a/..", "a/.", "../a/..", "/./a"] {
            assert!(!is_clean(path.as_bytes()), "{path}");
        }
    }

    #[test]
    fn splits_at_the_last_slash() {
        assert_eq!(split(b"a/b/c"), (&b"a/b/"[..], &b"c"[..]));
        assert_eq!(split(b"c"), (&b""[..], &b"c"[..]));
    }
}
