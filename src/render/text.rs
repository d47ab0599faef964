//! Text as people read it: made harmless, measured, wrapped, shortened; numbers and times.

use std::{borrow::Cow, fmt::Write as _, ops::RangeInclusive};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::go::std::strconv::printable::is_printable;

/// `text` with everything that a terminal would obey or not show turned into a visible escape.
///
/// That is what go's `%q` escapes (controls, marks of direction, zero-width and line separators,
/// every blank but the plain one) and the few letters and marks that go prints and nobody sees.
/// The result is one line. All text from outside goes through here before people see it.
pub fn harmless(text: &str) -> String {
    escape_unless(text, is_seen)
}

/// `text`, harmless, for a terminal that knows ASCII only.
pub fn harmless_ascii(text: &str) -> String {
    escape_unless(text, |c| matches!(c, ' '..='~'))
}

/// `text`, of which no line begins as a command to a runner of jobs: `::error::` or `##[error]`, behind blanks too.
pub fn without_commands(text: &str) -> Cow<'_, str> {
    let is_command = |line: &str| {
        let line = line.trim_start();
        line.starts_with("::") || line.starts_with("##[")
    };
    if !text.split('\n').any(is_command) {
        return text.into();
    }
    let tame = |line: &str| if is_command(line) { format!("| {line}") } else { line.to_owned() };
    text.split('\n').map(tame).collect::<Vec<_>>().join("\n").into()
}

/// `json` with a `\u` escape for each character in its strings that nobody sees, or that moves what is seen.
pub fn visible_json(json: String) -> String {
    if json.chars().all(|c| c.is_ascii() && c != '\x7f' || is_seen(c)) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c < '\x7f' || is_seen(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let written = write!(out, "\\u{unit:04x}");
                debug_assert!(written.is_ok(), "writing to a String cannot fail");
            }
        }
    }
    out
}

/// Whether people see a character as what it is.
fn is_seen(c: char) -> bool {
    is_printable(c) && !INVISIBLE.iter().any(|range| range.contains(&c))
}

/// `text` with a visible escape for each character that nobody sees, line feeds and tabs left as they are.
pub(super) fn visible(c: char, out: &mut String) {
    if is_seen(c) || matches!(c, '\n' | '\t') { out.push(c) } else { push_escape(c, out) }
}

/// How many columns of a terminal `text` takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// `text` in lines of at most `limit` columns, broken at blanks; a longer word stays whole, so
/// that a URL can be copied.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for (index, word) in text.split(' ').enumerate() {
        let wide = columns(word);
        if index > 0 && used + 1 + wide > limit && !line.trim_start().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        } else if index > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += wide;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// `text`, cut to `limit` columns with `mark` at the end where it is longer.
pub fn shorten(text: &str, limit: usize, mark: &str) -> String {
    if columns(text) <= limit {
        return text.to_owned();
    }
    let room = limit.saturating_sub(columns(mark));
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= room
    });
    kept.chain(mark.chars()).collect()
}

/// `text` and the blanks that fill it up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// A time as people say it: `<1 ms`, `42 ms`, `1.3 s`.
pub fn duration(micros: u64) -> String {
    match micros {
        0..1_000 => "<1 ms".to_owned(),
        1_000..999_500 => format!("{} ms", (micros + 500) / 1_000),
        _ => {
            let tenths = (micros + 50_000) / 100_000;
            format!("{}.{} s", thousands(tenths / 10), tenths % 10)
        }
    }
}

/// A number with a comma between its thousands: `1,412`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn escape_unless(text: &str, shown: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if shown(c) {
            out.push(c);
        } else {
            push_escape(c, &mut out);
        }
    }
    out
}

fn push_escape(c: char, out: &mut String) {
    let code = u32::from(c);
    let written = match c {
        '\n' => write!(out, "\\n"),
        '\r' => write!(out, "\\r"),
        '\t' => write!(out, "\\t"),
        _ if code < 0x80 => write!(out, "\\x{code:02x}"),
        _ if code < 0x1_0000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
    debug_assert!(written.is_ok(), "writing to a String cannot fail");
}

/// What go prints and nobody sees: joiners, fillers, variation selectors, the empty Braille cell.
const INVISIBLE: &[RangeInclusive<char>] = &[
    '\u{34f}'..='\u{34f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{e0100}'..='\u{e01ef}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_becomes_visible() {
        assert_eq!(harmless("a\u{1b}[31mb\r\n\t\0"), r"a\x1b[31mb\r\n\t\x00");
        assert_eq!(harmless("\u{9b}1m\u{202e}x\u{2028}\u{200b}"), r"\u009b1m\u202ex\u2028\u200b");
        assert_eq!(harmless("\u{fe0f}\u{3164}\u{e0041}"), r"\ufe0f\u3164\U000e0041");
        assert_eq!(harmless("Größe 大 \\ \u{fffd}"), "Größe 大 \\ \u{fffd}");
        assert_eq!(harmless_ascii("ö大\u{1f600}"), r"\u00f6\u5927\U0001f600");
    }

    #[test]
    fn no_line_is_a_command() {
        let text = "a ::b::\n::error::x\n \t##[error]x\n# x\n";
        let tame = without_commands(text);
        assert_eq!(tame, "a ::b::\n| ::error::x\n|  \t##[error]x\n# x\n");
        assert!(matches!(without_commands("a\n: b\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_shows_what_nobody_sees() {
        let text = "ö\u{9b}\u{202e}\u{2028}\u{e0041}\x7f大";
        let json = visible_json(serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""ö\u009b\u202e\u2028\udb40\udc41\u007f大""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn wraps_at_blanks_and_keeps_long_words_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("https://example.com/long it", 5), ["https://example.com/long", "it"]);
        assert_eq!(wrap("    in  it", 20), ["    in  it"]);
        assert_eq!(wrap("大大 大大", 5), ["大大", "大大"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn shortens_to_columns() {
        assert_eq!(shorten("abcdef", 6, "…"), "abcdef");
        assert_eq!(shorten("abcdefg", 6, "…"), "abcde…");
        assert_eq!(shorten("大大大", 5, "…"), "大大…");
    }

    #[test]
    fn numbers_and_times_as_people_write_them() {
        let times = [999, 1_499, 42_000, 999_499, 999_500, 1_250_000, 3_600_000_000];
        let said = ["<1 ms", "1 ms", "42 ms", "999 ms", "1.0 s", "1.3 s", "3,600.0 s"];
        assert_eq!(times.map(duration), said);
        assert_eq!([0, 999, 1_000, 1_412_000].map(thousands), ["0", "999", "1,000", "1,412,000"]);
    }
}
