//! Logs in disguise: other names and numbers in them, other noise around them. Seeded.

use std::{collections::BTreeMap, fmt::Write as _};

use regex::{Captures, Regex};

/// A small generator, so that failures can be repeated.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn word(&mut self, length: usize) -> String {
        (0..length)
            .map(|_| self.pick(&['b', 'd', 'e', 'k', 'm', 'n', 'o', 'r', 's', 'u']))
            .collect()
    }
}

/// Renames what varies in a text: hosts, path elements, versions, hashes, addresses, numbers.
pub(crate) struct Disguise {
    pub(crate) random: Random,
    names: BTreeMap<String, String>,
    varies: Regex,
}

impl Disguise {
    pub(crate) fn new(seed: u64) -> Self {
        let varies = Regex::new(concat!(
            r"(?P<pseudo>v0\.0\.0-[0-9]{14}-[0-9a-f]{12})",
            r"|(?P<version>v[0-9]+\.[0-9]+\.[0-9]+)",
            r"|(?P<address>\b[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b)",
            r"|(?P<hash>\b[0-9a-f]{24,64}\b)",
            r"|(?P<place>\b[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|co|cn|test|example|cc|land|dev|team|info|invalid|local|mydomain|internal|fun|at)(?:/[\w.~!%+-]+)*)",
        ));
        Self { random: Random::new(seed), names: BTreeMap::new(), varies: varies.unwrap() }
    }

    /// `text` with other names; the same name becomes the same one everywhere.
    pub(crate) fn rename(&mut self, text: &str) -> String {
        self.names.clear();
        let varies = self.varies.clone();
        varies.replace_all(text, |found: &Captures<'_>| self.other(found)).into_owned()
    }

    fn other(&mut self, found: &Captures<'_>) -> String {
        let text = found[0].to_owned();
        if found.name("place").is_some() {
            return self.place(&text);
        }
        if text.starts_with("127.") {
            return text;
        }
        if let Some(known) = self.names.get(&text) {
            return known.clone();
        }
        let random = &mut self.random;
        let new = if found.name("pseudo").is_some() {
            format!("v0.0.0-20{:012}-{:012x}", random.below(230_000_000_000), random.below(1 << 40))
        } else if found.name("version").is_some() {
            format!("v{}.{}.{}", major(&text), 1 + random.below(40), random.below(30))
        } else if found.name("address").is_some() {
            format!(
                "{}.{}.{}.{}",
                11 + random.below(80),
                random.below(255),
                random.below(255),
                1 + random.below(250)
            )
        } else {
            text.chars().map(|_| random.pick(&['0', '4', '7', 'a', 'c', 'f'])).collect()
        };
        self.names.insert(text, new.clone());
        new
    }

    fn place(&mut self, text: &str) -> String {
        let elements: Vec<_> = text.split('/').map(|element| self.element(element)).collect();
        elements.join("/")
    }

    fn element(&mut self, element: &str) -> String {
        let is_go = ["lookup", "sumdb", "supported", "list", "scm", "repositories", "repos"];
        let numbered =
            element.starts_with('v') && element[1..].starts_with(|c: char| c.is_ascii_digit());
        if is_go.contains(&element) || numbered || element.starts_with('@') || element == "2.0" {
            return element.to_owned();
        }
        if let Some(known) = self.names.get(element) {
            return known.clone();
        }
        if let Some(name) = element.strip_suffix(".git") {
            return self.element(name) + ".git";
        }
        let parts: Vec<_> = element.split('.').collect();
        let last = parts.len() - 1;
        let new: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| match (at, *part) {
                (at, "zip" | "mod" | "info") if at == last && at > 0 => (*part).to_owned(),
                _ => {
                    let length = 3 + self.random.below(6);
                    self.random.word(length)
                }
            })
            .collect();
        let new = new.join(".");
        self.names.insert(element.to_owned(), new.clone());
        new
    }
}

/// The major version stays 0, 1 or more: it has a meaning.
fn major(version: &str) -> u32 {
    version[1..].split('.').next().and_then(|major| major.parse().ok()).unwrap_or(1)
}

