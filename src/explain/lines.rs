//! The lines of a log, whatever its bytes are.

use std::{
    collections::VecDeque,
    io::{self, BufRead, Read as _},
};

/// The rest of a longer line is passed over, so that memory stays bounded.
const LIMIT: u64 = 32 << 10;

/// The most of a line that is passed over, in bytes: what has no end is no log.
const LONGEST: usize = 64 << 20;

/// Lines with their numbers; a carriage return begins another piece of the same line.
pub(super) struct Lines<R> {
    log: R,
    number: u64,
    buffer: Vec<u8>,
    pieces: VecDeque<String>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(log: R) -> Self {
        Self { log, number: 0, buffer: Vec::new(), pieces: VecDeque::new() }
    }

    /// The next line, or piece of one, that `wanted` is not false for, with its number.
    ///
    /// What nobody wants is passed over without a copy.
    pub(super) fn next(
        &mut self,
        wanted: impl Fn(&str) -> bool,
    ) -> io::Result<Option<(u64, String)>> {
        loop {
            if let Some(piece) = self.pieces.pop_front() {
                return Ok(Some((self.number, piece)));
            }
            if !self.fill()? {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&self.buffer);
            if wanted(&line) {
                self.pieces.extend(line.trim_end_matches('\r').split('\r').map(str::to_owned));
            }
        }
    }

    /// Reads one line into the buffer; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        if (&mut self.log).take(LIMIT).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(false);
        }
        self.number += 1;
        if self.buffer.pop_if(|byte| *byte == b'\n').is_none() {
            self.skip_line()?;
        }
        if self.buffer.contains(&0) {
            self.buffer.retain(|byte| *byte != 0); // UTF-16, as PowerShell redirects to a file
        }
        Ok(true)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        let mut passed = 0;
        loop {
            let piece = self.log.fill_buf()?;
            if piece.is_empty() {
                return Ok(());
            }
            if passed > LONGEST {
                let why = format!("line {} has more than {LONGEST} bytes", self.number);
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
            }
            let (end, used) = match piece.iter().position(|byte| *byte == b'\n') {
                Some(at) => (true, at + 1),
                None => (false, piece.len()),
            };
            self.log.consume(used);
            passed += used;
            if end {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(log: &[u8]) -> Vec<(u64, String)> {
        let mut lines = Lines::new(log);
        std::iter::from_fn(|| lines.next(|_| true).unwrap()).collect()
    }

    #[test]
    fn carriage_returns_part_a_line_and_nothing_else_does() {
        let pieces = all(b"a\r\nb\rc\n\nd");
        let pieces: Vec<_> = pieces.iter().map(|(at, text)| (*at, text.as_str())).collect();
        assert_eq!(pieces, [(1, "a"), (2, "b"), (2, "c"), (3, ""), (4, "d")]);
    }

    #[test]
    fn a_line_without_end_takes_little_memory() {
        let mut log = vec![b'x'; 1 << 20];
        log.extend_from_slice(b"\ny");
        let lines = all(&log);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].1.len() as u64 <= LIMIT);
        assert_eq!(lines[1], (2, "y".to_owned()));
    }

    #[test]
    fn utf_16_is_readable_where_it_is_ascii() {
        assert_eq!(all(b"g\0o\0:\0\r\0\n\0x\0"), [(1, "go:".to_owned()), (2, "x".to_owned())]);
    }
}
