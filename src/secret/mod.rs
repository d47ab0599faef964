//! Passwords that cannot be shown by accident, and URLs and pages without them.

use std::fmt;

use serde::{Deserialize, Serialize};

mod entities;
mod known;
mod page;
mod said;
mod url;

pub use known::Known;
pub use page::{veil, veiled};
pub use said::without_traces;
pub use url::{UrlText, passwords, redact_said, redact_url};

/// The mark shown or saved instead of a secret.
pub const MASK: &str = "…";

/// What replaces the password in a URL, as in go's own messages.
pub const URL_MASK: &str = "xxxxx";

/// A password or token: shown and saved as `…`, readable only by asking for it by name.
///
/// Bytes, because what go sends in `Authorization` need not be UTF-8. A secret that was saved comes
/// back as the mask.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Holds `secret`.
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self(secret.into())
    }

    /// The secret itself, for the one place that sends it.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(MASK)
    }
}

/// The fields of an answer as they are shown and saved: without cookies and tokens, which are as good as a login, and
/// without the passwords of URLs.
pub fn shown_fields(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_secret = |name: &str| {
        let name = name.to_ascii_lowercase();
        let ends = ["token", "secret", "authorization", "api-key"];
        name.starts_with("set-cookie") || ends.iter().any(|end| name.ends_with(end))
    };
    let shown = fields.into_iter().map(|(name, value)| {
        let value = if is_secret(&name) { MASK.to_owned() } else { redact_url(&value) };
        (name, value)
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        let secret = Secret::new("hunter2");
        assert_eq!(format!("{secret:?}"), "…");
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"…\"");
        assert_eq!(secret.expose(), b"hunter2");
        assert_eq!(serde_json::from_str::<Secret>("\"…\"").unwrap(), Secret::new("…"));
    }

    #[test]
    fn cookies_and_passwords_of_an_answer_are_not_shown() {
        let fields = [
            ("set-cookie", "id=hunter2; Path=/"),
            ("Location", "https://u:hunter2@h/x"),
            ("X-Auth-Token", "hunter2"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let shown = shown_fields(fields.to_vec());
        assert_eq!(shown[0].1, "…");
        assert_eq!(shown[1].1, "https://u:xxxxx@h/x");
        assert_eq!(shown[2].1, "…");
    }
}
