//! The words and operators of a command line, as a shell tells them apart (POSIX.1-2024, Shell Command Language §2.3).

/// A part of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// An operator, and where it begins in the line, in bytes.
    Operator(&'static str, usize),
    /// A word.
    Word {
        /// The word without its quotes.
        text: String,
        /// Whether the shell makes something else of it: a variable, a command, a pattern, a home.
        expands: bool,
        /// Where it begins and ends in the line, in bytes.
        place: (usize, usize),
    },
}

impl Token {
    /// The word that stays what it is.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Self::Word { text, expands: false, .. } => Some(text),
            _ => None,
        }
    }

    /// The word that names a file, which may be below the home.
    pub(crate) fn file(&self) -> Option<&str> {
        match self {
            Self::Word { text, expands: true, .. } => {
                let below = text.strip_prefix("~/")?;
                below
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "/.,-_@%=+:".contains(c))
                    .then_some(text)
            }
            other => other.word(),
        }
    }

    /// Where it begins in the line, in bytes.
    pub(crate) fn start(&self) -> usize {
        match self {
            Self::Operator(_, start) | Self::Word { place: (start, _), .. } => *start,
        }
    }

    /// Where it ends in the line, in bytes.
    pub(crate) fn end(&self) -> usize {
        match self {
            Self::Operator(text, start) => start + text.len(),
            Self::Word { place: (_, end), .. } => *end,
        }
    }
}

/// The operators, each before those that it begins with.
const OPERATORS: &[&str] = &["&&", "||", ";;", ">>", "<<", ">|", "|", "&", ";", ">", "<", "(", ")"];

/// The words and operators of `line`, a remark left out; none where a quote does not end.
pub(crate) fn tokens(line: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if c == '#' {
            break;
        } else if let Some(operator) = OPERATORS.iter().find(|it| line[at..].starts_with(**it)) {
            tokens.push(Token::Operator(operator, at));
            at += operator.len();
        } else {
            let word = word(line, at)?;
            at = word.end();
            tokens.push(word);
        }
    }
    Some(tokens)
}

/// The word of `line` that begins at `start`.
fn word(line: &str, start: usize) -> Option<Token> {
    let mut read =
        Read { rest: &line[start..], text: String::new(), expands: line[start..].starts_with('~') };
    while let Some(c) = read.rest.chars().next() {
        if c.is_whitespace() || "&|;<>()".contains(c) {
            break;
        }
        read.piece(c)?;
    }
    let end = line.len() - read.rest.len();
    Some(Token::Word { text: read.text, expands: read.expands, place: (start, end) })
}

/// A word as far as it is read.
struct Read<'a> {
    rest: &'a str,
    text: String,
    expands: bool,
}

impl Read<'_> {
    /// Reads a character, or all between two quotes; none where the second is missing.
    fn piece(&mut self, first: char) -> Option<()> {
        self.rest = &self.rest[first.len_utf8()..];
        match first {
            '\'' => {
                let (inside, rest) = self.rest.split_once('\'')?;
                self.text.push_str(inside);
                self.rest = rest;
            }
            '"' => self.double_quoted()?,
            '\\' => self.escaped()?,
            c => {
                self.expands |= "$`*?[".contains(c);
                self.text.push(c);
            }
        }
        Some(())
    }

    /// What stands between double quotes, where `\`, `$` and a backquote keep their meaning (§2.2.3).
    fn double_quoted(&mut self) -> Option<()> {
        loop {
            let c = self.rest.chars().next()?;
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '"' => return Some(()),
                '\\' if self.rest.starts_with(['$', '`', '"', '\\', '\n']) => self.escaped()?,
                c => {
                    self.expands |= "$`".contains(c);
                    self.text.push(c);
                }
            }
        }
    }

    /// The character behind a backslash; a line end is left out with it.
    fn escaped(&mut self) -> Option<()> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        self.text.extend(Some(c).filter(|c| *c != '\n'));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        let tokens = tokens(line).unwrap();
        tokens.iter().map(|token| token.word().unwrap().to_owned()).collect()
    }

    #[test]
    fn words_are_read_without_their_quotes() {
        assert_eq!(words(r"go env -w 'A=b|c'   # remark"), ["go", "env", "-w", "A=b|c"]);
        assert_eq!(words(r#"a'b c'"d e"f\ g"#), ["ab cd ef g"]);
        assert_eq!(words(r"echo 'a'\''; id' ''"), ["echo", "a'; id", ""]);
        assert_eq!(words(r#""\$x\a""#), [r"$x\a"]);
        assert_eq!(tokens("echo 'a"), None);
    }

    #[test]
    fn what_a_shell_makes_something_of_is_no_word() {
        for line in ["$A", "`id`", "\"$(id)\"", "a*", "~/x", "[a]"] {
            assert_eq!(tokens(line).unwrap()[0].word(), None, "{line}");
        }
        assert_eq!(tokens("~/.netrc").unwrap()[0].file(), Some("~/.netrc"));
        assert_eq!(tokens("~/$x").unwrap()[0].file(), None);
    }

    #[test]
    fn operators_end_words() {
        let tokens = tokens("a>>b&&c|d;e").unwrap();
        let operators = tokens.iter().filter_map(|token| match token {
            Token::Operator(text, _) => Some(*text),
            Token::Word { .. } => None,
        });
        assert_eq!(operators.collect::<Vec<_>>(), [">>", "&&", "|", ";"]);
        assert_eq!(
            tokens.iter().filter_map(Token::word).collect::<Vec<_>>(),
            ["a", "b", "c", "d", "e"]
        );
    }
}
