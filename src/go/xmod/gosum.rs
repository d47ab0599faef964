//! go.sum: the sums of modules that were seen before.
//!
//! As go's own `modfetch` reads it. Source: modules.md §13; answers of go 1.21.13, 1.24.11, 1.27.3.

use crate::go::{
    std::strconv::text::lossy,
    version::{Change, Version},
};

/// The sums of a go.sum, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoSum {
    /// Without those of an empty go.mod, which old releases wrote by mistake.
    pub sums: Vec<Sum>,
    /// The places of the lines by path and version, and for one of those in the order of the file.
    order: Vec<usize>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The module path.
    pub path: String,
    /// The version, with `/go.mod` behind it where the sum is of go.mod alone.
    pub version: String,
    /// The algorithm, a colon and the sum: `h1:…`.
    pub hash: String,
    /// From 1.
    pub line: usize,
}

/// Reads a go.sum. `file` is its absolute path, for the text.
///
/// `tidies` is whether `go mod tidy` asks, which passes over malformed lines and so mends the
/// file. Until go 1.21 the reading ended in silence at the first malformed line.
pub fn parse(
    file: &str,
    data: &[u8],
    release: Version,
    tidies: bool,
) -> Result<GoSum, MalformedSum> {
    let mut sums = Vec::new();
    for line in lines(data) {
        match line {
            Ok(sum) if sum.hash == EMPTY => {}
            Ok(sum) => sums.push(sum),
            Err(_) if !release.has(Change::MalformedSumFatal) => break,
            Err(_) if tidies => {}
            Err(Malformed { line, fields, .. }) => {
                return Err(MalformedSum { file: file.into(), line, fields });
            }
        }
    }
    Ok(GoSum::new(sums))
}

/// Every line of a go.sum that is not blank, as it is.
pub fn lines(data: &[u8]) -> impl Iterator<Item = Result<Sum, Malformed>> {
    data.split(|byte| *byte == b'\n').zip(1..).filter_map(|(text, line)| read(&lossy(text), line))
}

fn read(text: &str, line: usize) -> Option<Result<Sum, Malformed>> {
    let mut words = text.split_whitespace();
    let path = words.next()?;
    Some(match (words.next(), words.next(), words.next()) {
        (Some(version), Some(hash), None) => Ok(Sum::new(path, version, hash, line)),
        _ => Err(Malformed {
            line,
            fields: text.split_whitespace().count(),
            text: text.trim().to_owned(),
        }),
    })
}

/// A line that has not three fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// From 1.
    pub line: usize,
    /// How many it has.
    pub fields: usize,
    /// What it says, without blanks around it.
    pub text: String,
}

impl Sum {
    fn new(path: &str, version: &str, hash: &str, line: usize) -> Self {
        Self { path: path.into(), version: version.into(), hash: hash.into(), line }
    }

    fn key(&self) -> (&str, &str) {
        (&self.path, &self.version)
    }
}

impl GoSum {
    fn new(sums: Vec<Sum>) -> Self {
        let mut order: Vec<usize> = (0..sums.len()).collect();
        order.sort_by_key(|at| sums.get(*at).map(Sum::key));
        Self { sums, order }
    }

    /// What the file says of `hash`, the sum of what was read of a module. `version` has `/go.mod`
    /// behind it where that was go.mod alone.
    ///
    /// The first line that decides wins: one with this sum, or with another by the algorithm `h1`.
    pub fn check(&self, path: &str, version: &str, hash: &str) -> Verdict<'_> {
        let mut unknown = Vec::new();
        for sum in self.of(path, version) {
            if sum.hash == hash {
                return Verdict::Listed;
            }
            if sum.hash.starts_with("h1:") {
                return Verdict::Mismatch(sum);
            }
            unknown.push(sum);
        }
        if unknown.is_empty() { Verdict::Missing } else { Verdict::Unknown(unknown) }
    }

    /// Whether there is a sum by the algorithm `h1`, without which go reads no module where it
    /// may not write go.sum.
    pub fn has(&self, path: &str, version: &str) -> bool {
        self.of(path, version).any(|sum| sum.hash.starts_with("h1:"))
    }

    /// The sums for a version, in the order of the file.
    pub fn of(&self, path: &str, version: &str) -> impl Iterator<Item = &Sum> {
        let start = self.order.partition_point(|at| self.key(*at) < Some((path, version)));
        let places = self.order.iter().skip(start);
        let sums = places.filter_map(|at| self.sums.get(*at));
        sums.take_while(move |sum| sum.key() == (path, version))
    }

    fn key(&self, at: usize) -> Option<(&str, &str)> {
        self.sums.get(at).map(Sum::key)
    }
}

/// What a go.sum says of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// go.sum has this sum.
    Listed,
    /// go.sum has another sum: a mismatch, which ends the process.
    Mismatch(&'a Sum),
    /// go.sum has no sum.
    Missing,
    /// go.sum has only sums by algorithms that go does not know, which are warned of.
    Unknown(Vec<&'a Sum>),
}

/// A line that has not three fields. The text is go's; there is no `go: ` in front of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed go.sum:\n{file}:{line}: wrong number of fields {fields}")]
pub struct MalformedSum {
    /// The absolute path of the file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// How many it has.
    pub fields: usize,
}

/// The sum of a go.mod without a byte.
pub const EMPTY: &str = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, release: &str, tidies: bool) -> Result<Vec<String>, String> {
        let read = parse("/w/go.sum", text.as_bytes(), release.parse().unwrap(), tidies);
        let shown = |sum: &Sum| format!("{}:{} {} {}", sum.line, sum.path, sum.version, sum.hash);
        read.map(|read| read.sums.iter().map(shown).collect()).map_err(|e| e.to_string())
    }

    #[test]
    fn lines_are_three_words() {
        let text = format!("\r\n a.b/c \t v1.0.0\u{a0}h1:x\r\nd e {EMPTY}\nf g h");
        let want = vec!["2:a.b/c v1.0.0 h1:x".to_owned(), "4:f g h".to_owned()];
        assert_eq!(read(&text, "1.27", false), Ok(want));
    }

    #[test]
    fn other_lines_are_fatal_since_1_22() {
        let text = "a b c\n<<<<<<< HEAD\nd e f\n";
        let malformed = "malformed go.sum:\n/w/go.sum:2: wrong number of fields 2";
        assert_eq!(read(text, "1.22", false), Err(malformed.into()));
        assert_eq!(read(text, "1.22", true), Ok(vec!["1:a b c".into(), "3:d e f".into()]));
        assert_eq!(read(text, "1.21", true), Ok(vec!["1:a b c".into()]));
    }

    #[test]
    fn the_first_line_that_decides_wins() {
        let text = "a v1 h9:x\na v1 h1:y\na v1 h1:z\nb v1/go.mod h9:x\nb v1/go.mod h8:y\n";
        let sums = parse("go.sum", text.as_bytes(), Version::NEWEST, false).unwrap();
        assert_eq!(sums.check("a", "v1", "h1:y"), Verdict::Listed);
        assert_eq!(sums.check("a", "v1", "h1:z"), Verdict::Mismatch(&sums.sums[1]));
        assert_eq!(sums.check("a", "v1", "h9:x"), Verdict::Listed);
        let unknown = Verdict::Unknown(sums.sums[3..].iter().collect());
        assert_eq!(sums.check("b", "v1/go.mod", "h1:x"), unknown);
        assert_eq!(sums.check("b", "v1", "h1:x"), Verdict::Missing);
        assert!(sums.has("a", "v1") && !sums.has("b", "v1/go.mod"));
    }
}
