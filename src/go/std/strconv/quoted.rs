//! Lists of words with quotes, as go splits GOFLAGS and the commands of GOAUTH.

/// A quote that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unterminated {0} string")]
pub struct Unterminated(char);

/// The words of `text` between blanks. A word that begins with `'` or `"` ends at the next one, with no escapes;
/// elsewhere quotes are ordinary characters.
pub fn split(text: &str) -> Result<Vec<String>, Unterminated> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(is_blank);
    while let Some(first) = rest.chars().next() {
        let (word, behind) = match first {
            '\'' | '"' => rest[1..].split_once(first).ok_or(Unterminated(first))?,
            _ => rest.split_at(rest.find(is_blank).unwrap_or(rest.len())),
        };
        words.push(word.to_owned());
        rest = behind.trim_start_matches(is_blank);
    }
    Ok(words)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen with go 1.27.3: the arguments that a GOAUTH command gets.
    #[test]
    fn splits_as_go_does() {
        for (text, words) in [
            ("'/a' x  \"y z\" w\"q", &["/a", "x", "y z", "w\"q"][..]),
            ("'/a'x y'z", &["/a", "x", "y'z"]),
            ("a ''  'b' ", &["a", "", "b"]),
            ("", &[]),
        ] {
            assert_eq!(split(text).unwrap(), words, "{text}");
        }
        assert_eq!(split("a 'b").unwrap_err().to_string(), "unterminated ' string");
        assert_eq!(split("\"").unwrap_err().to_string(), "unterminated \" string");
    }
}
