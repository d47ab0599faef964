//! A reference (`Location: ../x`) against the URL that it was found at.

use super::{
    ParseError, Url,
    escape::{Part, unescape},
};
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

    /// The URL with `path` behind its own, one slash between them: how go makes the URLs of proxies and checksum databases
    /// (`web.Join`). `path` is text without escapes; what go would escape in it is sent unchanged where this URL has no
    /// path of its own.
    #[must_use]
    pub fn below(&self, path: &str) -> Self {
        let path = path.strip_prefix('/').unwrap_or(path).as_bytes();
        let behind = |own: &[u8]| [own.strip_suffix(b"/").unwrap_or(own), b"/", path].concat();
        let (path, written) = (behind(&self.path), behind(&self.raw_path));
        let same = unescape(&written, Part::Path).is_ok_and(|plain| plain == path);
        let raw_path = if same { written } else { Vec::new() };
        Self { path: path.into(), raw_path: raw_path.into(), ..self.clone() }
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

/// Not quite RFC 3986 where slashes follow each other: once `..` has left nothing, the next element
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
#[cfg(test)]
mod tests {
    use super::*;

    /// `[sumdb-upper]`, `[goproxy-base-path]` of module-cases.jsonl.
    #[test]
    fn what_is_below_keeps_its_form_only_at_the_root() {
        for (base, below) in [
            ("https://h", "https://h/lookup/a.b/!x@v1"),
            ("https://h/", "https://h/lookup/a.b/!x@v1"),
            ("https://h/a", "https://h/a/lookup/a.b/%21x@v1"),
            ("https://h/a%20b/", "https://h/a%20b/lookup/a.b/%21x@v1"),
            ("https://h/a%2fb", "https://h/a%2fb/lookup/a.b/!x@v1"),
            ("https://h/?q=1", "https://h/lookup/a.b/!x@v1?q=1"),
        ] {
            let url = Url::parse(base).unwrap().below("/lookup/a.b/!x@v1");
            assert_eq!(url.to_string(), below, "{base}");
        }
    }
}
