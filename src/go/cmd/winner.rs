//! Which candidate's result or error go ends with (discovery.md §3.3), as far as discovery decides.

use serde::{Deserialize, Serialize};

use crate::go::version::{Change, Version};

/// How go ranks an error when it has to choose one among those of several candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Unclassified: fatal, unless a longer candidate was found.
    Other,
    /// The candidate is no valid module path.
    InvalidPath,
    /// No such module: whatever discovery says.
    NotExist,
}

/// How the lookup of one candidate ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A repository root was found.
    Found,
    /// go's error, by class.
    Failed(Class),
    /// Nobody knows what go would find.
    Unknown,
}

/// The index of the candidate that decides; `outcomes` are the longest path's first.
///
/// `None` for no candidates at all. Where candidates are looked up one after the other, those
/// behind the first that decides are not among them, and else the longest path's error counts.
pub fn winner(outcomes: &[Outcome], version: Version) -> Option<usize> {
    let first = |wanted| outcomes.iter().position(|&outcome| outcome == wanted);
    let is_decisive = |outcome: &Outcome| {
        matches!(outcome, Outcome::Found | Outcome::Unknown | Outcome::Failed(Class::Other))
    };
    let decisive = outcomes.iter().position(is_decisive);
    if !version.has(Change::ParallelCandidates) {
        return decisive.or((!outcomes.is_empty()).then_some(0));
    }
    let fatal =
        first(Outcome::Failed(Class::Other)).filter(|_| !version.has(Change::FoundOutranksShorter));
    fatal
        .or(decisive)
        .or_else(|| first(Outcome::Failed(Class::InvalidPath)))
        .or_else(|| first(Outcome::Failed(Class::NotExist)))
}

#[cfg(test)]
mod tests {
    use super::{Class::*, Outcome::*, *};

    #[test]
    fn ranks_as_go_does() {
        for (outcomes, expected) in [
            (vec![], None),
            (vec![Failed(NotExist), Found, Failed(Other)], Some(1)),
            (vec![Failed(Other), Found], Some(0)),
            (vec![Failed(NotExist), Failed(Other)], Some(1)),
            (vec![Failed(NotExist), Failed(InvalidPath)], Some(1)),
            (vec![Failed(NotExist), Failed(NotExist)], Some(0)),
            (vec![Failed(NotExist), Unknown, Found], Some(1)),
            (vec![Found, Unknown], Some(0)),
        ] {
            assert_eq!(winner(&outcomes, Version::NEWEST), expected, "{outcomes:?}");
        }
    }

    #[test]
    fn older_releases_rank_otherwise() {
        let winner = |outcomes: &[_], version: &str| winner(outcomes, version.parse().unwrap());
        let shorter_breaks = [Found, Failed(Other)];
        assert_eq!(winner(&shorter_breaks, "1.13"), Some(1));
        assert_eq!(winner(&shorter_breaks, "1.14"), Some(0));
        assert_eq!(winner(&[Failed(NotExist), Failed(InvalidPath)], "1.12"), Some(0));
    }
}
