//! Signed notes: a text, an empty line, and lines with signatures (golang.org/x/mod/sumdb/note).

use std::collections::HashSet;

use aws_lc_rs::{
    digest::{SHA256, digest},
    signature::{ED25519, UnparsedPublicKey},
};
use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{GeneralPurpose, GeneralPurposeConfig},
};

/// A key that verifies signatures, with the name of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    hash: u32,
    key: Vec<u8>,
}

/// Why a text is no verifier key. The texts are go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not of the form `NAME+8 hex digits+base64`.
    #[error("malformed verifier id")]
    Malformed,
    /// The hash in it is not that of its name and key.
    #[error("invalid verifier hash")]
    Hash,
    /// A kind of key that go does not know; it knows Ed25519.
    #[error("unknown verifier algorithm")]
    Algorithm,
}

/// Why a note does not count. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// A signature by a known key that is not one.
    #[error("invalid signature for key {name}+{hash:08x}")]
    InvalidSignature {
        /// The key's owner.
        name: String,
        /// The key's hash.
        hash: u32,
    },
    /// Not the form of a note.
    #[error("malformed note")]
    Malformed,
    /// No signature by a known key.
    #[error("note has no verifiable signatures")]
    Unverified,
}

impl Verifier {
    /// Reads a key such as `sum.golang.org+033de0ae+Ac4…`.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, rest) = text.split_once('+').unwrap_or((text, ""));
        let (hex, encoded) = rest.split_once('+').unwrap_or((rest, ""));
        let is_hash = hex.len() == 8 && hex.bytes().all(|b| b.is_ascii_hexdigit());
        let hash = u32::from_str_radix(hex, 16).ok().filter(|_| is_hash);
        let hash = hash.ok_or(KeyError::Malformed)?;
        let key = decode(encoded).ok_or(KeyError::Malformed)?;
        let (algorithm, public) = key.split_first().ok_or(KeyError::Malformed)?;
        if !is_name(name) {
            return Err(KeyError::Malformed);
        }
        if hash != key_hash(name, &key) {
            return Err(KeyError::Hash);
        }
        match (*algorithm, public.len()) {
            (ALGORITHM_ED25519, KEY_LENGTH) => {
                Ok(Self { name: name.to_owned(), hash, key: public.to_vec() })
            }
            (ALGORITHM_ED25519, _) => Err(KeyError::Malformed),
            _ => Err(KeyError::Algorithm),
        }
    }

    /// The owner's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number by which a signature names its key.
    pub fn hash(&self) -> u32 {
        self.hash
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.key).verify(text, signature).is_ok()
    }
}

/// The text of a note that `verifier` signed, with its final line end. Signatures by other keys do not count; of several
/// by this one, only the first.
pub fn open<'a>(message: &'a [u8], verifier: &Verifier) -> Result<&'a str, NoteError> {
    let message = str::from_utf8(message).map_err(|_| NoteError::Malformed)?;
    if message.chars().any(|c| c < ' ' && c != '\n') {
        return Err(NoteError::Malformed);
    }
    let end = message.rfind("\n\n").ok_or(NoteError::Malformed)?;
    let (text, rest) = message.split_at(end + 1);
    let lines = rest.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n'));
    let lines = lines.ok_or(NoteError::Malformed)?;
    let mut seen = HashSet::new();
    for (index, line) in lines.split('\n').enumerate() {
        let signature = Signature::parse(line).ok_or(NoteError::Malformed)?;
        if index >= MOST_SIGNATURES {
            return Err(NoteError::Malformed);
        }
        let (name, hash) = (signature.name, signature.hash);
        let known = name == verifier.name && hash == verifier.hash;
        if known && seen.insert((name, hash)) && !verifier.verify(text.as_bytes(), &signature.bytes)
        {
            return Err(NoteError::InvalidSignature { name: name.to_owned(), hash });
        }
    }
    if seen.is_empty() { Err(NoteError::Unverified) } else { Ok(text) }
}

/// One line below a note.
struct Signature<'a> {
    name: &'a str,
    hash: u32,
    bytes: Vec<u8>,
}

impl<'a> Signature<'a> {
    /// Reads `— NAME base64(4 bytes of the key's hash, signature)`.
    fn parse(line: &'a str) -> Option<Self> {
        let line = line.strip_prefix("— ")?;
        let (name, encoded) = line.split_once(' ').unwrap_or((line, ""));
        let decoded = decode(encoded)?;
        let (hash, bytes) = decoded.split_first_chunk()?;
        let well = is_name(name) && !bytes.is_empty();
        well.then(|| Self { name, hash: u32::from_be_bytes(*hash), bytes: bytes.to_vec() })
    }
}

/// The number by which signatures name a key: the start of a SHA-256 over its owner's name and itself.
pub(crate) fn key_hash(name: &str, key: &[u8]) -> u32 {
    let sum = digest(&SHA256, &[name.as_bytes(), b"\n", key].concat());
    sum.as_ref().first_chunk().map_or(0, |start| u32::from_be_bytes(*start))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}

/// Base64 as go reads it: padded, and bits that are left over at the end do not count.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);
/// The byte in front of an Ed25519 key.
pub(crate) const ALGORITHM_ED25519: u8 = 1;
/// The length of an Ed25519 key, in bytes.
const KEY_LENGTH: usize = 32;
/// How many signatures a note may have.
const MOST_SIGNATURES: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    #[test]
    fn the_public_database_has_a_key() {
        let key = Verifier::parse(KEY).unwrap();
        assert_eq!((key.name(), key.hash()), ("sum.golang.org", 0x033d_e0ae));
    }

    #[test]
    fn what_is_no_key_says_why() {
        for (key, why) in [
            ("sum.golang.org", KeyError::Malformed),
            ("", KeyError::Malformed),
            (
                "sum.golang.org+33de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                KeyError::Malformed,
            ),
            (
                "sum.golang.org++33de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                KeyError::Malformed,
            ),
            (
                "Sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                KeyError::Hash,
            ),
            (
                "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                KeyError::Hash,
            ),
        ] {
            assert_eq!(Verifier::parse(key), Err(why), "{key}");
        }
        let unknown = format!("a+{:08x}+Ag==", key_hash("a", &[2]));
        assert_eq!(Verifier::parse(&unknown), Err(KeyError::Algorithm));
        let short = format!("a+{:08x}+AQA=", key_hash("a", &[1, 0]));
        assert_eq!(Verifier::parse(&short), Err(KeyError::Malformed));
    }
}
