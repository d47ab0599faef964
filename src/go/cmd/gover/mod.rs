//! Releases of go as go.mod files name them, in order (modules.md §11.1).

mod language;
pub mod query;

use std::cmp::Ordering;

pub use language::{is_language, refused};

use super::fault::TooNew;

/// The order of two releases: `1.28` < `1.28rc1` < `1.28.0`; a text that is none comes first.
pub fn compare(a: &str, b: &str) -> Ordering {
    Release::read(a).cmp(&Release::read(b))
}

/// Whether a text names a release: `1.21`, `1.21.3`, `1.21rc1`.
pub fn is_release(text: &str) -> bool {
    Release::parse(text).is_some()
}

/// The parts of a release, each a number without leading zeros as text, so that none is too long.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Release<'a> {
    major: Number<'a>,
    minor: Number<'a>,
    patch: Number<'a>,
    kind: &'a str,
    pre: Number<'a>,
}

/// Digits, ordered as the number that they are; none at all is less than `0`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Number<'a>(&'a str);

impl Ord for Number<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.cmp(other.0))
    }
}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Release<'a> {
    fn read(text: &'a str) -> Self {
        Self::parse(text).unwrap_or_default()
    }

    fn parse(text: &'a str) -> Option<Self> {
        let (major, rest) = number(text)?;
        if rest.is_empty() {
            let zero = || Number("0");
            return Some(Self { major, minor: zero(), patch: zero(), ..Self::default() });
        }
        let (minor, rest) = number(rest.strip_prefix('.')?)?;
        if rest.is_empty() {
            let patch = if minor < Number("21") { Number("0") } else { Number::default() };
            return Some(Self { major, minor, patch, ..Self::default() });
        }
        if let Some(rest) = rest.strip_prefix('.') {
            let (patch, rest) = number(rest)?;
            return rest.is_empty().then_some(Self { major, minor, patch, ..Self::default() });
        }
        let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (kind, rest) = rest.split_at(end);
        if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let (pre, rest) = if rest.is_empty() { (Number(""), "") } else { number(rest)? };
        rest.is_empty().then_some(Self { major, minor, kind, pre, ..Self::default() })
    }
}

/// A number at the beginning, without leading zeros.
fn number(text: &str) -> Option<(Number<'_>, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    (!digits.is_empty() && !leading_zero).then_some((Number(digits), rest))
}

/// The value of the `go` line of a go.mod, read line by line without any grammar, as go does for the copy in a zip.
pub fn go_line(go_mod: &[u8]) -> Option<String> {
    let lines = go_mod.split(|b| *b == b'\n').filter_map(|line| str::from_utf8(line).ok());
    let behind = lines.filter_map(|line| line.trim().strip_prefix("go"));
    let mut values = behind.filter(|rest| rest.starts_with([' ', '\t']));
    values.next().map(|rest| rest.split("//").next().unwrap_or_default().trim().to_owned())
}

/// The module in which releases of go are published.
pub const TOOLCHAIN: &str = "golang.org/toolchain";

/// The version of the module [`TOOLCHAIN`] that go asks for to learn whether a release is there, whatever the machine.
pub fn download(release: &str) -> String {
    format!("{DOWNLOAD}{release}.linux-amd64")
}

/// What a version of the module [`TOOLCHAIN`] names as its release, whatever that is: `x` of `v0.0.1-gox.linux-amd64`.
pub fn named_by(version: &str) -> Option<&str> {
    Some(version.strip_prefix(DOWNLOAD)?.rsplit_once('.')?.0)
}

/// The release that a version of the module [`TOOLCHAIN`] holds: `1.98.1` of `v0.0.1-go1.98.1.linux-amd64`.
pub fn of_download(version: &str) -> Option<&str> {
    named_by(version).filter(|release| Release::parse(release).is_some())
}

/// What is in front of the release in a version of the module [`TOOLCHAIN`].
const DOWNLOAD: &str = "v0.0.1-go";

/// The release among `releases` that go switches to when something wants `wants`: the newest of the last family but one
/// where that does, so that a new family can settle; releases before candidates.
pub fn newer(wants: &str, mut releases: Vec<&str>) -> Option<String> {
    releases.sort_by(|a, b| compare(a, b));
    let mut latest: Option<&str> = None;
    for release in releases.into_iter().rev() {
        if compare(release, wants) == Ordering::Less {
            break;
        }
        if latest.is_some_and(|latest| family(latest) == family(release)) {
            continue;
        }
        let before = latest.replace(release);
        if before.is_some_and(|before| Release::read(before).kind.is_empty()) {
            break;
        }
    }
    latest.map(|release| format!("go{release}"))
}

/// The major and minor number.
fn family(release: &str) -> (Number<'_>, Number<'_>) {
    let Release { major, minor, .. } = Release::read(release);
    (major, minor)
}

/// The go command that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// Its release: `1.27.3`.
    pub release: String,
    /// How it was chosen, where it may not choose another one by itself: `GOTOOLCHAIN=local`.
    pub chosen_by: Option<String>,
    /// Whether it may hand its work to a newer one (GOTOOLCHAIN is `auto`, or ends in `+auto`).
    pub may_switch: bool,
}

impl Running {
    /// Why `what` cannot be used, where it wants a newer go than this one.
    pub fn refuses(&self, what: &str, wants: &str) -> Option<TooNew> {
        let newer = compare(wants, &self.release) == Ordering::Greater;
        newer.then(|| TooNew {
            what: what.to_owned(),
            wants: wants.to_owned(),
            running: self.shown(),
        })
    }

    fn shown(&self) -> String {
        let release = &self.release;
        match &self.chosen_by {
            Some(how) => format!("running go {release}; {how}"),
            None => format!("running go {release}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order() {
        let releases = ["", "1.20rc1", "1.20", "1.21", "1.21rc2", "1.21.0", "1.21.10", "1.100"];
        for pair in releases.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare("1.20", "1.20.0"), Ordering::Equal);
        assert_eq!(compare("x", "1.01"), Ordering::Equal);
    }

    #[test]
    fn switches() {
        let newer = |wants: &str, releases: &[&str]| newer(wants, releases.to_vec());
        let releases = ["1.30.0", "1.28.1", "1.29.2", "1.29.1", "1.28.0", "1.31rc1"];
        assert_eq!(newer("1.28", &releases).unwrap(), "go1.29.2");
        assert_eq!(newer("1.30", &releases).unwrap(), "go1.30.0");
        assert_eq!(newer("1.31rc1", &releases).unwrap(), "go1.31rc1");
        assert_eq!(newer("1.99", &releases), None);
        assert_eq!(of_download("v0.0.1-go1.98.1.linux-amd64"), Some("1.98.1"));
        assert_eq!(of_download("v0.0.1-go1.99rc1.darwin-arm64"), Some("1.99rc1"));
        assert_eq!(of_download("v0.0.1-gox.linux-amd64"), None);
    }

    #[test]
    fn lines() {
        assert_eq!(go_line(b"module m\n\ngo\t1.99 // x\ngo 1.2").unwrap(), "1.99");
        assert_eq!(go_line(b"gopher 1.2\ngo\n"), None);
    }

    #[test]
    fn refusals() {
        let chosen_by = Some("GOTOOLCHAIN=local".into());
        let running = Running { release: "1.27.3".into(), chosen_by, may_switch: false };
        let said = running.refuses("m@v1.0.0", "1.99").unwrap().to_string();
        assert_eq!(said, "m@v1.0.0 requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)");
        assert_eq!(running.refuses("m@v1.0.0", "1.27"), None);
    }
}
