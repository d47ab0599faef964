//! The settings that a pasted text lists: `go env` as it prints for a shell, for Windows or as JSON, alone or in a report of a bug with
//! `go version` (env-auth-proxy-tls.md §1.2).

use serde_json::{Map, Value};

use super::Variables;
use crate::go::version::Version;

/// What a text says of an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The variables with their values, those without one included.
    pub variables: Variables,
    /// The release that wrote the list.
    pub version: Option<Version>,
    /// The system on which it was written, by go's name for it: `linux`, `windows`.
    pub goos: Option<String>,
}

/// Reads `text`. What is no line of settings is passed over; a text without any gives no variables.
pub fn listed(text: &str) -> Listed {
    let mut read = Listed { variables: of_json(text).unwrap_or_default(), ..Listed::default() };
    let is_json = !read.variables.is_empty();
    for line in text.lines().map(plain) {
        if let Some(rest) = line.strip_prefix("go version ") {
            read.told_by_version(rest);
        } else if let Some((name, value)) = assignment(&line).filter(|_| !is_json) {
            read.variables.insert(name, value);
        }
    }
    let own = |name: &str| read.variables.get(name).filter(|value| !value.is_empty()).cloned();
    let version = own("GOVERSION").and_then(|version| version.parse().ok());
    let goos = own("GOHOSTOS").or_else(|| own("GOOS"));
    Listed { version: version.or(read.version), goos: goos.or(read.goos), ..read }
}

impl Listed {
    /// `go1.24.1 linux/amd64`, as `go version` ends.
    fn told_by_version(&mut self, rest: &str) {
        let mut words = rest.split_whitespace();
        let version = words.next().and_then(|word| word.parse().ok());
        let system = words.find_map(|word| word.split_once('/'));
        self.version = version.or(self.version);
        self.goos = system.map(|(goos, _)| goos.to_owned()).or(self.goos.take());
    }
}

/// The first object in the text, where it is one of settings.
fn of_json(text: &str) -> Option<Variables> {
    let at = text.find('{')?;
    let mut values = serde_json::Deserializer::from_str(text.get(at..)?).into_iter();
    let object: Map<String, Value> = values.next()?.ok()?;
    let settings = object.into_iter().filter(|(name, _)| is_name(name));
    Some(settings.filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect())
}

/// A line without what a page or a mail puts around it.
fn plain(line: &str) -> String {
    let line =
        line.trim().trim_start_matches(['>', '|', '`', ' ', '\u{feff}']).trim_end_matches('`');
    let entities = [
        ("&#39;", "'"),
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(line.to_owned(), |line, (entity, character)| line.replace(entity, character))
}

/// `NAME=VALUE`, as a shell, a Dockerfile, cmd or PowerShell sets a variable.
fn assignment(line: &str) -> Option<(String, String)> {
    let (front, value) = line.split_once('=')?;
    let name = front.trim_end().rsplit([' ', ':']).next()?;
    let shell = front.get(..front.trim_end().len() - name.len())?.trim().to_ascii_lowercase();
    let value = match shell.as_str() {
        "set" => of_cmd(value),
        "" | "export" | "env" | "$env:" | "declare -x" => of_shell(value.trim())?,
        _ => return None,
    };
    is_name(name).then(|| (name.to_owned(), value))
}

fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(is_letter)
}

/// A value behind `set NAME=`: `^` is in front of what means something, a percent sign is written twice.
fn of_cmd(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        let is_doubled = c == '%' && rest.peek() == Some(&'%');
        match rest.peek().filter(|_| c == '^' || is_doubled) {
            Some(&next) => {
                plain.push(next);
                rest.next();
            }
            None => plain.push(c),
        }
    }
    plain
}

/// A word of a shell: bare and quoted parts one behind the other. None where a quote is not closed, or more words follow. Older
/// releases write a value between double quotes as it is.
fn of_shell(value: &str) -> Option<String> {
    if let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Some(inner.to_owned());
    }
    let (mut plain, mut rest) = (String::new(), value);
    while let Some(first) = rest.chars().next() {
        let behind = rest.get(first.len_utf8()..)?;
        rest = match first {
            '\'' | '"' => {
                let (inner, behind) = behind.split_once(first)?;
                plain.push_str(inner);
                behind
            }
            '\\' => {
                let next = behind.chars().next()?;
                plain.push(next);
                behind.get(next.len_utf8()..)?
            }
            _ if first.is_whitespace() => {
                return behind.trim_start().starts_with('#').then_some(plain);
            }
            _ => {
                plain.push(first);
                behind
            }
        };
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, name: &str) -> Option<String> {
        listed(text).variables.remove(name)
    }

    #[test]
    fn every_shell_is_read() {
        for (line, proxy) in [
            ("GOPROXY='https://a.test,direct'", "https://a.test,direct"),
            ("GOPROXY=\"https://a.test,direct\"", "https://a.test,direct"),
            ("  export GOPROXY=off   # none", "off"),
            ("set GOPROXY=https://a.test/%%20,direct", "https://a.test/%20,direct"),
            ("set GOPROXY=https://a.test^|direct", "https://a.test|direct"),
            ("$env:GOPROXY = \"off\"", "off"),
            ("ENV GOPROXY=off", "off"),
            ("> GOPROXY='off'", "off"),
            ("GOPROXY=&#39;off&#39;", "off"),
            ("GOPROXY='it'\"'\"'s'", "it's"),
            ("GOPROXY='it'\\''s'", "it's"),
            ("GOPROXY=''", ""),
            ("{\n\t\"GOPROXY\": \"off\",\n\t\"GOOS\": \"linux\"\n}", "off"),
        ] {
            assert_eq!(value(line, "GOPROXY").as_deref(), Some(proxy), "{line}");
        }
        for line in
            ["GOPROXY='off", "GOPROXY=a b", "x GOPROXY=off", "the proxy = off", "{\"GOPROXY\": 1}"]
        {
            assert_eq!(value(line, "GOPROXY"), None, "{line}");
        }
    }

    #[test]
    fn a_report_says_release_and_system() {
        let report = "### What version of Go are you using (`go version`)?\n<pre>\n$ go version\ngo version go1.21.5 windows/amd64\n</pre>\n\
            <details><summary><code>go env</code> Output</summary><br><pre>\n$ go env\nset GOPRIVATE=git.corp.example\nset GOSUMDB=\n</pre></details>\n";
        let read = listed(report);
        assert_eq!((read.version, read.goos.as_deref()), ("1.21.5".parse().ok(), Some("windows")));
        assert_eq!(read.variables.len(), 2);
        assert_eq!(read.variables.get("GOSUMDB").map(String::as_str), Some(""));
        let list = "GOHOSTOS='linux'\nGOOS='js'\nGOVERSION='go1.27.3'\n";
        let read = listed(list);
        assert_eq!((read.version, read.goos.as_deref()), ("1.27.3".parse().ok(), Some("linux")));
        assert_eq!(listed("no list at all"), Listed::default());
    }
}
