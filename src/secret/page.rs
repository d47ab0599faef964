//! Pages from outside, kept without the passwords in their URLs.

use std::ops::Range;

use super::{entities::decoded, passwords, url::as_written};

/// Writes an `x` for every byte of a password in `page`: of those in its URLs, which may be written
/// with character references, and of `secrets`. Whether that changes anything.
///
/// Nothing else changes, and no byte that gives a page its shape, so that a parser reads the same
/// from it, in the same places.
pub fn veil(page: &mut [u8], secrets: &[String]) -> bool {
    if !has_at(page) {
        return false;
    }
    let (text, places) = decoded(page);
    let quoted = text.replace(['<', '>', '"', '\'', '`'], " ");
    let mut ranges: Vec<Range<usize>> = as_written(&quoted).collect();
    for secret in secrets {
        let between = format!(":{secret}@");
        let found = text.match_indices(&between).map(|(at, _)| at + 1);
        ranges.extend(found.map(|start| start..start + secret.len()));
    }
    let mut changed = false;
    for Range { start, end } in ranges {
        changed |= cover(&mut page[places[start]..places[end]]);
    }
    changed
}

/// Whether an `@` can be in the page, without which there is no password.
fn has_at(page: &[u8]) -> bool {
    page.contains(&b'@') || page.windows(3).any(|end| matches!(end, b"at;" | b"64;" | b"40;"))
}

/// `text` with an `x` for every byte of a password in its URLs, but for quotes and the like.
pub fn veiled(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in passwords(text) {
        cover(&mut bytes[range]);
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes an `x` for each byte, but for those that give a page its shape, and bytes that are no
/// characters, which go reports. Whether that changes anything.
fn cover(bytes: &mut [u8]) -> bool {
    let is_text = str::from_utf8(bytes).is_ok();
    let mut changed = false;
    for byte in bytes {
        let shapes = matches!(byte, b'<' | b'>' | b'"' | b'\'' | 0..=b' ' | 127);
        if !shapes && (byte.is_ascii() || is_text) && *byte != b'x' {
            *byte = b'x';
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn veil_of(page: &str, secrets: &[&str]) -> (String, bool) {
        let mut bytes = page.as_bytes().to_vec();
        let secrets: Vec<String> = secrets.iter().map(|secret| (*secret).to_owned()).collect();
        let changed = veil(&mut bytes, &secrets);
        assert_eq!(bytes.len(), page.len(), "{page}");
        (String::from_utf8(bytes).unwrap(), changed)
    }

    #[test]
    fn passwords_are_overwritten_and_nothing_else() {
        for (page, secrets, expected) in [
            ("<a href=\"https://u:pää@h/x\">", &[][..], "<a href=\"https://u:xxxxx@h/x\">"),
            ("<b>a:b</b><a>x@y</a>", &[], "<b>a:b</b><a>x@y</a>"),
            ("https://h:8443/x@y mailto:u@h", &[], "https://h:8443/x@y mailto:u@h"),
            ("'://u:p'q@h'", &["p'q"], "'://u:x'x@h'"),
            ("https&#58;//u:s&#x65;c@h", &[], "https&#58;//u:xxxxxxxx@h"),
            ("&#58;s&#x65;c&amp;@ :'ec&@", &["sec&", "'ec&"], "&#58;xxxxxxxxxxxxx@ :'xxx@"),
            ("://u&colon;s&commat;h u:s&#64;h", &[], "://u&colon;x&commat;h u:x&#64;h"),
            ("a:xx@h", &["xx"], "a:xx@h"),
        ] {
            let (veiled, changed) = veil_of(page, secrets);
            assert_eq!((veiled.as_str(), changed), (expected, expected != page));
            assert_eq!(veil_of(&veiled, secrets), (veiled.clone(), false));
        }
    }

    #[test]
    fn bytes_that_are_no_characters_stay() {
        let mut page = b"https://u:p\xff@h".to_vec();
        assert!(veil(&mut page, &[]));
        assert_eq!(page, b"https://u:x\xff@h");
    }
}
