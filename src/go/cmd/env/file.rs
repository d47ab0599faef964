//! Files of settings: the user's GOENV file and `$GOROOT/go.env` (env-auth-proxy-tls.md §1.1).

/// A line that sets something, as go reads it: no quotes, no blanks dropped, no comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The text before the first `=`.
    pub key: &'a str,
    /// All behind it, a carriage return included.
    pub value: &'a str,
    /// From 1.
    pub number: usize,
}

/// The lines of a file that count: those that begin with `A` to `Z` and have a `=`. Of several with the same
/// key the last holds in the user's file, the first in `go.env`.
pub fn parse(text: &str) -> impl DoubleEndedIterator<Item = Line<'_>> {
    let lines: Vec<_> = text.split('\n').collect();
    lines.into_iter().enumerate().filter_map(|(index, line)| {
        let (key, value) = line.split_once('=')?;
        let counts = line.starts_with(|c: char| c.is_ascii_uppercase());
        counts.then_some(Line { key, value, number: index + 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_go_reads() {
        let text = "GOPROXY=https://a\r\n GOPROXY=b\nexport GOPROXY=c\n#GOPROXY=d\nGOPROXY =e\nGOPROXY= f \nGOPROXY\nA==\u{e9}";
        let lines: Vec<_> = parse(text).map(|line| (line.key, line.value, line.number)).collect();
        assert_eq!(
            lines,
            [
                ("GOPROXY", "https://a\r", 1),
                ("GOPROXY ", "e", 5),
                ("GOPROXY", " f ", 6),
                ("A", "=\u{e9}", 8)
            ]
        );
    }
}
