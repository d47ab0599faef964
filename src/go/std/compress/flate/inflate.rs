//! DEFLATE (RFC 1951) as go's compress/flate reads it: it names the byte where broken data ends.
//!
//! Libraries find some of the same faults later, or never (a distance before the start of the
//! data), and none says where; go's text does. It reads no byte before it needs it.

use std::sync::{Arc, LazyLock};

use super::{
    fast,
    huffman::{Bits, Code, Source, Stop, WINDOW},
};

/// A decompressor for one DEFLATE stream.
#[derive(Debug, Default)]
pub struct Inflate {
    bits: Bits,
    state: State,
    last_block: bool,
    history: Vec<u8>,
    given: usize,
}

/// What came of a call.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes of the input are done with.
    pub used: usize,
    /// Decoded bytes.
    pub data: Vec<u8>,
    /// Why no more will come.
    pub end: Option<End>,
}

/// The end of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last block is complete.
    Complete,
    /// The data is broken before this byte.
    Corrupt(u64),
}

const END_OF_BLOCK: usize = 256;
const LENGTH_CODES: u16 = 286;
const DISTANCE_CODES: u16 = 30;
/// The order in which code lengths are sent, RFC 1951 §3.2.7.
const CODE_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The codes that need not be sent: a zip may have a hundred thousand entries with them.
static FIXED: LazyLock<Arc<Codes>> = LazyLock::new(|| Arc::new(Codes::fixed()));

#[derive(Debug, Default)]
enum State {
    #[default]
    Block,
    Stored(usize),
    Codes(Arc<Codes>),
    Over,
}

impl Inflate {
    /// Decodes `input` until it is used up, the stream ends, or about `most` bytes are out.
    pub fn inflate(&mut self, input: &[u8], most: usize) -> Progress {
        let mut source = Source { input, at: 0 };
        let mut end = None;
        while end.is_none() && self.history.len() - self.given < most {
            // Where to come back to, should the input end before the next step is made.
            let mut back = (source.at, self.bits);
            match self.step(&mut source, &mut back, most) {
                Ok(()) if matches!(self.state, State::Over) => end = Some(End::Complete),
                Ok(()) => {}
                Err(Stop::Corrupt) => end = Some(End::Corrupt(self.bits.read)),
                Err(Stop::Hungry) => {
                    (source.at, self.bits) = back;
                    break;
                }
            }
        }
        Progress { used: source.at, data: self.give(), end }
    }

