//! Which release of go does the work: what go.mod, GOTOOLCHAIN and the installed go add up to.
//!
//! Source: go.dev/doc/toolchain; go 1.21 and later switch, older ones do the work themselves.

use std::fmt;

use crate::go::version::Version;

/// What the choice is made from.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The nearest go.work or go.mod above the working directory: its name and its lines.
    pub file: Option<(&'static str, Lines)>,
    /// GOTOOLCHAIN in force.
    pub gotoolchain: String,
    /// The release of the go in PATH.
    pub installed: Option<Version>,
}

/// The lines of a go.mod or go.work that speak of releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// `go 1.22`.
    pub go: Option<Version>,
    /// `toolchain go1.22.3`.
    pub toolchain: Option<Version>,
}

/// A release, and why it is that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The release; one that is newer than known is answered as the newest.
    pub version: Version,
    /// Why.
    pub because: Reason,
}

/// Why a release was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A line of go.mod or go.work.
    Line {
        /// The name of the file.
        file: &'static str,
        /// The line.
        line: String,
    },
    /// GOTOOLCHAIN names it.
    Toolchain(Version),
    /// The go in PATH is this release.
    Installed(Version),
    /// No setting names a release: the newest known.
    Newest,
    /// Something names a release whose rules are not known.
    Unknown(Box<Self>),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { file, line } => write!(f, "{file}: {line}"),
            Self::Toolchain(version) => write!(f, "GOTOOLCHAIN=go{version}"),
            Self::Installed(version) => write!(f, "the go in PATH is go{version}"),
            Self::Newest => f.write_str("newest known"),
            Self::Unknown(reason) => write!(f, "{reason}, whose rules are not known here"),
        }
    }
}

/// The release that go itself would choose for this folder.
pub fn choose(inputs: &Inputs) -> Choice {
    let setting = Setting::parse(&inputs.gotoolchain);
    let own =
        inputs.installed.map(|version| Choice { version, because: Reason::Installed(version) });
    if own.as_ref().is_some_and(|own| !own.version.switches()) {
        return own.map_or_else(newest, Choice::known);
    }
    let base = match setting.base {
        Some(version) => Some(Choice { version, because: Reason::Toolchain(version) }),
        None => own,
    };
    let asked =
        inputs.file.filter(|_| setting.switches).and_then(|(file, lines)| lines.choice(file));
    match (base, asked) {
        (Some(base), Some(asked)) if asked.version > base.version => asked.known(),
        (Some(base), _) => base.known(),
        // Without a go at hand the least that a module asks for says little, its toolchain more.
        (None, Some(asked)) if inputs.file.is_some_and(|(_, lines)| lines.toolchain.is_some()) => {
            asked.known()
        }
        (None, _) => newest(),
    }
}

/// The releases that someone may run here in place of `chosen`: those of the file's lines, of the go in
/// PATH, the newest known; each once, whatever its patch.
pub fn interest(inputs: &Inputs, chosen: Version) -> Vec<Choice> {
    let lines = inputs.file.into_iter().flat_map(|(file, lines)| lines.choices(file));
    let installed =
        inputs.installed.map(|version| Choice { version, because: Reason::Installed(version) });
    let mut found: Vec<Choice> = Vec::new();
    for choice in lines.chain(installed).chain([newest()]) {
        let same = |known: Version| known.without_patch() == choice.version.without_patch();
        if choice.version.is_known() && !same(chosen) && !found.iter().any(|it| same(it.version)) {
            found.push(choice);
        }
    }
    found
}

impl Lines {
    /// Reads a go.mod or go.work, as far as releases are concerned.
    pub fn parse(text: &str) -> Self {
        let mut lines = Self::default();
        for line in text.lines() {
            let code = line.split("//").next().unwrap_or(line);
            match code.split_whitespace().collect::<Vec<_>>()[..] {
                ["go", version] => lines.go = lenient(version),
                ["toolchain", name] => lines.toolchain = lenient(name),
                _ => {}
            }
        }
        lines
    }

    /// The releases that the lines name.
    fn choices(self, file: &'static str) -> impl Iterator<Item = Choice> {
        let go = self.go.map(|version| line(file, "go ", version));
        let toolchain = self.toolchain.map(|version| line(file, "toolchain go", version));
        go.into_iter().chain(toolchain)
    }

