//! The keys of checksum databases, `NAME+HASH+KEY`: HASH is one of NAME, so that another name has another hash, in the key and
//! in every signature that names it.

use std::{collections::BTreeMap, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use regex::{Captures, Regex};

use crate::go::xmod::sumdb::note::key_hash;

/// A text without what is behind the names of keys, where no name is to be expected.
pub(super) fn names_only(text: &str) -> String {
    FORM.as_ref().map_or_else(|| text.to_owned(), |form| form.replace_all(text, "$name").into())
}

/// The other hash of each key's hash.
#[derive(Debug, Default)]
pub(super) struct Keys {
    others: BTreeMap<[u8; 4], [u8; 4]>,
}

impl Keys {
    /// Notes the keys in a text, whose names `other` replaces.
    pub(super) fn collect(&mut self, text: &str, other: impl Fn(&str) -> String) {
        for found in FORM.iter().flat_map(|form| form.captures_iter(text)) {
            let (Some(hash), Some(key)) =
                (hash(&found["hash"]), STANDARD.decode(&found["key"]).ok())
            else {
                continue;
            };
            // One that does not fit its name does not fit the other, either.
            if u32::from_be_bytes(hash) == key_hash(&found["name"], &key) {
                self.others.insert(hash, key_hash(&other(&found["name"]), &key).to_be_bytes());
            }
        }
    }

    /// The text in which `replace` has replaced what is no key, and the names of those that are.
    pub(super) fn replace(&self, text: &str, replace: impl Fn(&str) -> String) -> String {
        let Some(form) = &*FORM else { return replace(text) };
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for found in form.captures_iter(text) {
            let (Some(whole), Some(name)) = (found.get(0), found.name("name")) else { continue };
            out += &replace(text.get(done..name.end()).unwrap_or_default());
            out += &self.rest(&found);
            done = whole.end();
        }
        out + &replace(text.get(done..).unwrap_or_default())
    }

    fn rest(&self, found: &Captures<'_>) -> String {
        let other = hash(&found["hash"]).and_then(|own| self.others.get(&own));
        let hash = other.map_or_else(
            || found["hash"].to_owned(),
            |other| format!("{:08x}", u32::from_be_bytes(*other)),
        );
        format!("+{hash}+{}", &found["key"])
    }

    /// A signature of a note with the other hash of its key; as it is where it is none.
    pub(super) fn signature(&self, token: &str) -> String {
        let bytes = STANDARD.decode(token).ok().filter(|bytes| bytes.len() == SIGNATURE);
        let signed = bytes.and_then(|bytes| {
            let (own, rest) = bytes.split_first_chunk::<4>()?;
            Some(STANDARD.encode([self.others.get(own)?.as_slice(), rest].concat()))
        });
        signed.unwrap_or_else(|| token.to_owned())
    }
}

/// How long a hash and the signature behind it are, in bytes.
const SIGNATURE: usize = 4 + 64;

fn hash(hex: &str) -> Option<[u8; 4]> {
    u32::from_str_radix(hex, 16).ok().map(u32::to_be_bytes)
}

/// What a key looks like: that of Ed25519 has 33 bytes.
static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let form = r"(?-u)(?P<name>[\w./-]+)\+(?P<hash>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/]{44})";
    Regex::new(form).ok()
});
