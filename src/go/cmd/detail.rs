//! What go quotes from the body of a failed response (discovery.md §7.8).

use crate::go::std::strconv::printable::is_printable;

const MAX_LINES: usize = 8;
const MAX_BYTES: usize = 648;

/// The lines of `body` that go puts behind the status, in the form in which it puts them;
/// `None` where it puts none.
///
/// `content_type` is the header's value. Only plain text in UTF-8 or ASCII that starts with a
/// line of graphic characters is quoted, at most 8 lines and 648 bytes.
pub fn server_response(content_type: &str, body: &[u8]) -> Option<String> {
    if !is_plain_text(content_type) {
        return None;
    }
    let text = str::from_utf8(body).ok().filter(|text| text.chars().all(is_graphic_or_space))?;
    let mut lines = Vec::new();
    let mut bytes = 0;
    for line in text.split('\n').take_while(|line| !line.trim().is_empty()) {
        if lines.len() == MAX_LINES {
            lines.push("[Truncated: too many lines.]");
            break;
        }
        if bytes + line.len() > MAX_BYTES {
            lines.push("[Truncated: too long.]");
            break;
        }
        bytes += line.len() + 1;
        lines.push(line);
    }
    match lines.as_slice() {
        [] => None,
        [line] => Some(format!("\n\tserver response: {line}")),
        lines => Some(format!("\n\tserver response:\n\t{}", lines.join("\n\t"))),
    }
}

fn is_graphic_or_space(c: char) -> bool {
    is_printable(c) || is_space(c)
}

/// Unicode's white space as go has it (`unicode.IsSpace`), and its other spaces (category Zs).
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn is_plain_text(content_type: &str) -> bool {
    let mut parts = content_type.split(';');
    let plain = parts.next().is_some_and(|t| t.trim().eq_ignore_ascii_case("text/plain"));
    plain && parts.filter_map(charset).all(|charset| is_readable(&charset))
}

fn charset(parameter: &str) -> Option<String> {
    let (name, value) = parameter.split_once('=')?;
    let value = value.trim().trim_matches('"').to_ascii_lowercase();
    name.trim().eq_ignore_ascii_case("charset").then_some(value)
}

fn is_readable(charset: &str) -> bool {
    ["", "utf-8", "us-ascii"].contains(&charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(body: &str) -> Option<String> {
        server_response("text/plain; charset=utf-8", body.as_bytes())
    }

    #[test]
    fn one_line_and_several() {
        assert_eq!(
            quoted("404 page not found\n").unwrap(),
            "\n\tserver response: 404 page not found"
        );
        assert_eq!(quoted("a\r\nb\n\nc").unwrap(), "\n\tserver response:\n\ta\r\n\tb");
    }

    #[test]
    fn nothing_where_go_quotes_nothing() {
        for body in ["", "\nfoo", " \t\nfoo", "a\u{1b}[31m"] {
            assert_eq!(quoted(body), None, "{body:?}");
        }
        assert_eq!(server_response("text/html", b"a"), None);
        assert_eq!(server_response("text/plain; charset=latin1", b"a"), None);
        assert_eq!(server_response("text/plain", b"a\xff"), None);
    }

    #[test]
    fn long_answers_are_cut() {
        let nine = quoted(&"x\n".repeat(9)).unwrap();
        assert!(nine.ends_with("\n\tx\n\t[Truncated: too many lines.]"), "{nine}");
        let long = quoted(&format!("x\n{}\n", "y".repeat(647))).unwrap();
        assert!(long.ends_with("\n\tx\n\t[Truncated: too long.]"), "{long}");
    }
}
