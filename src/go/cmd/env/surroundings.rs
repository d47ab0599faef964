//! What is around the settings: names that go does not know, and lines of its file that do not say what they seem
//! to (env-auth-proxy-tls.md §1.1, §1.6).

use serde::{Deserialize, Serialize};

use super::{NAMES, Origin, Sources, Value, parse_file};

/// A variable that go does not know, though it looks like one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Unknown {
    /// The variable.
    pub name: String,
    /// Where it was set.
    pub origin: Origin,
    /// The variable that was probably meant.
    pub meant: String,
    /// Its value; empty in a run that was saved without it.
    #[serde(default)]
    pub value: Value,
}

/// A line of the user's file that does something else than it seems to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct OddLine {
    /// From 1.
    pub line: usize,
    /// The variable that it is about.
    pub name: String,
    /// What is odd about it.
    pub oddity: Oddity,
}

/// What is odd about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oddity {
    /// The line does not begin with a capital letter, or has no `=`: go skips it.
    Skipped,
    /// A blank in front of `=` belongs to the name: it sets another variable.
    BlankInName,
    /// go takes this variable from the environment alone.
    EnvironmentOnly,
    /// The value ends in a carriage return.
    CarriageReturn,
    /// Quotes around a value belong to it.
    Quotes,
    /// A comment behind a value belongs to it.
    Comment,
    /// A `$NAME` in a value stays as it is.
    Reference,
}

impl Oddity {
    /// Whether the line sets nothing that go heeds.
    pub fn is_without_effect(self) -> bool {
        matches!(self, Self::Skipped | Self::BlankInName | Self::EnvironmentOnly)
    }
}

/// Names that people write, and what they mean: articles, guides and slips of the pen.
const MISTAKEN: &[(&str, &str)] = &[
    ("GONOSUMCHECK", "GONOSUMDB"),
    ("GONOSUMDE", "GONOSUMDB"),
    ("GONOSUM", "GONOSUMDB"),
    ("GOPROX", "GOPROXY"),
    ("GOPROXYS", "GOPROXY"),
    ("GO_PROXY", "GOPROXY"),
    ("GOPRIVATES", "GOPRIVATE"),
    ("GO_PRIVATE", "GOPRIVATE"),
    ("GOMODPROXY", "GOPROXY"),
    ("GOINSECUREHOSTS", "GOINSECURE"),
];

/// Names with which go or its friends do something, one letter away from another.
const KNOWN: &[&str] = &[
    "GOROOT", "GOBIN", "GOOS", "GOARCH", "GOTMPDIR", "GOCACHE", "GODEBUG", "GOWORK", "GOARM",
    "GOGC",
];

/// Variables that go never takes from a file.
const ENVIRONMENT_ONLY: &[&str] = &[
    "ALL_PROXY",
    "GODEBUG",
    "GOENV",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NETRC",
    "NO_PROXY",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
];

/// Variables of the environment and of the file that look like go's and are not.
pub fn unknown(sources: &Sources) -> Vec<Unknown> {
    let os = sources.os.iter().filter(|(_, value)| !value.is_empty());
    let mut all: Vec<_> = os.map(|(name, value)| (&**name, Origin::Os, &**value)).collect();
    if let Some((path, text)) = &sources.file {
        let origin = |line| Origin::File { path: path.clone(), line };
        all.extend(parse_file(text).map(|line| (line.key, origin(line.number), line.value)));
    }
    let unknown = all.into_iter().filter_map(|(name, origin, value)| {
        let meant = meant(name)?.to_owned();
        let value = Value::of(&meant, value);
        Some(Unknown { name: name.to_owned(), origin, meant, value })
    });
    unknown.collect()
}

/// The settings of go that the environment gives no value, which counts as not giving one
/// (env-auth-proxy-tls.md §1.1).
pub fn empty(sources: &Sources) -> Vec<String> {
    let none = sources.os.iter().filter(|(name, value)| value.is_empty() && is_setting(name));
    none.map(|(name, _)| name.clone()).collect()
}

/// The lines of the user's file that are odd.
pub fn odd_lines(text: &str) -> Vec<OddLine> {
    let lines = text.split('\n').enumerate();
    lines.filter_map(|(index, line)| odd_line(index + 1, line)).collect()
}