/// `text` as some CI, container or editor shows it, among lines of other tools.
pub(crate) fn noise(random: &mut Random, text: &str) -> String {
    let style = random.below(STYLES.len());
    let mut log = String::new();
    for _ in 0..random.below(6) {
        let line = random.pick(OTHERS);
        put(&mut log, style, random, line);
    }
    for line in text.lines() {
        put(&mut log, style, random, line);
    }
    for _ in 0..random.below(4) {
        let line = random.pick(OTHERS);
        put(&mut log, style, random, line);
    }
    log
}

/// `text` with its lines broken after `width` characters, or at the blank before.
pub(crate) fn wrapped(text: &str, width: usize, at_blanks: bool) -> String {
    let mut log = String::new();
    for line in text.lines() {
        let mut rest: Vec<char> = line.chars().collect();
        while rest.len() > width {
            let blank =
                rest[..width].iter().rposition(|c| *c == ' ').filter(|at| at_blanks && *at > 20);
            let (end, next) = blank.map_or((width, width), |at| (at, at + 1));
            log.extend(&rest[..end]);
            log.push('\n');
            rest.drain(..next);
        }
        log.extend(&rest);
        log.push('\n');
    }
    log
}

fn put(log: &mut String, style: usize, random: &mut Random, line: &str) {
    let number = random.below(10_000_000);
    let (second, hundredth) = (number % 60, number % 100);
    let (before, after) = STYLES[style];
    let before = before
        .replace("SECOND", &format!("{second:02}"))
        .replace("FRACTION", &format!("{number:07}"))
        .replace("ELAPSED", &format!("{}.{hundredth:02}", number % 300));
    write!(log, "{before}{line}{after}").unwrap();
}

/// What precedes and follows each line.
const STYLES: &[(&str, &str)] = &[
    ("", "\n"),
    ("", "\r\n"),
    ("2026-11-21T16:30:SECOND.FRACTIONZ ", "\n"),
    ("build\tRun go build\t2026-11-21T16:30:SECOND.FRACTIONZ ", "\n"),
    ("#14 ELAPSED ", "\n"),
    ("ELAPSED ", "\n"),
    ("[2026-11-21T16:30:SECOND.123Z] ", "\n"),
    ("2026-11-21T16:30:SECOND.123456Z 01O ", "\r\n"),
    ("\u{1b}[0;33m", "\u{1b}[0m\n"),
    ("\u{1b}[36mweb_1  |\u{1b}[0m ", "\n"),
    ("[build] 16:31:SECOND ", "\n"),
    ("        ", "\n"),
    ("2026/11/21 16:30:SECOND ", "\n"),
    ("Nov 21 16:30:SECOND runner-7 build[4711]: ", "\n"),
    ("│ ", "\n"),
    ("stderr: ", "\n"),
    ("> ", "\n"),
    ("I1121 16:30:SECOND.123456       1 run.go:42] ", "\n"),
    ("runner=7 step=SECOND :: ", "\n"),
];

/// Lines of other tools, and of go when all is well.
const OTHERS: &[&str] = &[
    "##[group]Run make build",
    "##[endgroup]",
    "+ set -euo pipefail",
    "Collecting requests==2.31.0",
    "npm WARN deprecated har-validator@5.1.5: this library is no longer supported",
    "go: downloading golang.org/x/text v0.14.0",
    "ok  \texample.com/app/store\t0.412s",
    "?   \texample.com/app/cmd\t[no test files]",
    "--- PASS: TestGet (0.00s)",
    "gcc -O2 -c -o main.o main.c",
    "main.c:12:5: warning: unused variable 'path' [-Wunused-variable]",
    "Get:1 http://packages.example.org/debian bookworm InRelease [151 kB]",
    "Reading package lists...",
    "fetch https://dl-cdn.alpinelinux.org/alpine/v3.19/main/x86_64/APKINDEX.tar.gz",
    "Building wheel for module (setup.py): started",
    "Step 3/9 : COPY . /src",
    "Removing intermediate container 5d8f0b1c2a3e",
    "section_start:1700000000:build_script",
    "make[1]: Entering directory '/src'",
    "==> Uploading artifacts...",
    "Cache restored from key: go-mod-9f8e7d",
    "",
];
