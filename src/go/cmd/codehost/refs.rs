//! The refs of a repository, as `git ls-remote` lists them (repositories.md §2.3, 3.1, 4.2).

use std::{
    collections::BTreeMap,
    io::{self, BufRead, Read as _},
};

use aws_lc_rs::digest::{Context, SHA256};
use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::go::{
    std::strconv::text::{lossy, quote},
    xmod::{pseudo, semver},
};

use super::{git::ObjectFormat, unknown_revision};
use crate::go::cmd::fault::Fault;

/// The refs of a repository: full name to full hash, annotated tags by their commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refs(BTreeMap<String, String>);

/// What the refs say of a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The ref that names it: `refs/tags/v1.0.0`, `HEAD`; empty where none is known.
    pub name: String,
    /// Its full hash; empty where only its beginning is known.
    pub hash: String,
    /// What the revision is called from here on: a tag by its name, all else by its hash.
    pub rev: String,
}

impl Refs {
    /// Reads the listing: `HASH<tab>NAME` lines. Only `HEAD`, branches and tags count.
    pub fn parse(listing: &[u8]) -> Self {
        let listing = String::from_utf8_lossy(listing);
        let mut refs: BTreeMap<String, String> = listing.lines().filter_map(entry).collect();
        let peeled: Vec<String> =
            refs.keys().filter(|name| name.ends_with(PEELED)).cloned().collect();
        for name in peeled {
            let hash = refs.remove(&name).unwrap_or_default();
            refs.insert(name[..name.len() - PEELED.len()].to_owned(), hash);
        }
        Self(refs)
    }

    /// Reads the listing from a file, as [`Self::parse`] does; `None` where the lines that count are more than `most` bytes.
    pub fn read(mut listing: impl BufRead, most: usize) -> io::Result<Option<Self>> {
        let (mut counting, mut line) = (Vec::new(), Vec::new());
        loop {
            line.clear();
            if (&mut listing).take(MOST_OF_A_LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(Some(Self::parse(&counting)));
            }
            if entry(&lossy(&line)).is_some() {
                counting.extend_from_slice(&line);
            }
            if counting.len() > most {
                return Ok(None);
            }
        }
    }

    /// The hash of the ref with this full name.
    pub fn hash(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The object format, as the first hash shows it.
    pub fn object_format(&self) -> ObjectFormat {
        let long =
            self.0.values().next().is_some_and(|hash| hash.len() == ObjectFormat::Sha256.digits());
        if long { ObjectFormat::Sha256 } else { ObjectFormat::Sha1 }
    }

    /// The tags whose names begin with `prefix`, by name, each with its hash.
    pub fn tags<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, hash)| {
            let tag = name.strip_prefix(TAGS)?;
            tag.starts_with(prefix).then_some((tag, hash.as_str()))
        })
    }

    /// The names of the tags of the commit `hash`.
    pub fn tags_of<'a>(&'a self, hash: &'a str) -> impl Iterator<Item = &'a str> {
        self.tags("").filter(move |(_, of)| *of == hash).map(|(tag, _)| tag)
    }

    /// What the refs say of the revision `rev`: a tag, a branch, `HEAD`, a hash or its beginning.
    pub fn find(&self, rev: &str, format: ObjectFormat) -> Result<Named, Fault> {
        let tag = format!("{TAGS}{rev}");
        if let Some(hash) = self.hash(&tag) {
            return Ok(Named { hash: hash.to_owned(), rev: rev.to_owned(), name: tag });
        }
        let branch = format!("{BRANCHES}{rev}");
        let head = (rev == HEAD).then(|| HEAD.to_owned());
        for name in [branch].into_iter().chain(head) {
            if let Some(hash) = self.hash(&name) {
                return Ok(Named { hash: hash.to_owned(), rev: hash.to_owned(), name });
            }
        }
        if !is_hash(rev, format) {
            return Err(unknown_revision(rev));
        }
        self.find_hash(rev, format)
    }

    /// The first ref whose hash begins with `digits`; two different hashes are a failure.
    fn find_hash(&self, digits: &str, format: ObjectFormat) -> Result<Named, Fault> {
        let mut found = self.0.iter().filter(|(_, hash)| hash.starts_with(digits));
        let Some((name, hash)) = found.next() else {
            let full = if digits.len() == format.digits() { digits } else { "" };
            return Ok(Named {
                name: String::new(),
                hash: full.to_owned(),
                rev: digits.to_owned(),
            });
        };
        if found.any(|(_, other)| other != hash) {
            return Err(Fault::Other(format!("ambiguous revision {hash}")));
        }
        Ok(Named { name: name.clone(), hash: hash.clone(), rev: hash.clone() })
    }

    /// The sum of the version tags that begin with `prefix`: `t1:…`.
    pub fn tag_sum(&self, prefix: &str) -> String {
        let dir = prefix.rfind('/').map_or(0, |slash| slash + 1);
        let counted = self.tags(prefix).filter(|(tag, _)| counts_for_origin(&tag[dir..]));
        format!("t1:{}", sum(counted))
    }

    /// The sum of all refs: `r1:…`.
    pub fn repo_sum(&self) -> String {
        format!("r1:{}", sum(self.0.iter().map(|(name, hash)| (name.as_str(), hash.as_str()))))
    }
}

