//! The bits and Huffman codes of DEFLATE, read no further than go reads. RFC 1951 §3.2.

/// How far back data may be repeated from (RFC 1951 §3.2.5).
pub(super) const WINDOW: usize = 32 * 1024;

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
    pub(crate) hold: u32,
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
    /// For the next [`SHORT`] bits, as they come: the code that they begin with, if it is so short.
    short: Vec<Short>,
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
        let symbols: Vec<u16> = symbols.into_iter().map(|(symbol, _)| symbol).collect();
        let least = u32::try_from(least).ok()?;
        let short = shorts(&counts, &symbols);
        Some(Self { counts, symbols, short, least })
    }

    /// The next symbol. Where bits are missing they count as zeros, and say how many are needed.
    pub(crate) fn symbol(&self, bits: &mut Bits, source: &mut Source<'_>) -> Result<u16, Stop> {
        let mut needed = self.least;
        loop {
            bits.need(needed, source)?;
            let (length, symbol) = self.next(bits.hold.into()).ok_or(Stop::Corrupt)?;
            if length <= bits.count {
                bits.take(length, source)?;
                return Ok(symbol);
            }
            needed = length;
        }
    }

    /// Length and symbol of the code that `bits` begin with.
    pub(crate) fn next(&self, bits: u64) -> Option<(u32, u16)> {
        let place = usize::try_from(bits & ((1 << SHORT) - 1)).unwrap_or_default();
        match self.short.get(place) {
            Some(Short(short)) if *short > 0 => Some((u32::from(short & 0xf), short >> 4)),
            _ => self.find(bits),
        }
    }

    fn find(&self, bits: u64) -> Option<(u32, u16)> {
        let (mut code, mut first, mut index) = (0_u32, 0_u32, 0_u32);
        for (length, count) in (1_u32..).zip(self.counts.iter().skip(1)) {
            code |= u32::from(bits >> (length - 1) & 1 == 1);
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

/// A short code: its symbol above the four bits of its length; nothing where both are 0.
#[derive(Clone, Copy, Debug, Default)]
struct Short(u16);

/// All short codes, each at every place whose low bits are the code, which comes with its first bit lowest.
fn shorts(counts: &[u16; 16], symbols: &[u16]) -> Vec<Short> {
    let mut shorts = vec![Short::default(); 1 << SHORT];
    let (mut code, mut symbols) = (0_u16, symbols.iter());
    for (length, count) in (1_u16..).zip(counts.iter().skip(1)).take(SHORT) {
        for symbol in symbols.by_ref().take(usize::from(*count)) {
            let first = usize::from(code.reverse_bits() >> (16 - length));
            let places = shorts.iter_mut().skip(first).step_by(1 << length);
            places.for_each(|place| *place = Short(symbol << 4 | length));
            code += 1;
        }
        code <<= 1;
    }
    shorts
}

/// How many bits are looked up at once.
const SHORT: usize = 10;
