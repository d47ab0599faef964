//! The credentials that go knows so far, by prefix.

use std::collections::BTreeMap;

use super::{Field, Filled, Grant};
use crate::go::{
    cmd::{
        auth::netrc,
        credential::{key, keys},
    },
    std::net::url::Url,
    version::Version,
};

/// Header fields by the URLs that they are for. What comes later replaces what was there for the same URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    fields: BTreeMap<Vec<u8>, Vec<Field>>,
}

impl Store {
    /// Takes the entries of a netrc file; of several for one machine the first holds.
    pub fn add_netrc(&mut self, entries: &[netrc::Entry], version: Version) {
        for entry in entries.iter().rev() {
            let field = Field::basic(&entry.login, &entry.password);
            self.put(&entry.machine, vec![field], version);
        }
    }

    /// Takes what a program granted; no fields take a URL's back.
    pub fn add_grants(&mut self, grants: &[Grant], version: Version) {
        for grant in grants {
            for url in &grant.urls {
                self.put(&url.expose(), grant.fields.clone(), version);
            }
        }
    }

    /// Takes what git filled in.
    pub fn add_filled(&mut self, filled: &Filled, version: Version) {
        self.put(&filled.prefix.expose(), vec![filled.field.clone()], version);
    }

    /// The fields that go sends with a first request to `url`: those of its longest prefix.
    pub fn for_url(&self, url: &Url, version: Version) -> &[Field] {
        if url.scheme() != "https" {
            return &[];
        }
        let found = keys(url, version).into_iter().find_map(|key| self.fields.get(&key));
        found.map_or(&[], Vec::as_slice)
    }

    fn put(&mut self, prefix: &[u8], fields: Vec<Field>, version: Version) {
        let key = key(prefix, version).to_vec();
        if fields.is_empty() {
            self.fields.remove(&key);
        } else {
            self.fields.insert(key, fields);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(store: &Store, url: &str, version: &str) -> Option<String> {
        let fields = store.for_url(&Url::parse(url).unwrap(), version.parse().unwrap());
        fields.first().map(|field| String::from_utf8_lossy(field.value.expose()).into_owned())
    }

    fn granted(output: &str, version: &str) -> Store {
        let mut store = Store::default();
        let grants = super::super::parse_output(output.as_bytes()).unwrap();
        store.add_grants(&grants, version.parse().unwrap());
        store
    }

    /// Seen with go 1.27.3.
    #[test]
    fn the_longest_prefix_at_a_slash() {
        let output = "https://h\n\nA: host\n\nhttps://h/a/\n\nA: below\n\nhttp://h/b\n\nA: no\n\n";
        let store = granted(output, "1.27");
        for (url, value) in [
            ("https://h/a/b?x", Some("below")),
            ("https://h/ab", Some("host")),
            ("https://h/b/c", Some("host")),
            ("https://u@h/a", None),
            ("https://H/a", None),
            ("http://h/a", None),
        ] {
            assert_eq!(sent(&store, url, "1.27").as_deref(), value, "{url}");
        }
    }

    #[test]
    fn later_replaces_and_nothing_takes_back() {
        let twice = "https://h\n\nA: a\n\nhttps://h/\n\nA: b\n\n";
        assert_eq!(sent(&granted(twice, "1.27"), "https://h/x", "1.27").as_deref(), Some("b"));
        let back = "https://h\n\nA: a\n\nhttps://h\n\n\n";
        assert_eq!(sent(&granted(back, "1.27"), "https://h/x", "1.27"), None);
    }

    #[test]
    fn in_1_24_only_the_host_and_the_whole_url() {
        let output =
            "https://h/a\n\nA: below\n\nhttps://i/\n\nA: slash\n\nhttps://j\n\nA: host\n\n";
        let store = granted(output, "1.24");
        assert_eq!(sent(&store, "https://h/a/b", "1.24"), None);
        assert_eq!(sent(&store, "https://i/a", "1.24"), None);
        assert_eq!(sent(&store, "https://h/a", "1.24").as_deref(), Some("below"));
        assert_eq!(sent(&store, "https://j/a", "1.24").as_deref(), Some("host"));
    }
}