    fn choice(self, file: &'static str) -> Option<Choice> {
        let line = |word: &str, version: Version| line(file, word, version);
        match (self.go, self.toolchain) {
            (Some(go), Some(toolchain)) if go > toolchain => Some(line("go ", go)),
            (_, Some(toolchain)) => Some(line("toolchain go", toolchain)),
            (Some(go), None) => Some(line("go ", go)),
            (None, None) => None,
        }
    }
}

fn line(file: &'static str, word: &str, version: Version) -> Choice {
    Choice { version, because: Reason::Line { file, line: format!("{word}{version}") } }
}

impl Choice {
    fn known(self) -> Self {
        if self.version.is_known() {
            self
        } else {
            Self { version: Version::NEWEST, because: Reason::Unknown(Box::new(self.because)) }
        }
    }
}

/// What GOTOOLCHAIN says: `local`, `auto`, `path`, `go1.22.3`, `go1.22.3+auto`.
struct Setting {
    base: Option<Version>,
    switches: bool,
}

impl Setting {
    fn parse(text: &str) -> Self {
        let (name, mode) = text.split_once('+').unwrap_or((text, ""));
        match name {
            "auto" | "path" | "" => Self { base: None, switches: true },
            "local" => Self { base: None, switches: matches!(mode, "auto" | "path") },
            name => Self { base: lenient(name), switches: matches!(mode, "auto" | "path") },
        }
    }
}

/// The release that the go command names when it is asked for its version.
pub fn installed(says: &str) -> Option<Version> {
    says.split_whitespace().filter(|word| word.starts_with("go1.")).find_map(lenient)
}

/// A release by its name, whatever follows the numbers: `go1.28rc1`, `go1.22.3-custom`.
fn lenient(name: &str) -> Option<Version> {
    let numbers = name.strip_prefix("go").unwrap_or(name);
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(numbers.len());
    numbers.get(..end)?.trim_end_matches('.').parse().ok()
}

fn newest() -> Choice {
    Choice { version: Version::NEWEST, because: Reason::Newest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(go_mod: &str, gotoolchain: &str, installed: &str) -> String {
        let file = Some(("go.mod", Lines::parse(go_mod)));
        let installed = super::installed(installed);
        let choice = choose(&Inputs { file, gotoolchain: gotoolchain.into(), installed });
        format!("{} ({})", choice.version, choice.because)
    }

    #[test]
    fn adds_up_as_go_does() {
        let has = "go version go1.24.1 linux/amd64";
        for (go_mod, gotoolchain, installed, expected) in [
            ("", "", "", "1.27 (newest known)"),
            ("go 1.21", "", "", "1.27 (newest known)"),
            ("toolchain go1.27.3 // x", "", "", "1.27.3 (go.mod: toolchain go1.27.3)"),
            ("go 1.21", "auto", has, "1.24.1 (the go in PATH is go1.24.1)"),
            ("go 1.25.2", "auto", has, "1.25.2 (go.mod: go 1.25.2)"),
            ("go 1.25.2", "local", has, "1.24.1 (the go in PATH is go1.24.1)"),
            ("go 1.25\ntoolchain go1.26.1", "path", has, "1.26.1 (go.mod: toolchain go1.26.1)"),
            ("go 1.25.2", "go1.22.3", has, "1.22.3 (GOTOOLCHAIN=go1.22.3)"),
            ("go 1.25.2", "go1.22.3+auto", has, "1.25.2 (go.mod: go 1.25.2)"),
            (
                "go 1.25",
                "",
                "go version go1.19.8 linux/amd64",
                "1.19.8 (the go in PATH is go1.19.8)",
            ),
            (
                "",
                "",
                "go version devel go1.29-abc",
                "1.27 (the go in PATH is go1.29, whose rules are not known here)",
            ),
            ("toolchain default", "", has, "1.24.1 (the go in PATH is go1.24.1)"),
        ] {
            assert_eq!(says(go_mod, gotoolchain, installed), expected, "{go_mod} {gotoolchain}");
        }
    }
}
