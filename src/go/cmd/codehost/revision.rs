//! A revision, as Mercurial, Subversion, Fossil and Bazaar show it (repositories.md §10).

use time::{
    OffsetDateTime, PrimitiveDateTime, format_description::well_known::Rfc3339,
    macros::format_description,
};

use crate::go::{cmd::vcs::Vcs, std::strconv::text::quote};

use super::refs::short;

/// A revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its full name.
    pub name: String,
    /// Its name in pseudo-versions.
    pub short: String,
    /// What it was asked for as; its full name where it was asked for by the beginning of that.
    pub named: String,
    /// Its time, in seconds since 1970, UTC.
    pub time: i64,
    /// Its tags, in order, as far as the tool tells them.
    pub tags: Vec<String>,
    /// Its hash, for tools that have one.
    pub hash: String,
}

impl Revision {
    /// Reads what `vcs` shows of the revision `rev`. The error is go's text.
    pub fn parse(vcs: Vcs, rev: &str, output: &str) -> Result<Self, String> {
        match vcs {
            Vcs::Hg => hg(rev, output),
            Vcs::Svn => svn(rev, output),
            Vcs::Fossil => fossil(rev, output),
            Vcs::Bzr | Vcs::Git | Vcs::Mod => {
                Err(format!("unexpected response from {vcs}: {}", quote(output)))
            }
        }
    }

    fn of_hash(rev: &str, hash: &str, time: i64, tags: Vec<String>) -> Self {
        let named = if hash.starts_with(rev) { hash } else { rev };
        let (short, named) = (short(hash).to_owned(), named.to_owned());
        Self { name: hash.to_owned(), short, named, time, tags, hash: hash.to_owned() }
    }
}

/// `NODE SECONDS OFFSET TAGS`.
fn hg(rev: &str, output: &str) -> Result<Revision, String> {
    let words: Vec<&str> = output.split_whitespace().collect();
    let [hash, seconds, _, tags @ ..] = &words[..] else {
        return Err(format!("unexpected response from hg log: {}", quote(output)));
    };
    let time =
        seconds.parse().map_err(|_| format!("invalid time from hg log: {}", quote(output)))?;
    let mut tags: Vec<String> =
        tags.iter().filter(|tag| **tag != "tip").map(|tag| (*tag).to_owned()).collect();
    tags.sort();
    Ok(Revision::of_hash(rev, hash, time, tags))
}

/// The number and date of the first `logentry`.
fn svn(rev: &str, output: &str) -> Result<Revision, String> {
    let unexpected = |why: &str| format!("unexpected response from svn log --xml: {why}\n{output}");
    let number = between(output, "revision=\"", "\"").and_then(|it| it.parse::<u64>().ok());
    let number = number.ok_or_else(|| unexpected("no revision"))?;
    let date = between(output, "<date>", "</date>").unwrap_or_default();
    let time = OffsetDateTime::parse(date, &Rfc3339).map_err(|_| unexpected("no date"))?;
    let (name, short) = (number.to_string(), format!("{number:012}"));
    let named = rev.to_owned();
    Ok(Revision {
        name,
        short,
        named,
        time: time.unix_timestamp(),
        tags: Vec::new(),
        hash: String::new(),
    })
}

/// What is between the first `before` and the next `behind`.
pub(super) fn between<'a>(text: &'a str, before: &str, behind: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(behind).map(|(found, _)| found)
}

/// The line `hash: HASH DATE TIME UTC`, of older releases `uuid: …`.
fn fossil(rev: &str, output: &str) -> Result<Revision, String> {
    let unexpected = |what: &str| format!("unexpected response from fossil info: {}", quote(what));
    let is_hash = |line: &&str| line.starts_with("uuid:") || line.starts_with("hash:");
    let line = output.split('\n').find(is_hash).ok_or_else(|| unexpected(output))?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let [_, hash, date, clock, "UTC"] = words[..] else { return Err(unexpected(line)) };
    let layout = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    let time = PrimitiveDateTime::parse(&format!("{date} {clock}"), layout);
    match time {
        Ok(time) if hash.len() == FOSSIL_DIGITS => {
            Ok(Revision::of_hash(rev, hash, time.assume_utc().unix_timestamp(), Vec::new()))
        }
        _ => Err(unexpected(line)),
    }
}

/// go knows only Fossil's shorter hashes.
const FOSSIL_DIGITS: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_tool() {
        let hash = "5e4b0dbf3cabd8a4228a8e3a8c32522a78b61656";
        let hg =
            Revision::parse(Vcs::Hg, "v1.0.0", &format!("{hash} 1577934245 0 v1.0.0 tip")).unwrap();
        assert_eq!((hg.short.as_str(), hg.tags), ("5e4b0dbf3cab", vec!["v1.0.0".to_owned()]));
        let log = "<log>\n<logentry\n   revision=\"2\">\n<date>2020-01-02T03:04:05.000000Z</date></logentry></log>";
        let svn = Revision::parse(Vcs::Svn, "latest", log).unwrap();
        assert_eq!((svn.short.as_str(), svn.time), ("000000000002", 1_577_934_245));
        let info = format!("project-name: x\nhash:         {hash} 2020-01-02 03:04:05 UTC\n");
        let fossil = Revision::parse(Vcs::Fossil, "5e4b", &info).unwrap();
        assert_eq!((fossil.named.as_str(), fossil.time), (hash, 1_577_934_245));
    }

    #[test]
    fn what_is_none() {
        let hg = Revision::parse(Vcs::Hg, "x", "abc").unwrap_err();
        assert_eq!(hg, "unexpected response from hg log: \"abc\"");
        let long = format!("hash: {} 2020-01-02 03:04:05 UTC", "a".repeat(64));
        let fossil = Revision::parse(Vcs::Fossil, "x", &long).unwrap_err();
        assert_eq!(fossil, format!("unexpected response from fossil info: \"{long}\""));
    }
}
