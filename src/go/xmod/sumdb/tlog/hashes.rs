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
    let runs = proof_runs(size, n);
    let indexes: Vec<i64> =
        runs.iter().flat_map(|(low, high)| subtree_indexes(*low, *high)).collect();
    let hashes = if indexes.is_empty() { Vec::new() } else { from.read_hashes(&indexes)? };
    let mut rest = hashes.as_slice();
    let mut proof = Vec::new();
    for (low, high) in &runs {
        let (own, behind) = rest.split_at(subtree_indexes(*low, *high).len().min(rest.len()));
        rest = behind;
        proof.push((*low, joined(own)));
    }
    Ok(Some(in_order_of_proof(proof, size, n)))
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
    let join = |right: Hash, left: &Hash| Hash::of_node(*left, right);
    let (last, rest) = hashes.split_last().unwrap_or((&Hash(EMPTY), &[]));
    rest.iter().rev().fold(*last, join)
}

const EMPTY: [u8; super::HASH_LENGTH] = [0; super::HASH_LENGTH];

/// The runs of records whose hashes make up a proof, from left to right.
fn proof_runs(size: i64, n: i64) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = walk(size, n).into_iter().map(|step| step.aside).collect();
    let (low, high) = common(size, n);
    if low != 0 {
        runs.push((low, high));
    }
    runs.sort_unstable();
    runs
}

/// The hashes of a proof from the bottom up, given by where their runs begin.
fn in_order_of_proof(by_place: Vec<(i64, Hash)>, size: i64, n: i64) -> Vec<Hash> {
    let find = |low: i64| by_place.iter().find(|(place, _)| *place == low).map(|(_, hash)| *hash);
    let (low, _) = common(size, n);
    let bottom = if low == 0 { None } else { find(low) };
    let above = walk(size, n).into_iter().rev().filter_map(|step| find(step.aside.0));
    bottom.into_iter().chain(above).collect()
}

/// One step from the root of the larger log down to where the smaller one ends.
struct Step {
    /// The half that is not gone into.
    aside: (i64, i64),
    /// The half that is.
    into: (i64, i64),
}

fn walk(size: i64, n: i64) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut low, mut high) = (0, size);
    while n != high {
        let half = low + largest_power_below(high - low);
        let (left, right) = ((low, half), (half, high));
        let (into, aside) = if n <= half { (left, right) } else { (right, left) };
        (low, high) = into;
        steps.push(Step { aside, into });
    }
    steps
}

/// The run at the end of the walk, which ends where the smaller log does.
fn common(size: i64, n: i64) -> (i64, i64) {
    walk(size, n).last().map_or((0, size), |step| step.into)
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
                assert_eq!(proof, Some(book), "{n} of {size}");
            }
        }
        assert_eq!(prove_tree(5, 0, &mut all), Ok(None));
    }
}