fn odd_line(line: usize, text: &str) -> Option<OddLine> {
    let odd = |name: &str, oddity| Some(OddLine { line, name: name.to_owned(), oddity });
    let key = text.split('=').next().unwrap_or_default();
    let name = bare(key);
    let Some(value) = text.split_once('=').map(|(_, value)| value) else {
        return if is_setting(text.trim()) { odd(text.trim(), Oddity::Skipped) } else { None };
    };
    if ENVIRONMENT_ONLY.contains(&key) {
        return odd(key, Oddity::EnvironmentOnly);
    }
    if !is_setting(&name) {
        return None;
    }
    if key != name {
        let begins = key.starts_with(|c: char| c.is_ascii_uppercase());
        return odd(&name, if begins { Oddity::BlankInName } else { Oddity::Skipped });
    }
    odd_value(value).and_then(|oddity| odd(&name, oddity))
}

fn odd_value(value: &str) -> Option<Oddity> {
    let trimmed = value.trim();
    if value.ends_with('\r') {
        Some(Oddity::CarriageReturn)
    } else if trimmed.starts_with(['"', '\'']) || trimmed.ends_with(['"', '\'']) {
        Some(Oddity::Quotes)
    } else if value.contains(" #") {
        Some(Oddity::Comment)
    } else if value.contains('$') {
        Some(Oddity::Reference)
    } else {
        None
    }
}

/// The name that the text in front of `=` means to people: without `export`, `#`-less blanks, BOM, in capitals.
fn bare(key: &str) -> String {
    let key = key.trim_start_matches('\u{feff}').trim();
    key.strip_prefix("export ").unwrap_or(key).trim().to_ascii_uppercase()
}

fn is_setting(name: &str) -> bool {
    NAMES.contains(&name)
}

fn meant(name: &str) -> Option<&'static str> {
    if is_setting(name) || KNOWN.contains(&name) {
        return None;
    }
    let listed = MISTAKEN.iter().find(|(wrong, _)| *wrong == name).map(|(_, meant)| *meant);
    let near =
        || NAMES.iter().copied().find(|known| name.starts_with("GO") && is_near(name, known));
    listed.or_else(near)
}

/// Whether one letter too much, too few, or wrong, or two swapped, make one name the other.
fn is_near(name: &str, known: &str) -> bool {
    let (a, b) = (name.as_bytes(), known.as_bytes());
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let rest = |text: &[u8], at: usize| text.get(at..).unwrap_or_default().to_vec();
    let swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0];
    known.len() > 5
        && (rest(a, 1) == rest(b, 1)
            || rest(a, 1) == b
            || rest(b, 1) == a
            || (swapped && rest(a, 2) == rest(b, 2)))
}

#[cfg(test)]
mod tests {
    use super::{
        Oddity::{
            BlankInName, CarriageReturn, Comment, EnvironmentOnly, Quotes, Reference, Skipped,
        },
        *,
    };

    #[test]
    fn names_that_go_does_not_know() {
        for (name, wanted) in [
            ("GONOSUMDE", Some("GONOSUMDB")),
            ("GONOSUMCHECK", Some("GONOSUMDB")),
            ("GOPROXYS", Some("GOPROXY")),
            ("GOPRXOY", Some("GOPROXY")),
            ("GOPRIVAT", Some("GOPRIVATE")),
            ("GOINSECURE", None),
            ("GOROOT", None),
            ("GOTMPDIR", None),
            ("GOGC", None),
            ("GOMAXPROCS", None),
            ("PATH", None),
            ("GOLAND", None),
        ] {
            assert_eq!(meant(name), wanted, "{name}");
        }
    }

    #[test]
    fn lines_that_are_not_what_they_seem() {
        let text = "GOPROXY=a\n GOPROXY=a\nexport GOPROXY=a\n#GOPROXY=a\ngoproxy=a\nGOPROXY =a\nGOPROXY=a\r\n\
            GOPROXY=\"a\"\nGOPROXY=a # b\nGOPRIVATE=$HOME/x\nGOPROXY\nHTTPS_PROXY=p\n\u{feff}GOPROXY=a\nCC=\"gcc\"\n\nGOFLAGS=-x\n";
        let odd: Vec<_> = odd_lines(text).into_iter().map(|odd| (odd.line, odd.oddity)).collect();
        assert_eq!(
            odd,
            [
                (2, Skipped),
                (3, Skipped),
                (5, Skipped),
                (6, BlankInName),
                (7, CarriageReturn),
                (8, Quotes),
                (9, Comment),
                (10, Reference),
                (11, Skipped),
                (12, EnvironmentOnly),
                (13, Skipped)
            ]
        );
    }
}
