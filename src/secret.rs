//! Passwords that cannot be shown by accident, and URLs without them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What stands where a secret is shown or saved.
pub const MASK: &str = "…";

/// What stands for the password in a URL, as in go's own messages.
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

/// `text` with [`URL_MASK`] for the password of every URL in it, whether a URL alone, a list such as
/// GOPROXY, or a sentence; also of one without a scheme (`user:password@host`).
///
/// Where a stray `@`, `#`, `/` or `?` in the password makes the text ambiguous, too much is masked
/// rather than too little; only `user:12/34@host`, which is a host with a port, stays.
pub fn redact_url(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        redact_word(word, &mut out);
    }
    out
}

/// The fields of an answer as they are shown and saved: without cookies, which are as good as a login, and without the
/// passwords of URLs.
pub fn shown_fields(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_cookie =
        |name: &str| ["set-cookie", "set-cookie2"].contains(&&*name.to_ascii_lowercase());
    let shown = fields.into_iter().map(|(name, value)| {
        let value = if is_cookie(&name) { MASK.to_owned() } else { redact_url(&value) };
        (name, value)
    });
    shown.collect()
}

/// A word may hold several URLs (`https://a,https://b`): each ends where the next scheme begins.
fn redact_word(word: &str, out: &mut String) {
    for (index, part) in word.split("://").enumerate() {
        if index > 0 {
            out.push_str("://");
        }
        match password_range(part) {
            // A word for the reader to fill in is no password.
            Some((start, end)) if part.get(start..end) != Some("PASSWORD") => {
                out.extend([&part[..start], URL_MASK, &part[end..]]);
            }
            _ => out.push_str(part),
        }
    }
}

/// Where the password stands in `user:password@host/path`.
fn password_range(part: &str) -> Option<(usize, usize)> {
    let end = part.find(['/', '?', '#']).unwrap_or(part.len());
    let (authority, rest) = part.split_at(end);
    let colon = authority.find(':')?;
    let at = match authority.rfind('@') {
        Some(at) if rest.is_empty() || rest.starts_with('/') => at,
        None if is_port(authority.get(colon + 1..)?) => return None,
        _ => part.rfind('@')?,
    };
    (colon < at).then_some((colon + 1, at))
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
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
        let fields = [("set-cookie", "id=hunter2; Path=/"), ("Location", "https://u:hunter2@h/x")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let shown = shown_fields(fields.to_vec());
        assert_eq!(shown[0].1, "…");
        assert_eq!(shown[1].1, "https://u:xxxxx@h/x");
    }

    #[test]
    fn masks_the_password_and_nothing_else() {
        for (text, masked) in [
            ("https://u:p@h/x", "https://u:xxxxx@h/x"),
            ("https://u:@h", "https://u:xxxxx@h"),
            ("u:p@h:80", "u:xxxxx@h:80"),
            ("https://u@h", "https://u@h"),
            ("git@h:a/b.git", "git@h:a/b.git"),
            ("https://h:8443/m/@v/list", "https://h:8443/m/@v/list"),
            ("https://u:p@h/m/@v/list", "https://u:xxxxx@h/m/@v/list"),
            ("https://h:8443,https://u:p@b|direct", "https://h:8443,https://u:xxxxx@b|direct"),
            ("http://u:p@ss#1@px:3128", "http://u:xxxxx@px:3128"),
            ("http://u:pa/ss@px", "http://u:xxxxx@px"),
            ("http://u:a,b@px", "http://u:xxxxx@px"),
            (r#"parse "http://u:p%zz@px": bad"#, r#"parse "http://u:xxxxx@px": bad"#),
            ("Get \"https://u:p@h/x\": EOF", "Get \"https://u:xxxxx@h/x\": EOF"),
            (r#""http://u:p"x@px:1""#, r#""http://u:xxxxx@px:1""#),
            ("example.com:8443/m@v1.2.3: é", "example.com:8443/m@v1.2.3: é"),
            ("", ""),
        ] {
            assert_eq!(redact_url(text), masked, "{text}");
        }
    }
}
