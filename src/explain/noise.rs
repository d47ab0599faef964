//! What continuous integration, containers, editors and terminals put around a line.

use std::sync::LazyLock;

use regex::Regex;

use super::start;
use crate::findings::text::pattern::pattern;

/// `line` without colours, time stamps, step and stream prefixes; the indentation that go itself
/// wrote stays. A structured log line gives its message. May hold several lines then.
pub(super) fn clean(line: &str) -> String {
    let line = without_entities(&without_colours(line));
    let line = cell(&line).unwrap_or(&line).to_owned();
    if let Some(message) = structured(&line) {
        return without_prefixes(&message).to_owned();
    }
    let line = without_prefixes(&line);
    let escaped = line.contains("\\n\\t") || line.contains("\\n ");
    if escaped { unescaped(line) } else { line.to_owned() }
}

/// Whether a tool that runs builds wrote something in front of `line`.
pub(super) fn is_of_machine(line: &str) -> bool {
    let line = without_colours(line);
    PREFIX.find(&line).is_some_and(|found| found.end() > 0)
}

/// The text without terminal sequences, those included whose escape was lost in a copy.
fn without_colours(line: &str) -> String {
    if !line.contains(['\u{1b}', '\u{9b}', '[']) {
        return line.to_owned();
    }
    SEQUENCE.replace_all(line, "").into_owned()
}

/// The text without the entities of HTML, where a page was copied by its source.
fn without_entities(line: &str) -> String {
    if !line.contains('&') {
        return line.to_owned();
    }
    ENTITIES.iter().fold(line.to_owned(), |line, (entity, text)| line.replace(entity, text))
}

/// The last cell with a text, of a line of a table.
fn cell(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    inner.rsplit('|').map(str::trim_end).find(|cell| !cell.trim().is_empty())
}

fn without_prefixes(line: &str) -> &str {
    let mut rest = line.trim_start_matches('\u{feff}');
    for _ in 0..PREFIXES {
        match PREFIX.find(rest) {
            Some(found) if found.end() > 0 => rest = rest.get(found.end()..).unwrap_or_default(),
            _ => break,
        }
    }
    rest
}

/// The message of a line of key=value pairs, of a JSON log, or of go's own JSON.
fn structured(line: &str) -> Option<String> {
    if let Some(found) = LOGRUS.captures(line) {
        return found.get(1).map(|message| message.as_str().trim_end().to_owned());
    }
    let first = MESSAGE.captures(line)?.get(1)?;
    let values = VALUE.captures_iter(line).filter_map(|found| found.get(1));
    let telling = values.map(|value| unescaped(value.as_str())).find(|it| start::is_error(it));
    Some(telling.unwrap_or_else(|| unescaped(first.as_str())))
}

/// The text of a quoted string.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('"')) => out.push('"'),
            ('\\', Some('\\')) => out.push('\\'),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

/// Entities, the ampersand last.
const ENTITIES: &[(&str, &str)] = &[
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
    ("&#9;", "\t"),
    ("&amp;", "&"),
];

/// More than anyone puts in front of a line.
const PREFIXES: usize = 8;

static SEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        "\u{1b}\\][^\u{7}\u{1b}]*(?:\u{7}|\u{1b}\\\\)?", // titles and links
        "|(?:\u{1b}\\[|\u{9b})[0-?]*[ -/]*[@-~]?",
        "|\u{1b}[ -/]*[0-Z\\\\^-~]?",
        r"|\[[0-9]+(?:;[0-9]+)*[mK]",
    ))
});

