//! The `h1:` sums of module zips and go.mod files, as golang.org/x/mod/sumdb/dirhash makes them.
//!
//! Source: env-auth-proxy-tls.md §3.5; modules.md §12.5.

use std::{
    fmt::Write as _,
    io::{Read, Seek},
};

use aws_lc_rs::digest::{Context, Digest, SHA256};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::go::std::archive::zip::{Archive, ZipError};

/// Why a zip has no sum.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// A name with a line end in it.
    #[error(transparent)]
    Newline(#[from] NewlineInName),
    /// A file cannot be unpacked.
    #[error(transparent)]
    Zip(#[from] ZipError),
}

/// A name with a line end in it, for which there is no line in the list that is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("dirhash: filenames with newlines are not supported")]
pub struct NewlineInName;

/// Whether a download can have the hash `text`: `h1:` and the base64 of a SHA-256 sum.
pub fn is_hash(text: &str) -> bool {
    let sum = text.strip_prefix("h1:").and_then(|sum| STANDARD.decode(sum).ok());
    sum.is_some_and(|sum| sum.len() == SHA256.output_len())
}

/// The `h1:` of a go.mod file, as go.sum has it in lines with `/go.mod`.
pub fn go_mod(content: &[u8]) -> String {
    let mut sum = Sum::default();
    let mut file = Context::new(&SHA256);
    file.update(content);
    sum.add(file.finish(), b"go.mod");
    sum.finish()
}

/// The `h1:` of a module's zip: over all entries, folders as files of no bytes. Of two entries with one name the last
/// counts, twice.
pub fn zip<R: Read + Seek>(archive: &mut Archive<R>) -> Result<String, HashError> {
    let (entries, contents) = archive.parts();
    hash1(entries, |entry| &entry.name, |entry, give| Ok(contents.read(entry, give)?))
}

/// The `h1:` of any list of files: `name` tells a file's name, `read` gives its content out piece by piece. They are read
/// in the order of their names, as bytes.
pub fn hash1<T, E: From<NewlineInName>>(
    files: &[T],
    name: impl Fn(&T) -> &[u8],
    mut read: impl FnMut(&T, &mut dyn FnMut(&[u8])) -> Result<(), E>,
) -> Result<String, E> {
    let mut sum = Sum::default();
    for file in by_name(files, &name) {
        if name(file).contains(&b'\n') {
            return Err(NewlineInName.into());
        }
        let mut content = Context::new(&SHA256);
        read(file, &mut |piece| content.update(piece))?;
        sum.add(content.finish(), name(file));
    }
    Ok(sum.finish())
}

fn by_name<'a, T>(files: &'a [T], name: &impl Fn(&T) -> &[u8]) -> Vec<&'a T> {
    let mut order: Vec<&T> = files.iter().collect();
    order.sort_by(|a, b| name(a).cmp(name(b)));
    for at in (1..order.len()).rev() {
        if name(order[at - 1]) == name(order[at]) {
            order[at - 1] = order[at];
        }
    }
    order
}

/// The sum of a list of files: SHA-256 over a line for each, `HEX  NAME`.
struct Sum(Context);

impl Default for Sum {
    fn default() -> Self {
        Self(Context::new(&SHA256))
    }
}

impl Sum {
    fn add(&mut self, file: Digest, name: &[u8]) {
        let mut hex = String::with_capacity(64);
        for byte in file.as_ref() {
            let written = write!(hex, "{byte:02x}");
            debug_assert!(written.is_ok(), "writing to a String cannot fail");
        }
        for part in [hex.as_bytes(), b"  ", name, b"\n"] {
            self.0.update(part);
        }
    }

    fn finish(self) -> String {
        format!("h1:{}", STANDARD.encode(self.0.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_go_mod_has_the_sum_that_go_ignores() {
        assert_eq!(go_mod(b""), "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=");
    }
}
