//! The bits and Huffman codes of DEFLATE, read no further than go reads. RFC 1951 §3.2.

/// Why a step cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Hungry,
    Corrupt,
}

/// The input of a call.
pub(crate) struct Source<'a> {
    pub(crate) input: &'a [u8],
    pub(crate) at: usize,
}

/// Bits that were read and not used, and how many bytes were read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bits {
    hold: u32,
    pub(crate) count: u32,
    pub(crate) read: u64,
}

impl Bits {
    /// Reads bytes until there are `count` bits.
    pub(crate) fn need(&mut self, count: u32, source: &mut Source<'_>) -> Result<(), Stop> {
        while self.count < count {
            let byte = *source.input.get(source.at).ok_or(Stop::Hungry)?;
            source.at += 1;
            self.read += 1;
            self.hold |= u32::from(byte) << self.count;
            self.count += 8;
        }
        Ok(())
    }

    pub(crate) fn take(&mut self, count: u32, source: &mut Source<'_>) -> Result<u32, Stop> {
        self.need(count, source)?;
        let bits = self.hold & ((1 << count) - 1);
        self.hold >>= count;
        self.count -= count;
        Ok(bits)
    }
}

/// A canonical Huffman code: how many codes there are of each length, and the symbols in order.
#[derive(Debug, Default)]
pub(crate) struct Code {
    counts: [u16; 16],
    symbols: Vec<u16>,
    /// go has so many bits at hand before it looks for a code.
    pub(crate) least: u32,
}

impl Code {
    /// `None` where the lengths make no complete code; go lets none and a single one be.
    pub(crate) fn new(lengths: &[u8]) -> Option<Self> {
        let mut counts = [0_u16; 16];
        for length in lengths {
            *counts.get_mut(usize::from(*length))? += 1;
        }
        *counts.first_mut()? = 0;
        let used = |length: &usize| counts.get(*length).is_some_and(|count| *count > 0);
        let (Some(least), Some(most)) = ((1..16).find(used), (1..16).rfind(used)) else {
            return Some(Self::default());
        };
        let taken: u32 = (1..=most).map(|at| u32::from(counts[at]) << (most - at)).sum();
        let lone = taken == 1 && most == 1;
        if taken != 1 << most && !lone {
            return None;
        }
        let mut symbols: Vec<_> =
            (0_u16..).zip(lengths).filter(|(_, length)| **length > 0).collect();
        symbols.sort_by_key(|(symbol, length)| (**length, *symbol));
        let symbols = symbols.into_iter().map(|(symbol, _)| symbol).collect();
        Some(Self { counts, symbols, least: u32::try_from(least).ok()? })
    }

    /// The next symbol. Where bits are missing they count as zeros, and say how many are needed.
    pub(crate) fn symbol(&self, bits: &mut Bits, source: &mut Source<'_>) -> Result<u16, Stop> {
        let mut needed = self.least;
        loop {
            bits.need(needed, source)?;
            let (length, symbol) = self.find(bits.hold).ok_or(Stop::Corrupt)?;
            if length <= bits.count {
                bits.take(length, source)?;
                return Ok(symbol);
            }
            needed = length;
        }
    }

    fn find(&self, bits: u32) -> Option<(u32, u16)> {
        let (mut code, mut first, mut index) = (0_u32, 0_u32, 0_u32);
        for (length, count) in (1_u32..).zip(self.counts.iter().skip(1)) {
            code |= bits >> (length - 1) & 1;
            let count = u32::from(*count);
            if code < first + count {
                let at = usize::try_from(index + code - first).ok()?;
                return Some((length, *self.symbols.get(at)?));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}
