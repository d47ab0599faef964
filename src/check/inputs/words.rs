//! The lines of go.mod and go.work: directives, blocks, comments, quoted words.

/// A directive with its words, or what is wrong with the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive {
    /// The line, from 1.
    pub line: usize,
    /// Its name, also for a line of a block.
    pub verb: String,
    /// The words behind it.
    pub words: Vec<String>,
}

/// A line that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadLine {
    pub line: usize,
    pub text: String,
    pub says: &'static str,
}

/// The directives of `text`, those of blocks one by one.
pub(crate) fn directives(text: &str) -> (Vec<Directive>, Vec<BadLine>) {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        reader.line(index + 1, line);
    }
    if let Some((line, verb)) = reader.block.take() {
        reader.bad(line, &verb, "the block is not closed");
    }
    (reader.directives, reader.bad)
}

#[derive(Default)]
struct Reader {
    block: Option<(usize, String)>,
    directives: Vec<Directive>,
    bad: Vec<BadLine>,
}

impl Reader {
    fn line(&mut self, line: usize, text: &str) {
        let words = match words(text) {
            Ok(words) => words,
            Err(says) => return self.bad(line, text.trim(), says),
        };
        let texts: Vec<&str> = words.iter().map(String::as_str).collect();
        match (self.block.as_ref().map(|(_, verb)| verb.clone()), texts.as_slice()) {
            (_, []) | (None, [_, "(", ")"]) => {}
            (Some(_), [")"]) => self.block = None,
            (Some(verb), _) => self.directives.push(Directive { line, verb, words }),
            (None, [verb, "("]) => self.block = Some((line, (*verb).to_owned())),
            (None, [verb, rest @ ..]) => {
                let words = rest.iter().map(|&word| word.to_owned()).collect();
                self.directives.push(Directive { line, verb: (*verb).to_owned(), words });
            }
        }
    }

    fn bad(&mut self, line: usize, text: &str, says: &'static str) {
        self.bad.push(BadLine { line, text: text.to_owned(), says });
    }
}

/// The words of a line up to its comment.
fn words(line: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with("//") {
        let (word, after) = word(rest)?;
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

/// The first word of `text`, which begins with one, and what follows it.
fn word(text: &str) -> Result<(String, &str), &'static str> {
    const OPEN: &str = "the quotes are not closed";
    if let Some(raw) = text.strip_prefix('`') {
        let (word, rest) = raw.split_once('`').ok_or(OPEN)?;
        return Ok((word.to_owned(), rest));
    }
    if text.starts_with('"') {
        return quoted(text).ok_or(OPEN);
    }
    if let Some(mark) = text.chars().next().filter(|c| "(),".contains(*c)) {
        return Ok((mark.to_string(), text.get(1..).unwrap_or_default()));
    }
    let end = text.char_indices().find(|(at, c)| {
        c.is_whitespace()
            || "(),\"`".contains(*c)
            || text.get(*at..).is_some_and(|t| t.starts_with("//"))
    });
    let (word, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    Ok((word.to_owned(), rest))
}

/// A word in double quotes, whose escapes are those of Go; only `\"` and `\\` make sense in a path.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut word = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((word, text.get(at + 1..)?)),
            '\\' => word.push(chars.next()?.1),
            c => word.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_blocks_and_comments() {
        let text = "module \"a.test/m\" // x\nrequire (\n\ta.test/b v1.0.0 // indirect\n\n)\n\
                    replace a.test/b=>../b\nretract [v1.0.0, v1.1.0]\n";
        let (directives, bad) = directives(text);
        assert!(bad.is_empty());
        let shown: Vec<_> = directives
            .iter()
            .map(|d| format!("{} {} {}", d.line, d.verb, d.words.join("|")))
            .collect();
        let wanted = [
            "1 module a.test/m",
            "3 require a.test/b|v1.0.0",
            "6 replace a.test/b=>../b",
            "7 retract [v1.0.0|,|v1.1.0]",
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn what_is_not_closed_is_said() {
        let (_, bad) = directives("module \"a\nrequire (\n`x");
        let said: Vec<_> = bad.iter().map(|bad| (bad.line, bad.says)).collect();
        let quotes = "the quotes are not closed";
        assert_eq!(said, [(1, quotes), (3, quotes), (2, "the block is not closed")]);
    }
}
