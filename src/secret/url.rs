//! URLs from outside, shown without their passwords.

use std::{fmt, ops::Range};

use serde::{Deserialize, Serialize};

use super::{URL_MASK, entities::decoded};

/// A URL as it was written somewhere, such as the repository of a go-import tag: shown and saved
/// with [`URL_MASK`] for its password, whole only for who asks for it by name.
///
/// Two that differ in the password alone are not equal. One that was saved comes back with the mask.
#[derive(Clone, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub struct UrlText(String);

impl UrlText {
    /// The URL with its password, for what go does with it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The URL without user and password, where it has a secret among them: to be pasted.
    pub fn without_login(&self) -> String {
        let shown = self.to_string();
        let (scheme, rest) = shown.split_at(shown.find("://").map_or(0, |at| at + 3));
        let login = rest.split_once('@').filter(|(login, _)| login.ends_with(URL_MASK));
        format!("{scheme}{}", login.map_or(rest, |(_, host)| host))
    }

    /// Whether there is nothing to hide in it.
    pub fn is_open(&self) -> bool {
        redact_url(&self.0) == self.0
    }
}

impl<T: Into<String>> From<T> for UrlText {
    fn from(url: T) -> Self {
        Self(url.into())
    }
}

impl fmt::Display for UrlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redact_url(&self.0))
    }
}

impl fmt::Debug for UrlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&redact_url(&self.0), f)
    }
}

impl Serialize for UrlText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&redact_url(&self.0))
    }
}

/// `text` with [`URL_MASK`] for the secrets of every URL in it: the password, a token in the place
/// of the user or in the query. The text may be a URL alone, a list such as GOPROXY, or a sentence;
/// a URL may have no scheme (`user:password@host`).
///
/// Where a stray `@`, `#`, `/` or `?` in the password makes the text ambiguous, too much is masked
/// rather than too little; only `user:12/34@host`, which is a host with a port, stays.
pub fn redact_url(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Range { start, end } in passwords(text) {
        out.extend([&text[done..start], URL_MASK]);
        done = end;
    }
    out.push_str(&text[done..]);
    if done == 0 { out } else { without_port(out) }
}

/// `text` of a tool as [`redact_url`] shows it, and without a user that is alone in an http URL:
/// people write tokens there, and git tells them (`could not read Password for 'https://TOKEN@…'`).
pub fn redact_said(text: &str) -> String {
    let text = redact_url(text);
    let mut shown = String::with_capacity(text.len());
    for (index, part) in text.split("://").enumerate() {
        let over_http = shown.ends_with("http") || shown.ends_with("https");
        if index > 0 {
            shown.push_str("://");
        }
        match part.split_once('@').filter(|(user, _)| index > 0 && over_http && is_lone(user)) {
            Some((_, rest)) => shown.extend([URL_MASK, "@", rest]),
            None => shown.push_str(part),
        }
    }
    shown
}

/// Whether this is a user without a password, and none of the names that a forge gives to all.
fn is_lone(user: &str) -> bool {
    const EVERYBODY: [&str; 4] = ["git", "oauth2", "x-access-token", "gitlab-ci-token"];
    let ends = |c: char| c.is_whitespace() || "/?#:'\"".contains(c);
    !user.is_empty() && !user.contains(ends) && !EVERYBODY.contains(&user)
}

/// Where the passwords are that [`redact_url`] masks, in order; what is around one may be written with
/// character references, as on a page.
pub fn passwords(text: &str) -> Vec<Range<usize>> {
    if !text.contains('&') {
        return as_written(text).collect();
    }
    let (decoded, places) = decoded(text.as_bytes());
    as_written(&decoded).map(|Range { start, end }| places[start]..places[end]).collect()
}

/// Ranges of passwords in `text` without character references.
pub(super) fn as_written(text: &str) -> impl Iterator<Item = Range<usize>> {
    parts(text).flat_map(|(offset, part)| {
        let login = login_ranges(part);
        let behind = login.last().map_or(0, |range| range.end);
        let query = query_ranges(part).into_iter().filter(move |range| range.start > behind);
        login.into_iter().chain(query).map(move |r| offset + r.start..offset + r.end)
    })
}

/// The parts of `text` that may begin with `user:password@`, each with its offset: a word may hold
/// several URLs (`https://a,https://b`), and each ends where the next scheme begins.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(char::is_whitespace);
    let parts = words.flat_map(|word| word.split("://"));
    parts.map(|part| (part.as_ptr().addr() - text.as_ptr().addr(), part))
}

/// Where the secrets are in `user:password@host`: the password, and a user that is a token.
fn login_ranges(part: &str) -> Vec<Range<usize>> {
    let password = password_range(part);
    let user = password.map(|(start, _)| start - 1).or_else(|| {
        let end = part.find(['/', '?', '#']).unwrap_or(part.len());
        part[..end].find('@')
    });
    let password = password.map(|(start, end)| start..end);
    let is_basic = password.clone().is_some_and(|range| &part[range] == "x-oauth-basic");
    let token = user.map(|end| 0..end).filter(|range| is_basic || is_token(&part[range.clone()]));
    // A word for the reader to fill in is no password, nor is the mask of go's HTTP client.
    let password = password.filter(|range| !["PASSWORD", "***"].contains(&&part[range.clone()]));
    token.into_iter().chain(password).collect()
}

