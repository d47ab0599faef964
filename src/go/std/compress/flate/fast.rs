//! Most symbols of a block, decoded many bits at a time.
//!
//! What needs care is left to the step by step way: the end of a block, broken data, the end of the input. It begins where
//! the last whole repeat or literal ended, so that it comes to the same byte where data is broken.

use super::huffman::{Bits, Code, Source, WINDOW};

/// Bits that were read ahead.
struct Ahead<'a> {
    input: &'a [u8],
    at: usize,
    hold: u64,
    count: u32,
}

/// A step that was made.
enum Step {
    Literal(u8),
    Repeat { distance: usize, length: usize },
}

/// Decodes symbols of the codes for literals and distances behind `out`, up to about `end` bytes there.
pub(super) fn symbols(
    (literals, distances): (&Code, &Code),
    bits: &mut Bits,
    source: &mut Source<'_>,
    out: &mut Vec<u8>,
    end: usize,
) {
    let (hold, count) = (u64::from(bits.hold), bits.count);
    let mut ahead = Ahead { input: source.input, at: source.at, hold, count };
    out.reserve((end + LONGEST).saturating_sub(out.len()));
    while out.len() < end && ahead.fill() {
        let before = (ahead.hold, ahead.count);
        match ahead.step(literals, distances) {
            Some(Step::Literal(literal)) => out.push(literal),
            Some(Step::Repeat { distance, length }) if distance <= out.len().min(WINDOW) => {
                repeat(out, distance, length);
            }
            _ => {
                (ahead.hold, ahead.count) = before;
                break;
            }
        }
    }
    ahead.give_back(bits, source);
}

impl Ahead<'_> {
    /// Reads as many whole bytes as there is room for; whether the input has so many.
    fn fill(&mut self) -> bool {
        let Some(next) = self.input.get(self.at..).and_then(|rest| rest.first_chunk()) else {
            return false;
        };
        self.hold |= u64::from_le_bytes(*next) << self.count;
        let bytes = (63 - self.count) / 8;
        self.at += bytes as usize;
        self.count += bytes * 8;
        // Bits above the count would come twice.
        self.hold &= (1 << self.count) - 1;
        true
    }

    /// A literal or a whole repeat, which has 48 bits at most.
    fn step(&mut self, literals: &Code, distances: &Code) -> Option<Step> {
        let symbol = self.symbol(literals)?;
        if let Ok(literal) = u8::try_from(symbol) {
            return Some(Step::Literal(literal));
        }
        let (base, extra) = length(symbol)?;
        let length = base + self.take(extra);
        let (base, extra) = distance(self.symbol(distances)?)?;
        let distance = base + self.take(extra);
        Some(Step::Repeat { distance: distance as usize, length: length as usize })
    }

    fn symbol(&mut self, code: &Code) -> Option<u16> {
        let (length, symbol) = code.next(self.hold)?;
        self.drop(length);
        Some(symbol)
    }

    fn take(&mut self, count: u32) -> u32 {
        let bits = u32::try_from(self.hold & ((1 << count) - 1)).unwrap_or_default();
        self.drop(count);
        bits
    }

    fn drop(&mut self, count: u32) {
        self.hold >>= count;
        self.count -= count;
    }

    /// Gives back the bytes that were read and not needed.
    fn give_back(self, bits: &mut Bits, source: &mut Source<'_>) {
        let read = self.at - source.at;
        let unused = read.min((self.count / 8) as usize);
        source.at = self.at - unused;
        bits.read += (read - unused) as u64;
        bits.count = self.count - 8 * u32::try_from(unused).unwrap_or_default();
        bits.hold = u32::try_from(self.hold & ((1 << bits.count) - 1)).unwrap_or_default();
    }
}

/// Repeats what came `distance` bytes before, which may overlap itself.
fn repeat(out: &mut Vec<u8>, distance: usize, length: usize) {
    let start = out.len() - distance;
    if length <= distance {
        out.extend_from_within(start..start + length);
        return;
    }
    let mut left = length;
    while left > 0 {
        let count = left.min(out.len() - start);
        out.extend_from_within(start..start + count);
        left -= count;
    }
}

/// The shortest length that a symbol means, and how many bits more there are; RFC 1951 §3.2.5.
pub(super) fn length(symbol: u16) -> Option<(u32, u32)> {
    let step = u32::from(symbol).checked_sub(257)?;
    match step {
        0..8 => Some((3 + step, 0)),
        28 => Some((258, 0)),
        8..28 => {
            let extra = step / 4 - 1;
            Some((3 + ((4 + step % 4) << extra), extra))
        }
        _ => None,
    }
}

/// The shortest distance that a symbol means, and how many bits more there are.
pub(super) fn distance(symbol: u16) -> Option<(u32, u32)> {
    let step = u32::from(symbol);
    match step {
        0..4 => Some((1 + step, 0)),
        4..30 => {
            let extra = step / 2 - 1;
            Some((1 + ((2 + step % 2) << extra), extra))
        }
        _ => None,
    }
}

/// The longest repeat, in bytes.
const LONGEST: usize = 258;

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use crate::go::std::compress::flate::inflate::{End, Inflate};

    /// What comes of `packed`, of which so many bytes are there at a time, and the bytes that were used for it.
    fn inflate(packed: &[u8], step: usize) -> (Vec<u8>, usize, Option<End>) {
        let (mut inflate, mut out, mut at, mut there) = (Inflate::default(), Vec::new(), 0, 0);
        loop {
            let progress = inflate.inflate(&packed[at..there], 1000);
            at += progress.used;
            let idle = progress.used == 0 && progress.data.is_empty();
            out.extend(progress.data);
            if progress.end.is_some() || (idle && there == packed.len()) {
                return (out, at, progress.end);
            }
            there = if idle { (there + step).min(packed.len()) } else { there };
        }
    }

    /// A byte at a time is never enough to read ahead.
    #[test]
    fn broken_data_ends_at_the_same_byte() {
        let mut seed = 11_u64;
        let mut random = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed >> 40).unwrap()
        };
        let mut ends = [0; 2];
        for round in 0..600 {
            let plain: Vec<u8> = (0..random() % 3000)
                .map(|_| [3, 7, 255][round % 3] & random().to_le_bytes()[0])
                .collect();
            let mut packed =
                flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(&plain).unwrap();
            let mut packed = packed.finish().unwrap();
            let place = random() % packed.len();
            packed[place] ^= 1 << (random() % 8);
            packed.extend([0; 9]);
            let whole = inflate(&packed, packed.len());
            assert_eq!(whole, inflate(&packed, 1));
            ends[usize::from(whole.2 == Some(End::Complete))] += 1;
        }
        assert!(ends.iter().all(|count| *count > 20), "{ends:?}");
    }
}
