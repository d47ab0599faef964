//! The head of a Go file: its package clause and its import comment.

use serde::{Deserialize, Serialize};

/// How many bytes of a file are looked at for words that make go leave it out.
const HEAD: usize = 64 << 10;

/// The last elements of file names that name a system or a processor.
const TARGETS: &[&str] = &[
    "386",
    "aix",
    "amd64",
    "amd64p32",
    "android",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "solaris",
    "sparc",
    "sparc64",
    "wasip1",
    "wasm",
    "windows",
    "zos",
];

/// A file whose name ends in `.go`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoFile {
    /// Its name in the folder.
    pub name: String,
    /// What may keep go from taking it.
    pub kind: Kind,
    /// The name behind `package`.
    pub package: String,
    /// The import path that a comment behind the package clause names.
    #[serde(default)]
    pub import: Option<String>,
}

/// What may keep go from taking a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Nothing keeps go from taking it.
    Plain,
    /// A build constraint: in its name, in a comment, or by `import "C"`.
    Constrained,
    /// Its head is not what go's grammar has there.
    Strange,
}

impl GoFile {
    /// What the file `name` with this content says of itself.
    pub fn read(name: &str, content: &[u8]) -> Self {
        let head = content.get(..HEAD).unwrap_or(content);
        let text = String::from_utf8_lossy(head);
        let (kind, package, import) = match clause(text.trim_start_matches('\u{feff}')) {
            None => (Kind::Strange, String::new(), None),
            Some((package, import)) => (kind(name, &text, package), package.to_owned(), import),
        };
        Self { name: name.to_owned(), kind, package, import }
    }

    /// Whether it is a test.
    pub fn is_test(&self) -> bool {
        self.name.ends_with("_test.go")
    }

    /// The package that it belongs to: a test may be in one of its own next to it.
    pub fn name_of_package(&self) -> &str {
        let own = self.package.as_str();
        own.strip_suffix("_test").filter(|_| self.is_test()).unwrap_or(own)
    }
}

fn kind(name: &str, text: &str, package: &str) -> Kind {
    let stem = name.trim_end_matches(".go").trim_end_matches("_test");
    let named = stem.split('_').skip(1).any(|word| TARGETS.contains(&word));
    let worded =
        ["+build", "go:build", "import \"C\"", "\"C\"\n"].iter().any(|it| text.contains(it));
    if named || worded || package == "documentation" { Kind::Constrained } else { Kind::Plain }
}

/// The package's name and the import comment behind it; `None` where the text begins otherwise or
/// the comment is broken.
fn clause(text: &str) -> Option<(&str, Option<String>)> {
    let rest = past_comments(text)?.strip_prefix("package")?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start_matches([' ', '\t']);
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, rest) = rest.split_at_checked(end)?;
    if name.is_empty() || name.starts_with(|c: char| c.is_numeric()) {
        return None;
    }
    Some((name, comment(rest).ok()?.filter(|path| !path.is_empty())))
}

/// The text behind the space and the comments that it begins with.
fn past_comments(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start_matches([' ', '\t', '\r', '\n']);
        text = if let Some(line) = text.strip_prefix("//") {
            line.split_once('\n')?.1
        } else if let Some(block) = text.strip_prefix("/*") {
            block.split_once("*/")?.1
        } else {
            return Some(text);
        };
    }
}

/// What follows a package clause is no import comment that go takes.
struct Broken;

/// The import path of a comment that follows at once, where there is one.
fn comment(rest: &str) -> Result<Option<String>, Broken> {
    let line = rest.lines().next().unwrap_or_default().trim_start_matches([' ', '\t', ';']);
    let block = || line.strip_prefix("/*").and_then(|inside| inside.split_once("*/"));
    let inside = line.strip_prefix("//").or_else(|| block().map(|(inside, _)| inside));
    let written = inside.and_then(|inside| inside.trim().strip_prefix("import"));
    match written.filter(|path| path.starts_with([' ', '\t', '"', '`'])) {
        Some(path) => unquoted(path.trim()).map(Some).ok_or(Broken),
        None => Ok(None),
    }
}

/// The text of a Go string without escapes.
fn unquoted(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '`'))?;
    let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inside.contains(['\\', quote])).then(|| inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let read = |text: &str| {
            let file = GoFile::read("a.go", text.as_bytes());
            (file.kind, file.package, file.import)
        };
        let plain = |import: Option<&str>| (Kind::Plain, "p".to_owned(), import.map(str::to_owned));
        assert_eq!(read("package p"), plain(None));
        assert_eq!(read("\u{feff}// x\n/* y\n*/\n\npackage p\n"), plain(None));
        assert_eq!(read("package p // import \"a\"\n"), plain(Some("a")));
        assert_eq!(read("package p // import `a`\r\n"), plain(Some("a")));
        assert_eq!(read("package p /* import \"a\" */ // x"), plain(Some("a")));
        assert_eq!(read("package p // imports \"a\"\n"), plain(None));
        assert_eq!(read("package p\n// import \"a\"\n"), plain(None));
        for strange in
            ["", "package", "package\np", "import \"x\"", "/* package p", "package p // import a\n"]
        {
            assert_eq!(read(strange).0, Kind::Strange, "{strange:?}");
        }
        assert_eq!(read("// +build ignore\n\npackage p\n").0, Kind::Constrained);
        assert_eq!(GoFile::read("a_linux_test.go", b"package p").kind, Kind::Constrained);
        assert_eq!(GoFile::read("linux.go", b"package p").kind, Kind::Plain);
    }
}
