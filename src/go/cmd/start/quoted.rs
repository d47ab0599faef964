//! Lists of words in which a word with blanks is quoted (`cmd/internal/quoted`).

/// The words of `text`, with blanks between. A word that begins with a quotation mark ends at the next one of the same
/// kind, and nothing is escaped; a mark inside a word is a letter like any other. The error is go's text.
pub(super) fn split(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(BLANKS);
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            '"' | '\'' => rest
                .get(1..)
                .and_then(|quoted| quoted.split_once(first))
                .ok_or_else(|| format!("unterminated {first} string"))?,
            _ => rest.split_at(rest.find(BLANKS).unwrap_or(rest.len())),
        };
        words.push(word.to_owned());
        rest = after.trim_start_matches(BLANKS);
    }
    Ok(words)
}

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn only_the_first_mark_quotes() {
        for (text, words) in [
            (" -a  -b ", &["-a", "-b"][..]),
            ("'-ldflags=-s -w' -x", &["-ldflags=-s -w", "-x"]),
            ("-tags='a b'", &["-tags='a", "b'"]),
            ("\"it's\"", &["it's"]),
            ("", &[]),
        ] {
            assert_eq!(split(text).unwrap(), words, "{text}");
        }
        assert_eq!(split("'-a").unwrap_err(), "unterminated ' string");
    }
}
