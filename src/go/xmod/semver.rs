//! Semantic versions with a leading `v`, as golang.org/x/mod/semver reads them.
//!
//! Nothing here changed from go 1.21 to 1.27.

use std::cmp::Ordering;

/// Whether `v` is a semantic version. `v1` and `v1.2` are, as short forms of `v1.0.0` and `v1.2.0`.
pub fn is_valid(v: &str) -> bool {
    parse(v).is_some()
}

/// The version with all three numbers and without build metadata: `v1.2.0` for `v1.2`.
///
/// None where `v` is no semantic version.
pub fn canonical(v: &str) -> Option<String> {
    let parts = parse(v)?;
    let bare = &v[..v.len() - parts.build.len()];
    Some(format!("{bare}{}", parts.missing()))
}

/// The first number with its `v`: `v2` for `v2.1.0`. None where `v` is no semantic version.
pub fn major(v: &str) -> Option<&str> {
    parse(v).map(|parts| &v[..=parts.major.len()])
}

/// The first two numbers with their `v`: `v2.0` for `v2`. None where `v` is no semantic version.
pub fn major_minor(v: &str) -> Option<String> {
    parse(v).map(|parts| format!("v{}.{}", parts.major, parts.minor.unwrap_or("0")))
}

/// The pre-release with its dash: `-pre` for `v2.1.0-pre+meta`. Empty where there is none, or
/// where `v` is no semantic version.
pub fn prerelease(v: &str) -> &str {
    parse(v).map_or("", |parts| parts.prerelease)
}

/// The build metadata with its plus: `+meta` for `v2.1.0-pre+meta`. Empty where there is none, or
/// where `v` is no semantic version.
pub fn build(v: &str) -> &str {
    parse(v).map_or("", |parts| parts.build)
}

/// The order of precedence. Build metadata does not count, and what is no semantic version comes
/// before all that are, equal to all others that are none.
pub fn compare(v: &str, w: &str) -> Ordering {
    match (parse(v), parse(w)) {
        (Some(v), Some(w)) => v.compare(&w),
        (v, w) => v.is_some().cmp(&w.is_some()),
    }
}

/// The greater of two versions in canonical form. None where that is no semantic version, which
/// takes both to be none.
pub fn max(v: &str, w: &str) -> Option<String> {
    canonical(if compare(v, w).is_gt() { v } else { w })
}

/// Sorts versions by precedence, and those that are equal in it by their text.
pub fn sort(versions: &mut [impl AsRef<str>]) {
    versions.sort_by(|v, w| {
        let (v, w) = (v.as_ref(), w.as_ref());
        compare(v, w).then_with(|| v.cmp(w))
    });
}

struct Parts<'a> {
    major: &'a str,
    minor: Option<&'a str>,
    patch: Option<&'a str>,
    /// With its dash.
    prerelease: &'a str,
    /// With its plus.
    build: &'a str,
}

impl Parts<'_> {
    /// The numbers that a short form leaves out.
    fn missing(&self) -> &'static str {
        match (self.minor, self.patch) {
            (None, _) => ".0.0",
            (Some(_), None) => ".0",
            (Some(_), Some(_)) => "",
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.major, other.major)
            .then_with(|| compare_optional(self.minor, other.minor))
            .then_with(|| compare_optional(self.patch, other.patch))
            .then_with(|| compare_prereleases(self.prerelease, other.prerelease))
    }
}

fn parse(v: &str) -> Option<Parts<'_>> {
    let rest = v.strip_prefix('v')?;
    let (rest, build) = rest.split_at(rest.find('+').unwrap_or(rest.len()));
    let (core, prerelease) = rest.split_at(rest.find('-').unwrap_or(rest.len()));
    let mut numbers = core.split('.');
    let (major, minor, patch) = (numbers.next()?, numbers.next(), numbers.next());
    let numbered = [Some(major), minor, patch].into_iter().flatten().all(is_number);
    let bare = prerelease.is_empty() && build.is_empty();
    let whole = numbers.next().is_none() && (patch.is_some() || bare);
    let named = identifiers(prerelease).all(|name| is_identifier(name) && !is_padded(name))
        && identifiers(build).all(is_identifier);
    (numbered && whole && named).then_some(Parts { major, minor, patch, prerelease, build })
}

/// What is between the dots behind a dash or plus; nothing where that is missing.
fn identifiers(part: &str) -> impl Iterator<Item = &str> {
    part.get(1..).into_iter().flat_map(|names| names.split('.'))
}

fn is_number(text: &str) -> bool {
    is_numeric(text) && !is_padded(text)
}

