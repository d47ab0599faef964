//! What the hashes of a log prove: the root of a smaller log, and that it is part of a larger one.

use super::{Hash, stored_hash_index};

/// Something that gives hashes of a log out by their indexes.
pub trait HashReader {
    /// Why hashes cannot be given.
    type Error;

    /// The hashes with these indexes, in their order.
    fn read_hashes(&mut self, indexes: &[i64]) -> Result<Vec<Hash>, Self::Error>;
}

/// The hash at the root of the first `size` records of a log. `empty` is that of no records, for which nothing is read.
pub fn tree_hash<R: HashReader>(size: i64, empty: Hash, from: &mut R) -> Result<Hash, R::Error> {
    if size == 0 {
        return Ok(empty);
    }
    let hashes = from.read_hashes(&subtree_indexes(0, size))?;
    Ok(joined(&hashes))
}

/// The hashes that prove that the first `n` records of a log of `size` are the log of `n`. `None` where no log has such
/// sizes.
pub fn prove_tree<R: HashReader>(
    size: i64,
    n: i64,
    from: &mut R,
) -> Result<Option<Vec<Hash>>, R::Error> {
    if size < 1 || n < 1 || n > size {
        return Ok(None);
    }
    let runs: Vec<_> = proof_runs(size, n).map(|(low, high)| subtree_indexes(low, high)).collect();
    let indexes = runs.concat();
    let hashes = if indexes.is_empty() { Vec::new() } else { from.read_hashes(&indexes)? };
    let mut rest = hashes.as_slice();
    let mut proof = Vec::with_capacity(runs.len());
    for run in &runs {
        let (own, behind) = rest.split_at(run.len().min(rest.len()));
        rest = behind;
        proof.push(joined(own));
    }
    Ok(Some(proof))
}

/// Whether such a proof says that a log of `n` records with the root `old` is the beginning of one of `size` records with
/// the root `root`.
pub fn check_tree(proof: &[Hash], size: i64, root: Hash, n: i64, old: Hash) -> bool {
    let mut hashes = proof.iter().copied();
    let mut told = None;
    let mut end = n;
    for (low, high) in proof_runs(size, n) {
        let Some(hash) = hashes.next() else { return false };
        told = Some(match told.or_else(|| (high != n).then_some((old, old))) {
            None => (hash, hash),
            Some((part, whole)) if low >= end => (part, Hash::of_node(whole, hash)),
            Some((part, whole)) => (Hash::of_node(hash, part), Hash::of_node(hash, whole)),
        });
        end = end.max(high);
    }
    hashes.next().is_none() && told.unwrap_or((old, old)) == (old, root)
}

/// The indexes of the largest whole subtrees that make up the records from `low` up to `high`.
pub(super) fn subtree_indexes(low: i64, high: i64) -> Vec<i64> {
    let mut indexes = Vec::new();
    let mut low = low;
    while low < high {
        let level = (high - low).ilog2();
        indexes.push(stored_hash_index(level, low >> level));
        low += 1 << level;
    }
    indexes
}

/// The hash over subtrees, largest first.
fn joined(hashes: &[Hash]) -> Hash {
    let join = |right, left| Hash::of_node(left, right);
    hashes.iter().rev().copied().reduce(join).unwrap_or_default()
}

/// The runs of records whose hashes make up a proof, in its order: from where the smaller log ends up to the root.
fn proof_runs(size: i64, n: i64) -> impl Iterator<Item = (i64, i64)> {
    let mut aside = Vec::new();
    let (mut low, mut high) = (0, size);
    while n != high {
        let half = low + largest_power_below(high - low);
        let (left, right) = ((low, half), (half, high));
        let (into, other) = if n <= half { (left, right) } else { (right, left) };
        (low, high) = into;
        aside.push(other);
    }
    // A run that begins where the log does is the smaller log itself.
    let common = (low != 0).then_some((low, high));
    common.into_iter().chain(aside.into_iter().rev())
}

/// The largest power of two below `n`, which is at least 2.
fn largest_power_below(n: i64) -> i64 {
    1 << (n - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All hashes of a log, in memory.
    #[derive(Default)]
    pub(crate) struct Log(Vec<Hash>);

    impl HashReader for Log {
        type Error = std::convert::Infallible;

        fn read_hashes(&mut self, indexes: &[i64]) -> Result<Vec<Hash>, Self::Error> {
            Ok(indexes.iter().map(|at| self.0[usize::try_from(*at).unwrap()]).collect())
        }
    }

    fn log(size: i64) -> Log {
        let mut log = Log::default();
        for n in 0..size {
            let mut hash = Hash::of_record(n.to_string().as_bytes());
            log.0.push(hash);
            for level in 0..(n + 1).trailing_zeros() {
                let left = stored_hash_index(level, (n >> level) - 1);
                hash = Hash::of_node(log.0[usize::try_from(left).unwrap()], hash);
                log.0.push(hash);
            }
        }
        log
    }

    /// RFC 6962 §2.1, straight from its text.
    fn by_the_book(records: &[Hash]) -> Hash {
        match records {
            [] => Hash::of_nothing(),
            [one] => *one,
            many => {
                let half = many.len().next_power_of_two() / 2;
                Hash::of_node(by_the_book(&many[..half]), by_the_book(&many[half..]))
            }
        }
    }

    /// RFC 6962 §2.1.2, straight from its text.
    fn proof_by_the_book(n: usize, records: &[Hash], whole: bool) -> Vec<Hash> {
        if n == records.len() {
            return if whole { vec![] } else { vec![by_the_book(records)] };
        }
        let half = records.len().next_power_of_two() / 2;
        let (left, right) = records.split_at(half);
        if n <= half {
            let mut proof = proof_by_the_book(n, left, whole);
            proof.push(by_the_book(right));
            proof
        } else {
            let mut proof = proof_by_the_book(n - half, right, false);
            proof.push(by_the_book(left));
            proof
        }
    }

    #[test]
    fn roots_and_proofs_are_those_of_the_rfc() {
        let mut all = log(70);
        let records: Vec<Hash> =
            (0..70).map(|n: i64| Hash::of_record(n.to_string().as_bytes())).collect();
        for size in 0..70_i64 {
            let records = &records[..usize::try_from(size).unwrap()];
            let Ok(root) = tree_hash(size, Hash::of_nothing(), &mut all);
            assert_eq!(root, by_the_book(records));
            for n in 1..=size {
                let Ok(proof) = prove_tree(size, n, &mut all);
                let book = proof_by_the_book(usize::try_from(n).unwrap(), records, true);
                assert_eq!(proof, Some(book.clone()), "{n} of {size}");
                let old = by_the_book(&records[..usize::try_from(n).unwrap()]);
                assert!(check_tree(&book, size, root, n, old), "{n} of {size}");
                assert!(!check_tree(&book, size, root, n, Hash::default()));
                assert!(n == size || !check_tree(&book, size, Hash::default(), n, old));
                assert!(!check_tree(&[&book[..], &[old]].concat(), size, root, n, old));
            }
        }
        assert_eq!(prove_tree(5, 0, &mut all), Ok(None));
    }
}
