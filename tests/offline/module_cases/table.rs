//! How many cases came out how, by command and release.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    cases::{Case, Command},
    recorded::Verdict,
};

/// How many first commands came out how, by command and release.
#[derive(Default)]
pub(super) struct Table {
    counts: BTreeMap<&'static str, BTreeMap<String, BTreeMap<String, usize>>>,
    differing: Vec<String>,
}

/// The word for cases that agree.
const AGREES: &str = "agrees";

/// What is counted apart and not among what is covered or not: go's own answer hangs on files that were not asked for.
const OF_OTHERS: &str = "another module's files decide";

impl Table {
    pub(super) fn add(&mut self, case: &Case, command: &Command, release: &str, verdict: Verdict) {
        let word = match verdict {
            Verdict::Agrees => AGREES,
            Verdict::Apart(why) => why,
            Verdict::Differs(how) => {
                self.differing.push(format!("{} {release}: {how}", case.name));
                "differs"
            }
        };
        let of_command = self.counts.entry(command.word()).or_default();
        let count = of_command.entry(word.to_owned()).or_default().entry(release.to_owned());
        *count.or_default() += 1;
    }

    /// How many came out so.
    fn count(&self, word: &str) -> usize {
        let words = self.counts.values().filter_map(|words| words.get(word));
        words.flat_map(BTreeMap::values).sum()
    }

    /// How many commands there are, on all releases.
    fn all(&self) -> usize {
        self.counts.values().flat_map(BTreeMap::values).flat_map(BTreeMap::values).sum()
    }

    pub(super) fn agreeing(&self) -> usize {
        self.count(AGREES)
    }

    /// How many are not covered, of a hundred.
    fn uncovered(&self) -> usize {
        let left = self.all() - self.agreeing() - self.differing.len() - self.count(OF_OTHERS);
        (left * 100).div_ceil(self.all().max(1))
    }

    /// None differs, and at most 15 of a hundred are not covered.
    pub(super) fn holds(&self) {
        let count = self.differing.len();
        assert!(count == 0, "{count} differ\n{}", self.differing.join("\n"));
        assert!(self.agreeing() > 0, "no case is there");
        assert!(self.uncovered() <= 15, "{self}");
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.counts.values().flat_map(BTreeMap::values);
        let releases: BTreeSet<&String> = words.flat_map(BTreeMap::keys).collect();
        let head =
            releases.iter().map(|release| format!("{release:>9}")).collect::<Vec<_>>().concat();
        writeln!(f, "{:<48}{head}", "first command, and how it came out")?;
        for (command, words) in &self.counts {
            for (word, by_release) in words {
                write!(f, "{:<48}", format!("{command}: {word}"))?;
                for release in &releases {
                    write!(f, "{:>9}", by_release.get(*release).unwrap_or(&0))?;
                }
                writeln!(f)?;
            }
        }
        let (all, agreeing) = (self.all(), self.agreeing());
        writeln!(f, "{agreeing} of {all} agree, {} of a hundred are not covered", self.uncovered())
    }
}
