//! The walk along the entries of GOPROXY: after which failure the next one is asked, and which failure counts at the end
//! (modules.md §4.2, 4.3).

use serde::{Deserialize, Serialize};

use super::{
    fault::Fault,
    proxy_list::{Entry, FallsThrough, Source},
};

/// A walk that is under way. Every operation makes its own, from the first entry.
#[derive(Debug)]
pub struct Walk<'a> {
    entries: std::slice::Iter<'a, Entry>,
    best: Option<(Rank, Fault)>,
    over: bool,
}

/// What a walk does after an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// The entry answered, and no other is asked.
    Answered,
    /// The next entry is asked.
    Entry,
    /// There is no further entry.
    End,
    /// No further entry is asked after such a failure.
    Stop,
}

/// The rank of a failure among those of several entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NotFound,
    Proxy,
    Direct,
}

/// What `noproxy` says of a module that does not match GONOPROXY.
pub const NOT_PRIVATE: &str = "path does not match GOPRIVATE/GONOPROXY";

/// What every other entry says of a module that does.
pub const PRIVATE: &str = "disabled by GOPRIVATE/GONOPROXY";

/// What `off` says.
pub const OFF: &str = "module lookup disabled by GOPROXY=off";

impl<'a> Walk<'a> {
    /// A walk along `entries`.
    pub fn new(entries: &'a [Entry]) -> Self {
        Self { entries: entries.iter(), best: None, over: false }
    }

    /// The entry to ask now; none where the walk is over.
    pub fn turn(&mut self) -> Option<&'a Entry> {
        if self.over { None } else { self.entries.next() }
    }

    /// Takes the failure of `entry`.
    pub fn failed(&mut self, entry: &Entry, fault: Fault) {
        let missing = fault.is_not_found();
        self.over = fault.is_final() || !missing && entry.falls_through == FallsThrough::NotFound;
        let unasked = matches!(&fault, Fault::NotFound(text) if text == NOT_PRIVATE);
        let rank = match entry.source {
            Source::Direct => Rank::Direct,
            Source::NoProxy if !unasked => Rank::Direct,
            _ if fault.is_final() => Rank::Direct,
            _ if missing => Rank::NotFound,
            _ => Rank::Proxy,
        };
        if self.best.as_ref().is_none_or(|(best, _)| *best <= rank) {
            self.best = Some((rank, fault));
        }
    }

    /// What comes after the entry that failed last.
    pub fn next(&self) -> Next {
        match () {
            () if self.entries.as_slice().is_empty() => Next::End,
            () if self.over => Next::Stop,
            () => Next::Entry,
        }
    }

    /// The failure that go reports once no entry is left.
    pub fn end(self) -> Fault {
        self.best.map_or_else(|| Fault::NotFound(OFF.into()), |(_, fault)| fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::cmd::proxy_list::parse;

    /// What counts where the entries of `goproxy` fail with these, in turn.
    fn stands(goproxy: &str, faults: &[Fault]) -> String {
        let list = parse(goproxy, "").unwrap();
        let mut walk = Walk::new(&list);
        let mut faults = faults.iter();
        while let Some(entry) = walk.turn() {
            walk.failed(entry, faults.next().unwrap().clone());
        }
        walk.end().to_string()
    }

    #[test]
    fn the_rank_of_failures() {
        let [missing, gone] = ["404", "410"].map(|text| Fault::NotFound(text.into()));
        let [broken, bad, refused] = ["500", "502", "403"].map(|text| Fault::Other(text.into()));
        let cases: &[(&str, &[&Fault], &str)] = &[
            ("http://a,http://b", &[&missing, &gone], "410"),
            ("http://a,http://b", &[&gone, &missing], "404"),
            ("http://a|http://b", &[&broken, &missing], "500"),
            ("http://a|http://b", &[&missing, &broken], "500"),
            ("http://a|http://b", &[&broken, &bad], "502"),
            ("http://a|http://b,http://c", &[&missing, &refused], "403"),
            ("http://a|http://b,http://c", &[&broken, &missing, &refused], "403"),
            ("http://a,direct", &[&broken], "500"),
            ("http://a|direct", &[&broken, &missing], "404"),
            ("http://a,direct", &[&missing, &refused], "403"),
        ];
        for (goproxy, faults, expected) in cases {
            let faults: Vec<Fault> = faults.iter().map(|fault| (*fault).clone()).collect();
            assert_eq!(stands(goproxy, &faults), *expected, "{goproxy} {faults:?}");
        }
    }

    #[test]
    fn what_is_final_ends_the_walk() {
        let dies = Fault::Fatal("dead".into());
        assert_eq!(stands("http://a|http://b", &[dies]), "dead");
    }
}