fn is_numeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `text` is a number that begins with a zero too many.
fn is_padded(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && is_numeric(text)
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// By value, of any size: neither begins with a zero too many.
fn compare_numbers(x: &str, y: &str) -> Ordering {
    x.len().cmp(&y.len()).then_with(|| x.cmp(y))
}

fn compare_optional(x: Option<&str>, y: Option<&str>) -> Ordering {
    compare_numbers(x.unwrap_or("0"), y.unwrap_or("0"))
}

/// A version without a pre-release comes after all with one, and a longer one after its own
/// beginning.
fn compare_prereleases(x: &str, y: &str) -> Ordering {
    let by_names = || {
        let names = identifiers(x).zip(identifiers(y));
        names.map(|(x, y)| compare_names(x, y)).find(|order| order.is_ne())
    };
    let by_length = || identifiers(x).count().cmp(&identifiers(y).count());
    let by_release = x.is_empty().cmp(&y.is_empty());
    by_release.then_with(|| by_names().unwrap_or_else(by_length))
}

/// Numbers come before names.
fn compare_names(x: &str, y: &str) -> Ordering {
    match (is_numeric(x), is_numeric(y)) {
        (true, true) => compare_numbers(x, y),
        (false, false) => x.cmp(y),
        (x, y) => y.cmp(&x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_long_and_short_forms() {
        for v in ["v0", "v1.2", "v1.2.3", "v1.2.3-a.0.b-c", "v1.2.3+01", "v1.2.3-0+x.-"] {
            assert!(is_valid(v), "{v}");
        }
        for v in [
            "",
            "v",
            "1.2.3",
            "V1.2.3",
            "v01",
            "v1.",
            "v1.2.3.4",
            "v1.2-a",
            "v1+x",
            "v1.2.3-",
            "v1.2.3-01",
            "v1.2.3-a..b",
            "v1.2.3+",
            "v1.2.3+a+b",
            "v1.2.3-a_b",
            "v1.2.3 ",
            "v-1",
            "v1.2.3-é",
        ] {
            assert!(!is_valid(v), "{v}");
        }
    }

    #[test]
    fn takes_versions_apart() {
        assert_eq!(canonical("v1"), Some("v1.0.0".into()));
        assert_eq!(canonical("v1.2"), Some("v1.2.0".into()));
        assert_eq!(canonical("v1.2.3-pre+meta"), Some("v1.2.3-pre".into()));
        assert_eq!(canonical("v1.x"), None);
        assert_eq!((major("v21.1"), major("x")), (Some("v21"), None));
        assert_eq!(major_minor("v2"), Some("v2.0".into()));
        assert_eq!(major_minor("v2.10.1-a"), Some("v2.10".into()));
        assert_eq!((prerelease("v2.1.0-p.1+m"), build("v2.1.0-p.1+m-x")), ("-p.1", "+m-x"));
        assert_eq!((prerelease("v2.1.0-"), build("v2+m")), ("", ""));
    }

    #[test]
    fn orders_by_precedence() {
        let ordered = [
            "bad",
            "v0",
            "v0.0.1-0",
            "v0.0.1-2",
            "v0.0.1-11",
            "v0.0.1--",
            "v0.0.1-a",
            "v0.0.1-a.1",
            "v0.0.1-a.1.0",
            "v0.0.1-a.b",
            "v0.0.1-rc",
            "v0.0.1",
            "v0.0.9",
            "v0.0.10",
            "v0.2",
            "v0.10",
            "v1",
            "v1.0.1",
            "v99999999999999999999",
            "v100000000000000000000",
        ];
        for (i, v) in ordered.iter().enumerate() {
            for (j, w) in ordered.iter().enumerate() {
                assert_eq!(compare(v, w), i.cmp(&j), "{v} {w}");
            }
        }
        assert_eq!(compare("v1.0.0+b", "v1"), Ordering::Equal);
        assert_eq!(compare("bad", "worse"), Ordering::Equal);
    }

    #[test]
    fn takes_the_greater() {
        assert_eq!(max("v1.2+", "v1"), Some("v1.0.0".into()));
        assert_eq!(max("v1.2.3+b", "v1.2.3"), Some("v1.2.3".into()));
        assert_eq!(max("a", "b"), None);
    }

    #[test]
    fn sorts_equal_versions_by_text() {
        let mut versions = ["v1.0.0", "v1", "x", "v0.9.0", "v1.0.0+b", "a"];
        sort(&mut versions);
        assert_eq!(versions, ["a", "x", "v0.9.0", "v1", "v1.0.0", "v1.0.0+b"]);
    }
}