    /// A block's head, as much of a stored block as there is, or symbols until `most` bytes are out.
    fn step(
        &mut self,
        source: &mut Source<'_>,
        back: &mut (usize, Bits),
        most: usize,
    ) -> Result<(), Stop> {
        match &mut self.state {
            State::Over => {}
            State::Block if self.last_block => self.state = State::Over,
            State::Block => self.block(source)?,
            State::Stored(0) => self.state = State::Block,
            State::Stored(left) => {
                let count = (*left).min(source.input.len() - source.at).min(WINDOW);
                let bytes = source.input.get(source.at..source.at + count).unwrap_or_default();
                if bytes.is_empty() {
                    return Err(Stop::Hungry);
                }
                self.history.extend_from_slice(bytes);
                source.at += count;
                self.bits.read += count as u64;
                *left -= count;
            }
            State::Codes(codes) => {
                let end = self.given + most;
                while self.history.len() < end {
                    let Codes { literals, distances } = &**codes;
                    fast::symbols(
                        (literals, distances),
                        &mut self.bits,
                        source,
                        &mut self.history,
                        end,
                    );
                    *back = (source.at, self.bits);
                    if codes.symbol(&mut self.bits, source, &mut self.history)? {
                        self.state = State::Block;
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn block(&mut self, source: &mut Source<'_>) -> Result<(), Stop> {
        let last = self.bits.take(3, source)?;
        self.state = match last >> 1 {
            0 => State::Stored(stored(&mut self.bits, source)?),
            1 => State::Codes(FIXED.clone()),
            2 => State::Codes(Arc::new(Codes::sent(&mut self.bits, source)?)),
            _ => return Err(Stop::Corrupt),
        };
        self.last_block = last & 1 == 1;
        Ok(())
    }

    /// What is new since the last time; what can no longer be repeated is forgotten.
    fn give(&mut self) -> Vec<u8> {
        let data = self.history.get(self.given..).unwrap_or_default().to_vec();
        self.history.drain(..self.history.len().saturating_sub(WINDOW));
        self.given = self.history.len();
        data
    }
}

fn stored(bits: &mut Bits, source: &mut Source<'_>) -> Result<usize, Stop> {
    bits.take(bits.count, source)?;
    let length = bits.take(16, source)?;
    let check = bits.take(16, source)?;
    if length ^ check == 0xffff { Ok(length as usize) } else { Err(Stop::Corrupt) }
}

/// The codes of a block.
#[derive(Debug)]
struct Codes {
    literals: Code,
    distances: Code,
}

impl Codes {
    /// RFC 1951 §3.2.6.
    fn fixed() -> Self {
        let mut lengths = [8; 288];
        lengths.iter_mut().take(256).skip(144).for_each(|length| *length = 9);
        lengths.iter_mut().take(280).skip(256).for_each(|length| *length = 7);
        let code = |lengths: &[u8]| Code::new(lengths).unwrap_or_default();
        Self { literals: code(&lengths), distances: code(&[5; 32]) }
    }

    /// Puts what the next symbol means behind `out`; whether it is the end of the block.
    fn symbol(
        &self,
        bits: &mut Bits,
        source: &mut Source<'_>,
        out: &mut Vec<u8>,
    ) -> Result<bool, Stop> {
        let symbol = self.literals.symbol(bits, source)?;
        match u8::try_from(symbol) {
            Ok(literal) => out.push(literal),
            Err(_) if usize::from(symbol) == END_OF_BLOCK => return Ok(true),
            Err(_) => {
                let length = length(symbol, bits, source)?;
                let code = self.distances.symbol(bits, source)?;
                let distance = distance(code, bits, source)?;
                repeat(out, distance, length)?;
            }
        }
        Ok(false)
    }

    /// RFC 1951 §3.2.7.
    fn sent(bits: &mut Bits, source: &mut Source<'_>) -> Result<Self, Stop> {
        bits.need(14, source)?;
        let literals = 257 + bits.take(5, source)? as usize;
        let distances = 1 + bits.take(5, source)? as usize;
        let sent = 4 + bits.take(4, source)? as usize;
        if literals > usize::from(LENGTH_CODES) || distances > usize::from(DISTANCE_CODES) {
            return Err(Stop::Corrupt);
        }
        let mut lengths = [0; 19];
        for place in CODE_ORDER.into_iter().take(sent) {
            let length = bits.take(3, source)?;
            if let Some(slot) = lengths.get_mut(place) {
                *slot = u8::try_from(length).unwrap_or_default();
            }
        }
        let code = Code::new(&lengths).ok_or(Stop::Corrupt)?;
        let lengths = lengths_in(&code, literals + distances, bits, source)?;
        let (first, second) = lengths.split_at_checked(literals).ok_or(Stop::Corrupt)?;
        let mut literals = Code::new(first).ok_or(Stop::Corrupt)?;
        // go reads as far as the end-of-block code could reach, which must come anyway.
        let end = first.get(END_OF_BLOCK).copied().unwrap_or_default();
        literals.least = literals.least.max(u32::from(end));
        Ok(Self { literals, distances: Code::new(second).ok_or(Stop::Corrupt)? })
    }
}

/// Repeats what came `distance` bytes before, which may overlap itself.
fn repeat(out: &mut Vec<u8>, distance: usize, length: usize) -> Result<(), Stop> {
    let known = out.len().min(WINDOW);
    if distance > known {
        return Err(Stop::Corrupt);
    }
    let start = out.len() - distance;
    let mut left = length;
    while left > 0 {
        let count = left.min(out.len() - start);
        out.extend_from_within(start..start + count);
        left -= count;
    }
    Ok(())
}

/// Code lengths that are themselves sent in this code.
fn lengths_in(
    code: &Code,
    count: usize,
    bits: &mut Bits,
    source: &mut Source<'_>,
) -> Result<Vec<u8>, Stop> {
    let mut lengths = Vec::with_capacity(count);
    while lengths.len() < count {
        let symbol = code.symbol(bits, source)?;
        let (value, base, extra) = match symbol {
            16 => (*lengths.last().ok_or(Stop::Corrupt)?, 3, 2),
            17 => (0, 3, 3),
            18 => (0, 11, 7),
            length => (u8::try_from(length).unwrap_or_default(), 1, 0),
        };
        let times = base + bits.take(extra, source)? as usize;
        if lengths.len() + times > count {
            return Err(Stop::Corrupt);
        }
        lengths.resize(lengths.len() + times, value);
    }
    Ok(lengths)
}

/// RFC 1951 §3.2.5.
fn length(symbol: u16, bits: &mut Bits, source: &mut Source<'_>) -> Result<usize, Stop> {
    let (base, extra) = fast::length(symbol).ok_or(Stop::Corrupt)?;
    Ok((base + bits.take(extra, source)?) as usize)
}

fn distance(code: u16, bits: &mut Bits, source: &mut Source<'_>) -> Result<usize, Stop> {
    let (base, extra) = fast::distance(code).ok_or(Stop::Corrupt)?;
    Ok((base + bits.take(extra, source)?) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inflate(packed: &[u8], step: usize) -> (Vec<u8>, Option<End>) {
        let (mut inflate, mut out, mut rest) = (Inflate::default(), Vec::new(), Vec::new());
        for piece in packed.chunks(step) {
            rest.extend_from_slice(piece);
            loop {
                let progress = inflate.inflate(&rest, 1000);
                rest.drain(..progress.used);
                let idle = progress.used == 0 && progress.data.is_empty();
                out.extend(progress.data);
                match progress.end {
                    None if idle => break,
                    None => {}
                    end => return (out, end),
                }
            }
        }
        (out, None)
    }

    #[test]
    fn every_block_type_comes_back() {
        use std::io::Write as _;
        let mut seed = 9_u64;
        let mut words = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ["go", "get ", "meta", "import", "\n", "vcs "][(seed >> 33) as usize % 6]
        };
        let text: String = (0..30_000).map(|_| words()).collect();
        for level in [0, 1, 6, 9] {
            for length in [0, 3, 100, text.len()] {
                let level = flate2::Compression::new(level);
                let mut out = flate2::write::DeflateEncoder::new(Vec::new(), level);
                out.write_all(&text.as_bytes()[..length]).unwrap();
                let packed = out.finish().unwrap();
                for step in [1, 1000, 1 << 20] {
                    let (data, end) = inflate(&packed, step);
                    assert!(data == text.as_bytes()[..length]);
                    assert_eq!(end, Some(End::Complete));
                }
            }
        }
    }

    #[test]
    fn random_bytes_end_somehow() {
        let mut seed = 5_u64;
        for _ in 0..20_000 {
            let bytes: Vec<u8> = std::iter::repeat_with(|| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                seed.to_le_bytes()[2]
            })
            .take(50)
            .collect();
            assert_eq!(inflate(&bytes, 50), inflate(&bytes, 3));
        }
    }
}
