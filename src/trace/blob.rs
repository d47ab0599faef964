//! Bytes from outside, as a trace keeps them.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// Bytes from outside, which clones share: written as text where they are UTF-8, else in base64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blob(pub Bytes);

impl Blob {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum BlobText {
    Text(String),
    Base64 { base64: String },
}

impl Serialize for Blob {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use base64::Engine as _;
        match str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => BlobText::Base64 {
                base64: base64::engine::general_purpose::STANDARD.encode(&self.0),
            }
            .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use base64::Engine as _;
        match BlobText::deserialize(deserializer)? {
            BlobText::Text(text) => Ok(text.into_bytes().into()),
            BlobText::Base64 { base64 } => base64::engine::general_purpose::STANDARD
                .decode(base64)
                .map(Self::from)
                .map_err(serde::de::Error::custom),
        }
    }
}