/// Whether a user's name is a token of GitHub, GitLab or Bitbucket by its beginning, which needs no password.
fn is_token(user: &str) -> bool {
    const KINDS: [&str; 10] = [
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "gldt-",
        "glcbt-",
        "ATBB",
        "ATCTT",
    ];
    KINDS.iter().any(|kind| user.starts_with(kind))
}

/// Where the values of a query are that are secrets by their names.
fn query_ranges(part: &str) -> Vec<Range<usize>> {
    const NAMES: [&str; 12] = [
        "token",
        "password",
        "passwd",
        "secret",
        "signature",
        "credential",
        "apikey",
        "api_key",
        "api-key",
        "access_key",
        "accesskey",
        "jwt",
    ];
    const WHOLE: [&str; 5] = ["sig", "key", "code", "auth", "pwd"];
    let pieces = part.split(['?', '&']).skip(1).filter_map(|piece| {
        let (name, value) = piece.split_once('=')?;
        let name = name.to_ascii_lowercase();
        let is_secret = WHOLE.contains(&&*name) || NAMES.iter().any(|end| name.ends_with(end));
        let length = value.find(['"', '\'', '<', '>', '\\', '#', ',', ')']).unwrap_or(value.len());
        let start = value.as_ptr().addr() - part.as_ptr().addr();
        (is_secret && length > 0).then_some(start..start + length)
    });
    pieces.collect()
}

/// Where the password is in `user:password@host/path`.
fn password_range(part: &str) -> Option<(usize, usize)> {
    let end = part.find(['/', '?', '#']).unwrap_or(part.len());
    let (authority, rest) = part.split_at(end);
    let colon = authority.find(':').filter(|colon| !authority[..*colon].ends_with("mailto"))?;
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

/// What a text says of a port, where a `/` in a password makes go take its beginning for one.
fn without_port(text: String) -> String {
    const BEFORE: &str = "invalid port \":";
    let Some(at) = text.find(BEFORE).map(|at| at + BEFORE.len()) else { return text };
    let Some(length) = text[at..].find('"') else { return text };
    format!("{}{URL_MASK}{}", &text[..at], &text[at + length..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_password() {
        let url = UrlText::from("https://u:p@h/x");
        assert_eq!(format!("{url} {url:?}"), r#"https://u:xxxxx@h/x "https://u:xxxxx@h/x""#);
        assert_eq!(serde_json::to_string(&url).unwrap(), r#""https://u:xxxxx@h/x""#);
        assert_eq!((url.expose(), url.is_open()), ("https://u:p@h/x", false));
        assert_ne!(url, UrlText::from("https://u:q@h/x"));
        assert_eq!(url.without_login(), "https://h/x");
        assert_eq!(UrlText::from("ssh://git@h/x").without_login(), "ssh://git@h/x");
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
            ("href=mailto:u@h", "href=mailto:u@h"),
            (
                r#""http://u:p/x@h": invalid port ":p" after host"#,
                r#""http://u:xxxxx@h": invalid port ":xxxxx" after host"#,
            ),
            ("https://h/x?Access_Token=s#f", "https://h/x?Access_Token=xxxxx#f"),
            ("\"https://h/x?a=b&sig=s\": EOF", "\"https://h/x?a=b&sig=xxxxx\": EOF"),
            ("https://h/x?tokens=1&sigma=2", "https://h/x?tokens=1&sigma=2"),
            ("https://u:p@h/x?token=s", "https://u:xxxxx@h/x?token=xxxxx"),
            ("Get \"https://u:***@h/x\": EOF", "Get \"https://u:***@h/x\": EOF"),
            ("https://ghp_1@h/x", "https://xxxxx@h/x"),
            ("https://t:x-oauth-basic@h/x", "https://xxxxx:xxxxx@h/x"),
            ("https&colon;//u:p&amp;p&commat;h", "https&colon;//u:xxxxx&commat;h"),
            ("https://h/?a=b&c=u:p@h&#64;", "https://h/?a=b&c=u:p@h&#64;"),
            ("", ""),
        ] {
            assert_eq!(redact_url(text), masked, "{text}");
        }
    }

    #[test]
    fn tools_tell_users_that_are_tokens() {
        for (text, masked) in [
            ("Password for 'https://t0ken@h': no", "Password for 'https://xxxxx@h': no"),
            ("'https://u:p@h/m/' https://t@h", "'https://u:xxxxx@h/m/' https://xxxxx@h"),
            ("https://oauth2@h/x http://git@h", "https://oauth2@h/x http://git@h"),
            ("ssh://git@h/x git@h: no", "ssh://git@h/x git@h: no"),
            ("https://h/m/@v/list", "https://h/m/@v/list"),
            ("https://h and a@b", "https://h and a@b"),
        ] {
            assert_eq!(redact_said(text), masked, "{text}");
        }
    }
}