static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives = [
        r"[^\t]{1,80}\t[^\t]{1,80}\t[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z ?", // gh run view --log
        concat!(
            r"\[?[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}",
            r"(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\]?:? ?",
        ),
        r"\[?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?\]? ?",
        r"[A-Z][a-z]{2} +[0-9]{1,2} [0-9:]{8} [\w.-]+ [\w./-]+(?:\[[0-9]+\])?: ", // syslog
        r"[IWEF][0-9]{4} [0-9:.]+ +[0-9]+ [\w.-]+:[0-9]+\] ",                     // klog
        r"[0-9]{2}[OE][ +] ?",                                                    // GitLab
        r"#[0-9]+ (?:[0-9]+\.[0-9]+ )?",                                          // BuildKit
        r"[0-9]+\.[0-9]{1,4} ",
        r" *=> (?:=> )?(?:# )?",
        r"[\w.-]{1,40} *\| ?", // compose
        r"[│┃║|╷╵>❯] ?",
        r"##\[[a-z]+\] ?",
        r"::(?:error|warning|notice|debug|group)(?: [^:]*)?:: ?",
        r"\[[\w ./:#-]{1,40}\] ?",
        r"(?:ERROR|ERRO|FATAL|FATA|WARN|WARNING|INFO|DEBUG)(?:\[[0-9]+\])?:? ",
        r"[Ee]rror: ",
        r"std(?:out|err): ",
        r"[0-9a-f]{4,64}@[0-9]+ ",
        r"(?:go|go\.exe|git|git\.exe) : ", // PowerShell
    ];
    pattern(&format!("^(?:{})", alternatives.join("|")))
});

static LOGRUS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[A-Z]{4}\[[0-9]+\] ?(?:\[[^\]]*\] )?(.*?)(?: +[a-z][a-z-]*=.*)?$"));

static MESSAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?:(?:^| )(?:time|ts|t|level|lvl|severity)=.*?\b(?:msg|message|error|err)="#,
        r#"|^ *\{.*?"(?:msg|message|log|error|err|stderr|output|detail)" *: *"#,
        r#"|^ *"(?:msg|message|log|error|err|stderr|output|detail)" *: *"#,
        r#"|"(?:Error|Err)" *: *)"((?:[^"\\]|\\.)*)""#,
    ))
});

/// Any value that may hold what a program said.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    let names = "msg|message|log|error|err|stderr|output|detail|reason|Error|Err";
    pattern(&format!(r#"\b(?:{names})"? *[=:] *"((?:[^"\\]|\\.)*)""#))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_go_and_the_indentation_stays() {
        for (line, left) in [
            ("2026-11-21T16:30:49.9028764Z \tfatal: no", "\tfatal: no"),
            ("49.33   downloaded: h1:", "  downloaded: h1:"),
            ("#12 34.96 go: x", "go: x"),
            ("34.96 2025/05/09 00:09:54 [FATAL] x", "x"),
            ("\u{1b}[31;1mERROR\u{1b}[0;m: go: x", "go: x"),
            ("[31;1mgo: x[0m", "go: x"),
            ("[build] 16:31:02 go: x", "go: x"),
            ("##[error]fatal: x", "fatal: x"),
            ("::error file=a.go,line=1::go: x", "go: x"),
            ("web_1  | go: x", "go: x"),
            ("2024-01-02T03:04:05.000000Z 01E go: x", "go: x"),
            ("build\tRun go build\t2024-01-02T03:04:05.1Z go: x", "go: x"),
            ("Nov 21 16:30:49 host ci[12]: go: x", "go: x"),
            ("│ go: x", "go: x"),
            ("    go: x", "    go: x"),
            ("a.go:1:2: x", "a.go:1:2: x"),
        ] {
            assert_eq!(clean(line), left, "{line}");
        }
    }

    #[test]
    fn structured_lines_give_their_message() {
        for (line, left) in [
            (r#"time="x" level=info msg="a \"b\"" kind="Not Found""#, r#"a "b""#),
            (r#"stdout: 	"Error": "go: x: 403 Forbidden","#, "go: x: 403 Forbidden"),
            (r#"{"level":"error","msg":"go: x:\n\tfatal: y"}"#, "go: x:\n\tfatal: y"),
            (
                r#"INFO[0140] exit status 1: x ())  http-method=GET kind="Not Found" module= "#,
                "exit status 1: x ())",
            ),
            (
                r#"level=error msg="download failed" module=a.b/c err="go: a.b/c@v1: 401 x: y""#,
                "go: a.b/c@v1: 401 x: y",
            ),
            (r"exit status 128:\n\tfatal: y", "exit status 128:\n\tfatal: y"),
            (r#"| a | b | "message": "go: x: <masked>"   |"#, "go: x: <masked>"),
            ("go: a.b/c: parse &quot;x&quot;: y &amp; z", "go: a.b/c: parse \"x\": y & z"),
        ] {
            assert_eq!(clean(line), left, "{line}");
        }
    }
}