/// The name of a revision that may be the beginning of a hash: seven digits at least, in lower case.
pub fn is_hash(rev: &str, format: ObjectFormat) -> bool {
    (MIN_DIGITS..=format.digits()).contains(&rev.len()) && is_hex(rev)
}

/// Whether `text` is of lower-case hexadecimal digits alone.
pub fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// `hash` as pseudo-versions show it: its first twelve digits.
pub fn short(hash: &str) -> &str {
    if hash.len() > SHORT && is_hex(hash) { &hash[..SHORT] } else { hash }
}

/// How much of a line is looked at, in bytes; names of refs are shorter.
const MOST_OF_A_LINE: u64 = 64 << 10;

fn entry(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let (hash, name) = (words.next()?, words.next()?);
    let counts = name == HEAD || name.starts_with(BRANCHES) || name.starts_with(TAGS);
    (counts && words.next().is_none()).then(|| (name.to_owned(), hash.to_owned()))
}

/// Whether a tag could change what versions there are: one with build metadata too.
fn counts_for_origin(tag: &str) -> bool {
    semver::canonical(tag).is_some_and(|version| tag.starts_with(&*version))
        && !pseudo::is_pseudo(tag)
}

fn sum<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut sum = Context::new(&SHA256);
    for (name, hash) in entries {
        sum.update(format!("{} {hash}\n", quote(name)).as_bytes());
    }
    BASE64_STANDARD.encode(sum.finish())
}

const HEAD: &str = "HEAD";
const BRANCHES: &str = "refs/heads/";
const TAGS: &str = "refs/tags/";
const PEELED: &str = "^{}";
const MIN_DIGITS: usize = 7;
const SHORT: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn refs() -> Refs {
        let hash = |c: char| String::from(c).repeat(40);
        let (a, b, c) = (hash('a'), hash('b'), hash('c'));
        let listing = format!(
            "{a}\tHEAD\n{a}\trefs/heads/main\n{b}\trefs/tags/v1.0.0\n{c}\trefs/tags/v1.0.0^{{}}\n\
             {a}\trefs/tags/stable\n{b}\trefs/heads/stable\n{b}\trefs/pull/1/head\n{b}\trefs/tags/v1.0.0+x\n"
        );
        Refs::parse(listing.as_bytes())
    }

    #[test]
    fn a_listing_in_a_file_is_read_for_what_counts() {
        let listing = b"1111\tHEAD\n2222\trefs/pull/1/head\n3333\trefs/tags/v1.0.0\n";
        let refs = Refs::read(&listing[..], 100).unwrap().unwrap();
        assert_eq!(refs, Refs::parse(listing));
        assert_eq!(Refs::read(&listing[..], 20).unwrap(), None);
    }

    #[test]
    fn tags_come_before_branches_and_stay_names() {
        let refs = refs();
        let find = |rev: &str| refs.find(rev, ObjectFormat::Sha1);
        let tag = find("stable").unwrap();
        assert_eq!((tag.name.as_str(), tag.rev.as_str()), ("refs/tags/stable", "stable"));
        let branch = find("main").unwrap();
        assert_eq!((branch.name.as_str(), branch.rev), ("refs/heads/main", "a".repeat(40)));
        assert_eq!(find("v1.0.0").unwrap().hash, "c".repeat(40));
        for unknown in ["refs/heads/main", "aaaaaa", "AAAAAAA", "HEAD~1", ""] {
            assert_eq!(find(unknown), Err(unknown_revision(unknown)), "{unknown}");
        }
    }

    #[test]
    fn beginnings_of_hashes() {
        let refs = refs();
        let found = refs.find("aaaaaaa", ObjectFormat::Sha1).unwrap();
        assert_eq!((found.name.as_str(), found.hash), ("HEAD", "a".repeat(40)));
        let other = refs.find("ddddddd", ObjectFormat::Sha1).unwrap();
        assert_eq!((other.hash.as_str(), other.rev.as_str()), ("", "ddddddd"));
        let two = Refs::parse(b"abcdef01\tHEAD\nabcdef02\trefs/heads/x\n");
        let fault = two.find("abcdef0", ObjectFormat::Sha1).unwrap_err();
        assert!(fault.to_string().starts_with("ambiguous revision abcdef0"), "{fault}");
    }

    #[test]
    fn sums_of_nothing() {
        let none = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(Refs::default().tag_sum(""), format!("t1:{none}"));
        assert_eq!(Refs::default().repo_sum(), format!("r1:{none}"));
        assert_ne!(refs().tag_sum("v1"), refs().tag_sum("v1.0.0+"));
    }
}
