//! Lists of module path patterns: GOPRIVATE, GONOPROXY, GONOSUMDB, GOINSECURE, GOVCS
//! (discovery.md §4.2, env-auth-proxy-tls.md §1.5).

use crate::go::version::{Change, Version};

/// The first pattern of the comma-separated `list` that matches `path`, as it is written there.
///
/// A pattern with n slashes is held against the first n+1 elements of the path. One `/` at its
/// end is dropped, spaces are not; a malformed pattern matches nothing.
pub fn matches<'a>(list: &'a str, path: &str) -> Option<&'a str> {
    list.split(',').find(|item| matches_prefix(item.strip_suffix('/').unwrap_or(item), path))
}

/// As [`matches()`], by the rules of a release: a `/` at the end of a pattern once made it useless.
pub fn matches_in<'a>(list: &'a str, path: &str, version: Version) -> Option<&'a str> {
    let counts = |item: &&str| version.has(Change::FinalSlashInPatterns) || !item.ends_with('/');
    list.split(',').filter(counts).find(|item| matches(item, path).is_some())
}

/// Whether `pattern` is no glob that go can read, so that it matches nothing: an open or empty class, or a `\\` with
/// nothing behind it.
pub fn is_malformed(pattern: &str) -> bool {
    let mut rest = pattern.strip_suffix('/').unwrap_or(pattern).as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = match first {
            b'\\' if behind.is_empty() => return true,
            b'\\' => behind.get(1..).unwrap_or_default(),
            b'[' => match match_class(behind, 'a') {
                Some((_, behind)) => behind,
                None => return true,
            },
            _ => behind,
        };
    }
    false
}

fn matches_prefix(glob: &str, path: &str) -> bool {
    let slashes = glob.matches('/').count();
    let end = path.match_indices('/').nth(slashes).map_or(path.len(), |(at, _)| at);
    let prefix = path.get(..end).unwrap_or(path);
    !glob.is_empty() && prefix.matches('/').count() == slashes && glob_matches(glob, prefix)
}

/// Whether the whole `name` matches `glob`, as go's `path.Match` has it.
///
/// `*` is any run without `/`, `?` one character but `/`, `[a-c]` and `[^a-c]` one character in
/// or out of a class, `\c` the character c. False for a malformed glob.
fn glob_matches(glob: &str, name: &str) -> bool {
    let (mut glob, mut name) = (glob.as_bytes(), name.as_bytes());
    // Where to go on when the present try fails: behind the last `*`, one byte further in the name.
    let mut retry: Option<(&[u8], &[u8])> = None;
    loop {
        if let Some(rest) = glob.strip_prefix(b"*") {
            (glob, retry) = (rest, Some((rest, name)));
        } else if glob.is_empty() && name.is_empty() {
            return true;
        } else if let Some(rests) = match_one(glob, name) {
            (glob, name) = rests;
        } else {
            // Bytes, not characters: go steps into the middle of a character too.
            let Some((behind, [skipped, rest @ ..])) = retry else { return false };
            if *skipped == b'/' {
                return false;
            }
            (glob, name, retry) = (behind, rest, Some((behind, rest)));
        }
    }
}

/// What is left of both once the first item of `glob`, no `*`, took one character of `name`.
fn match_one<'a>(glob: &'a [u8], name: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
    let (c, rest) = next_char(name)?;
    match glob.split_first()? {
        (b'?', glob) => (c != '/').then_some((glob, rest)),
        (b'[', class) => {
            let (inside, glob) = match_class(class, c)?;
            inside.then_some((glob, rest))
        }
        (b'\\', escaped) => literal(escaped, name),
        _ => literal(glob, name),
    }
}

fn literal<'a>(glob: &'a [u8], name: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
    let ((wanted, glob), (found, name)) = (glob.split_first()?, name.split_first()?);
    (wanted == found).then_some((glob, name))
}

/// Whether `c` is in the class whose text follows `[`, and what follows the class.
/// None if the class is malformed.
fn match_class(class: &[u8], c: char) -> Option<(bool, &[u8])> {
    let negated = class.strip_prefix(b"^");
    let (mut found, mut class) = (false, negated.unwrap_or(class));
    loop {
        let (low, rest) = class_char(class)?;
        let (high, rest) = match rest.strip_prefix(b"-") {
            Some(rest) => class_char(rest)?,
            None => (low, rest),
        };
        found |= (low..=high).contains(&c);
        if let Some(rest) = rest.strip_prefix(b"]") {
            return Some((found != negated.is_some(), rest));
        }
        class = rest;
    }
}

/// One end of a range: any character but `-` and `]`, or any one behind a backslash.
fn class_char(class: &[u8]) -> Option<(char, &[u8])> {
    match class.split_first()? {
        (b'-' | b']', _) => None,
        (b'\\', escaped) => next_char(escaped),
        _ => next_char(class),
    }
}

/// The first character; U+FFFD of one byte where a character does not start.
fn next_char(text: &[u8]) -> Option<(char, &[u8])> {
    let head = text.get(..text.len().min(4))?;
    let first = head.utf8_chunks().next()?.valid().chars().next();
    let c = first.unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((c, text.get(first.map_or(1, char::len_utf8)..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_which_pattern_decided() {
        assert_eq!(matches("a.b,,*.corp/", "git.corp/x/y"), Some("*.corp/"));
        assert_eq!(matches("a.b, git.corp", "git.corp/x"), None);
        assert_eq!(matches("a.b/*", "a.b"), None);
        assert_eq!(matches("", ""), None);
    }

    #[test]
    fn malformed_matches_nothing() {
        for glob in ["[", "[]a]", "[a-]", "[-a]", "[^]", "a\\", "a[", "*["] {
            assert_eq!(matches(glob, "a"), None, "{glob}");
        }
    }

    #[test]
    fn a_star_may_end_inside_a_character() {
        assert!(glob_matches("*??", "€") && !glob_matches("??", "€"));
    }
}
