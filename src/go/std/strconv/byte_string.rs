//! Text from outside that is nearly always UTF-8, kept byte for byte when it is not.

use std::{fmt, ops::Deref};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use super::text;

/// A go string: any bytes.
///
/// Shown with one U+FFFD for each bad byte. Saved as a string where it is UTF-8, else as
/// `{"base64": "…"}`, so that a saved run keeps every byte.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Saved", into = "Saved")]
pub struct ByteString(Vec<u8>);

impl<T: Into<Vec<u8>>> From<T> for ByteString {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl Deref for ByteString {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for ByteString {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq<str> for ByteString {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl fmt::Display for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::lossy(&self.0))
    }
}

impl fmt::Debug for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::quote(&self.0))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Saved {
    Text(String),
    Bytes { base64: String },
}

impl From<ByteString> for Saved {
    fn from(bytes: ByteString) -> Self {
        match String::from_utf8(bytes.0) {
            Ok(text) => Self::Text(text),
            Err(not_utf8) => Self::Bytes { base64: STANDARD.encode(not_utf8.as_bytes()) },
        }
    }
}

impl TryFrom<Saved> for ByteString {
    type Error = base64::DecodeError;

    fn try_from(saved: Saved) -> Result<Self, base64::DecodeError> {
        match saved {
            Saved::Text(text) => Ok(Self(text.into_bytes())),
            Saved::Bytes { base64 } => STANDARD.decode(base64).map(Self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_and_read_back_byte_for_byte() {
        for (bytes, json) in
            [(&b"u\xc3\xa9"[..], "\"u\u{e9}\""), (b"u\xff", r#"{"base64":"df8="}"#)]
        {
            let string = ByteString::from(bytes);
            assert_eq!(serde_json::to_string(&string).unwrap(), json);
            assert_eq!(serde_json::from_str::<ByteString>(json).unwrap(), string);
        }
        assert_eq!(ByteString::from(b"u\xff".as_slice()).to_string(), "u\u{fffd}");
    }
}
