//! PEM as go reads it (`encoding/pem`), which decides what is in a bundle of certificates.
//!
//! go skips whatever it cannot read without a word; here each such place is told, with its line.
//! Source: env-auth-proxy-tls.md §5.1.

use std::fmt;

use base64::{
    Engine as _, alphabet,
    engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD},
};

/// One piece of a PEM text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The line of its `-----BEGIN`, from 1.
    pub line: usize,
    /// What go makes of it.
    pub content: Result<Block<'a>, Broken>,
}

/// A block that go reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// The text between `BEGIN ` and the dashes.
    pub label: &'a [u8],
    /// Whether lines with a colon precede the data.
    pub has_headers: bool,
    /// The data.
    pub bytes: Vec<u8>,
}

/// Why go does not read a block that somebody meant to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// `-----BEGIN ` is in the middle of a line: behind a byte order mark, blanks, another block.
    NotAtLineStart,
    /// No dashes at the end of its first line.
    UnendedFirstLine,
    /// No line that begins with `-----END ` follows.
    NoEnd,
    /// The next `-----END ` line goes on with another block.
    Glued,
    /// The next `-----END ` line is for another label, or something follows on it.
    OtherEnd,
    /// The data is not base64.
    BadBase64,
}

/// The text of a block with this label, in lines of 64 characters (RFC 7468 §2).
pub fn block(label: &str, data: &[u8]) -> String {
    let base64 = STANDARD.encode(data);
    let lines = base64.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line) + "\n");
    format!("-----BEGIN {label}-----\n{}-----END {label}-----\n", lines.collect::<String>())
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAtLineStart => "-----BEGIN is not at the start of its line",
            Self::UnendedFirstLine => "the -----BEGIN line does not end in -----",
            Self::NoEnd => "there is no -----END line",
            Self::Glued => "-----END and the next -----BEGIN are on one line",
            Self::OtherEnd => "the -----END line does not match",
            Self::BadBase64 => "the data is not base64",
        })
    }
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// go does not mind bits that are left over at the end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// Every block of `text` in its order, and every place where one is broken.
///
/// The time taken grows with the length of `text` alone, however many broken blocks there are.
pub fn pieces(text: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let lines: Vec<&[u8]> = text.split_inclusive(|&byte| byte == b'\n').collect();
    let starts_end = |(_, line): &(usize, &&[u8])| line.starts_with(END);
    let ends = lines.iter().enumerate().filter(starts_end).map(|(at, _)| at).collect();
    Pieces { lines, ends, at: 0 }
}

/// The lines of a text, which of them begin with END, and the next one to look at.
struct Pieces<'a> {
    lines: Vec<&'a [u8]>,
    ends: Vec<usize>,
    at: usize,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while let Some(&line) = self.lines.get(self.at) {
            self.at += 1;
            let number = self.at;
            if let Some(first) = line.strip_prefix(BEGIN) {
                return Some(Piece { line: number, content: self.block(first) });
            }
            if line.contains(&b'-') && line.windows(BEGIN.len()).any(|part| part == BEGIN) {
                return Some(Piece { line: number, content: Err(Broken::NotAtLineStart) });
            }
        }
        None
    }
}

