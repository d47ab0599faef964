//! A reference (`Location: ../x`) against the URL that it was found at.

use super::{ParseError, Url};
use crate::go::version::Version;

impl Url {
    /// Reads `reference` as a URL and resolves it against this one, as go does with a redirect's
    /// Location.
    pub fn join(&self, reference: impl AsRef<[u8]>) -> Result<Self, ParseError> {
        self.join_by(reference, Version::NEWEST)
    }

    /// As [`Url::join`], by the rules of `version`.
    pub fn join_by(
        &self,
        reference: impl AsRef<[u8]>,
        version: Version,
    ) -> Result<Self, ParseError> {
        Ok(self.resolve(Self::parse_by(reference, version)?))
    }

    /// `reference` made absolute (RFC 3986, section 5.2, with go's leniency).
    fn resolve(&self, reference: Self) -> Self {
        let mut url = reference;
        let has_scheme = !url.scheme.is_empty();
        if !has_scheme {
            url.scheme.clone_from(&self.scheme);
        }
        if has_scheme || !url.host.is_empty() || url.user.is_some() {
            url.set_resolved_path(&url.escaped_path(), b"");
            return url;
        }
        if !url.opaque.is_empty() {
            return url;
        }
        self.lend_query(&mut url);
        if url.path.is_empty() && !self.opaque.is_empty() {
            url.opaque.clone_from(&self.opaque);
            return url;
        }
        url.user.clone_from(&self.user);
        url.host.clone_from(&self.host);
        url.set_resolved_path(&self.escaped_path(), &url.escaped_path());
        url
    }

    /// A reference that is only a fragment, or nothing, keeps the query of the base.
    fn lend_query(&self, url: &mut Self) {
        if !url.path.is_empty() || url.force_query || !url.query.is_empty() {
            return;
        }
        url.query.clone_from(&self.query);
        if url.fragment.is_empty() {
            url.fragment.clone_from(&self.fragment);
            url.raw_fragment.clone_from(&self.raw_fragment);
        }
    }

    fn set_resolved_path(&mut self, base: &[u8], reference: &[u8]) {
        let path = resolve_path(base, reference);
        // Both came out of a URL that parsed, so the escapes are right.
        let _ = self.set_path(&path);
    }
}

/// `reference` seen from the folder of `base`, without `.` and `..` elements.
fn resolve_path(base: &[u8], reference: &[u8]) -> Vec<u8> {
    let folder = base.iter().rposition(|b| *b == b'/').map_or(0, |slash| slash + 1);
    let full = match reference {
        [] => base.to_vec(),
        [b'/', ..] => reference.to_vec(),
        _ => [&base[..folder], reference].concat(),
    };
    if full.is_empty() { full } else { remove_dots(&full) }
}

/// Not quite RFC 3986 where slashes stand in a row: once `..` has left nothing, the next element
/// begins anew, so that `/x/..//g` is `/g`.
fn remove_dots(path: &[u8]) -> Vec<u8> {
    let mut kept: Vec<&[u8]> = Vec::new();
    let mut last: &[u8] = b"";
    for element in path.split(|b| *b == b'/') {
        last = element;
        match element {
            b"." if kept.is_empty() => kept.push(b""),
            b"." => {}
            b".." => go_up(&mut kept),
            _ => kept.push(element),
        }
    }
    if matches!(last, b"." | b"..") {
        kept.push(b"");
    }
    let joined = kept.join(&b'/');
    if joined.starts_with(b"/") { joined } else { [b"/", joined.as_slice()].concat() }
}

fn go_up(kept: &mut Vec<&[u8]>) {
    kept.pop();
    if matches!(kept[..], [b""]) {
        kept.clear();
    }
}
