//! netrc as go reads it, which is not as git and curl do (env-auth-proxy-tls.md §4.1 to §4.3).

mod reader;

use serde::{Deserialize, Serialize};

use reader::Reader;
pub use reader::{Odd, Oddity};

use crate::{
    go::{
        cmd::{credential, env::join},
        std::{net::url::Url, strconv::byte_string::ByteString},
        version::{Change, Version},
    },
    secret::Secret,
};

/// One complete entry: machine, login and password, all not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// What the request's URL is held against.
    pub machine: ByteString,
    /// The user name.
    pub login: ByteString,
    /// The password; saved as `…`.
    pub password: Secret,
    /// The line on which the entry became complete, from 1.
    pub line: usize,
}

/// The file that go reads on Unix: `$NETRC`, else `.netrc` in `$HOME`; empty values are as good as none.
///
/// None where go has no place to look.
pub fn location(netrc: &str, home: &str) -> Option<String> {
    match (netrc, home) {
        ("", "") => None,
        ("", home) => Some(join(home, ".netrc")),
        (netrc, _) => Some(netrc.to_owned()),
    }
}

/// The entries of a file, in its order.
///
/// Words go in pairs, a pair is on one line, an entry may span lines. No quotes, no comments;
/// `default` never is an entry, and alone at the end of a line it ends the file.
pub fn parse(text: &[u8]) -> Vec<Entry> {
    read(text).0
}

/// The entries of a file, and the lines that go reads otherwise than they seem to be meant.
pub fn read(text: &[u8]) -> (Vec<Entry>, Vec<Odd>) {
    let mut reader = Reader::default();
    reader.read(text);
    (reader.entries, reader.odd)
}

/// The entry whose credentials go sends with the first request to `url`. Only https gets any.
///
/// Since 1.25 it is the one whose machine is the longest prefix of the URL's text behind `https://`,
/// user info and query included, at a `/`; of several with the same text, the first.
pub fn for_url<'a>(entries: &'a [Entry], url: &Url, version: Version) -> Option<&'a Entry> {
    if url.scheme() != "https" {
        return None;
    }
    if !version.has(Change::GoAuth) {
        let with_port = !version.has(Change::NetrcWithoutPort);
        let host = if with_port { url.host() } else { url.hostname() };
        return entries.iter().find(|entry| *entry.machine == *host);
    }
    let mut keys = credential::keys(url, version).into_iter();
    keys.find_map(|key| {
        entries.iter().find(|entry| credential::key(&entry.machine, version) == key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_netrc_or_in_home() {
        assert_eq!(location("x/y", "/h"), Some("x/y".into()));
        assert_eq!(location("", "/h"), Some("/h/.netrc".into()));
        assert_eq!(location("", "/"), Some("/.netrc".into()));
        assert_eq!(location("", ""), None);
    }

    #[test]
    fn the_line_is_where_the_entry_became_complete() {
        let entries = parse(b"\nmachine a\nlogin u password p\n machine b login u\npassword p");
        assert_eq!(entries.iter().map(|entry| entry.line).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn older_releases_compare_hosts() {
        let entries = parse(b"machine h login a password p\nmachine h:443 login b password p\nmachine h:443/x login c password p");
        let url = Url::parse("https://h:443/x/y").unwrap();
        for (version, login) in [
            ("1.14", "b"),
            ("1.15", "a"),
            ("1.20", "a"),
            ("1.21", "b"),
            ("1.24", "b"),
            ("1.25", "c"),
        ] {
            let sent = for_url(&entries, &url, version.parse().unwrap()).unwrap();
            assert_eq!(sent.login, *login, "{version}");
        }
        let http = Url::parse("http://h:443/x").unwrap();
        assert_eq!(for_url(&entries, &http, Version::NEWEST), None);
    }
}