impl<'a> Pieces<'a> {
    /// The block whose first line ends in `first`; the next line is the one behind it. Whether or
    /// not it is good, what has been read of it is not looked at again.
    fn block(&mut self, first: &'a [u8]) -> Result<Block<'a>, Broken> {
        let label = trimmed(first).strip_suffix(DASHES).ok_or(Broken::UnendedFirstLine)?;
        let rest = self.lines.get(self.at..).unwrap_or_default();
        let headers = rest.iter().take_while(|line| trimmed(line).contains(&b':')).count();
        self.at += headers;
        // Behind headers go wants a line, be it empty, in front of the end.
        let earliest = self.at + usize::from(headers > 0);
        let end = self.ends.partition_point(|&end| end < earliest);
        let end = *self.ends.get(end).ok_or(Broken::NoEnd)?;
        let body = self.lines.get(self.at..end).unwrap_or_default();
        let line = self.lines.get(end).copied().unwrap_or_default();
        if !ends(line, label) {
            let glued = line.windows(BEGIN.len()).any(|part| part == BEGIN);
            return Err(if glued { Broken::Glued } else { Broken::OtherEnd });
        }
        let bytes = decode(body)?;
        self.at = end + 1;
        Ok(Block { label, has_headers: headers > 0, bytes })
    }
}

/// A line without its end and the blanks in front of that.
fn trimmed(line: &[u8]) -> &[u8] {
    let line = match line.strip_suffix(b"\n") {
        Some(line) => line.strip_suffix(b"\r").unwrap_or(line),
        None => line,
    };
    let blanks = line.iter().rev().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
    line.get(..line.len() - blanks).unwrap_or_default()
}

/// Whether `line` is the last one of a block with `label`.
fn ends(line: &[u8], label: &[u8]) -> bool {
    let rest = line.strip_prefix(END).and_then(|line| line.strip_prefix(label));
    rest.and_then(|line| line.strip_prefix(DASHES)).is_some_and(|rest| trimmed(rest).is_empty())
}

fn decode(body: &[&[u8]]) -> Result<Vec<u8>, Broken> {
    if body.iter().any(|line| line.starts_with(BEGIN)) {
        return Err(Broken::NoEnd);
    }
    let mut data = Vec::with_capacity(body.iter().map(|line| line.len()).sum());
    for line in body {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        if BLANKS.iter().any(|blank| line.contains(blank)) {
            data.extend(line.iter().filter(|byte| !BLANKS.contains(byte)));
        } else {
            data.extend_from_slice(line);
        }
    }
    BASE64.decode(data).map_err(|_| Broken::BadBase64)
}

/// What go does not mind between the digits.
const BLANKS: [u8; 3] = *b" \t\r";

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &str) -> Vec<Result<Vec<u8>, Broken>> {
        pieces(text.as_bytes()).map(|piece| piece.content.map(|block| block.bytes)).collect()
    }

    #[test]
    fn reads_what_go_reads() {
        let good = "-----BEGIN A-----\nQUJD\n-----END A-----\n";
        assert_eq!(contents(good), [Ok(b"ABC".to_vec())]);
        assert_eq!(contents(&good.replace('\n', "\r\n")), [Ok(b"ABC".to_vec())]);
        assert_eq!(contents("-----BEGIN A-----\n-----END A-----"), [Ok(Vec::new())]);
        assert_eq!(
            contents("-----BEGIN A----- \t\nQ U\tJD\n-----END A----- "),
            [Ok(b"ABC".to_vec())]
        );
        assert_eq!(contents(&format!("x\n{good}y\n{good}")).len(), 2);
    }

    #[test]
    fn tells_what_is_broken() {
        let good = "-----BEGIN A-----\nQUJD\n-----END A-----\n";
        let broken = |text: &str| contents(text).into_iter().map(Result::err).collect::<Vec<_>>();
        assert_eq!(broken(&format!("\u{feff}{good}")), [Some(Broken::NotAtLineStart)]);
        assert_eq!(broken("-----BEGIN A----\n"), [Some(Broken::UnendedFirstLine)]);
        assert_eq!(broken("-----BEGIN A-----\nQUJD\n"), [Some(Broken::NoEnd)]);
        assert_eq!(broken("-----BEGIN A-----\nQUJD\n-----END B-----\n"), [Some(Broken::OtherEnd)]);
        assert_eq!(broken("-----BEGIN A-----\nQ\n-----END A-----\n"), [Some(Broken::BadBase64)]);
        assert_eq!(
            broken(&format!("-----BEGIN A-----\nQUJD\n{good}")),
            [Some(Broken::NoEnd), None]
        );
    }
}
