//! Pseudo-versions: versions of commits without a tag of their own.
//!
//! As golang.org/x/mod/module; nothing here changed from go 1.21 to 1.27. Source: modules.md §7.3,
//! repositories.md §5.

use time::{
    OffsetDateTime, PrimitiveDateTime, UtcOffset, format_description::StaticFormatDescription,
    macros::format_description,
};

use super::{
    semver,
    version::{InvalidVersion, VersionFault},
};

/// Whether `version` has the form of a pseudo-version. Its time need not exist.
pub fn is_pseudo(version: &str) -> bool {
    split(version).is_some()
}

/// The pseudo-version of a commit.
///
/// `major` is `v2`, or empty for `v0`, and is used where there is no `older`: the best version
/// among the tags behind the commit, empty for none. `revision` is the first 12 digits of the
/// commit's hash.
pub fn make(major: &str, older: &str, time: OffsetDateTime, revision: &str) -> String {
    let commit = format!("{}-{revision}", digits(time));
    let build = semver::build(older);
    let Some(older) = semver::canonical(older) else {
        return format!("{}.0.0-{commit}", if major.is_empty() { "v0" } else { major });
    };
    if !semver::prerelease(&older).is_empty() {
        return format!("{older}.0.{commit}{build}");
    }
    let (front, patch) = older.rsplit_once('.').unwrap_or((&older, ""));
    format!("{front}.{}-0.{commit}{build}", increment(patch))
}

/// The placeholder without a commit: `v0.0.0-00010101000000-000000000000`.
pub fn zero(major: &str) -> String {
    let major = if major.is_empty() { "v0" } else { major };
    format!("{major}.0.0-00010101000000-000000000000")
}

/// Whether `version` is the placeholder of [`zero`] for its own major version.
pub fn is_zero(version: &str) -> bool {
    version == zero(semver::major(version).unwrap_or_default())
}

/// The version of the tag on which a pseudo-version builds. None where it builds on none.
pub fn base(version: &str) -> Result<Option<String>, InvalidVersion> {
    let Split { base, build, .. } = split_or_fail(version)?;
    let invalid = |fault| InvalidVersion::new(version, fault);
    match semver::prerelease(base) {
        "" if build.is_empty() => Ok(None),
        "" => Err(invalid(VersionFault::PseudoBuild(build.to_owned()))),
        "-0" => {
            let next = base.strip_suffix("-0").unwrap_or(base);
            let previous = previous(next);
            let negative = || invalid(VersionFault::PseudoNegative(next.to_owned()));
            previous.map(|previous| Some(previous + build)).ok_or_else(negative)
        }
        _ => Ok(Some(format!("{}{build}", base.strip_suffix(".0").unwrap_or(base)))),
    }
}

/// When the commit of a pseudo-version was made, in UTC, to the second.
pub fn time(version: &str) -> Result<OffsetDateTime, InvalidVersion> {
    let time = split_or_fail(version)?.time;
    let fault = |_| InvalidVersion::new(version, VersionFault::PseudoTime(time.to_owned()));
    PrimitiveDateTime::parse(time, DIGITS).map(PrimitiveDateTime::assume_utc).map_err(fault)
}

/// The commit of a pseudo-version: the beginning of its hash, as the version has it.
pub fn revision(version: &str) -> Result<&str, InvalidVersion> {
    split_or_fail(version).map(|split| split.revision)
}

struct Split<'a> {
    /// `vX.0.0`, `vX.Y.Z-0` or `vX.Y.Z-pre.0`.
    base: &'a str,
    /// 14 digits.
    time: &'a str,
    revision: &'a str,
    /// With its plus.
    build: &'a str,
}

fn split_or_fail(version: &str) -> Result<Split<'_>, InvalidVersion> {
    split(version).ok_or_else(|| InvalidVersion::new(version, VersionFault::PseudoSyntax))
}

fn split(version: &str) -> Option<Split<'_>> {
    if !semver::is_valid(version) {
        return None;
    }
    let build = semver::build(version);
    let body = &version[..version.len() - build.len()];
    let (front, revision) = body.rsplit_once('-')?;
    let (front, time) = front.split_at_checked(front.len().checked_sub(14)?)?;
    let base = front.strip_suffix(['-', '.'])?;
    let dated = time.bytes().all(|b| b.is_ascii_digit());
    let based = match semver::prerelease(base) {
        "" => front.ends_with('-') && base.ends_with(".0.0"),
        pre => front.ends_with('.') && (pre == "-0" || pre.ends_with(".0")),
    };
    let named = !revision.is_empty() && revision.bytes().all(|b| b.is_ascii_alphanumeric());
    (dated && based && named).then_some(Split { base, time, revision, build })
}

fn digits(time: OffsetDateTime) -> String {
    let written = time.to_offset(UtcOffset::UTC).format(DIGITS);
    debug_assert!(written.is_ok(), "a whole time has all that is asked for");
    written.unwrap_or_default()
}

/// The number plus one, of any size.
fn increment(number: &str) -> String {
    let stem = number.trim_end_matches('9');
    let zeros = "0".repeat(number.len() - stem.len());
    let (front, last) = stem.split_at(stem.len().saturating_sub(1));
    let next = last.bytes().next().map_or('1', |digit| char::from(digit + 1));
    format!("{front}{next}{zeros}")
}

/// The version with a patch number less by one; None where that is 0.
fn previous(version: &str) -> Option<String> {
    let (front, patch) = version.rsplit_once('.')?;
    let stem = patch.trim_end_matches('0');
    let (front_digits, last) = stem.split_at(stem.len().checked_sub(1)?);
    let next = last.bytes().next().map(|digit| char::from(digit - 1))?;
    let nines = "9".repeat(patch.len() - stem.len());
    let number = format!("{front_digits}{next}{nines}");
    let bare = number.strip_prefix('0').filter(|rest| !rest.is_empty()).unwrap_or(&number);
    Some(format!("{front}.{bare}"))
}

/// Year to second, 14 digits.
const DIGITS: StaticFormatDescription =
    format_description!("[year][month][day][hour][minute][second]");

#[cfg(test)]
mod tests {
    use ::time::macros::datetime;

    use super::*;

    const TAIL: &str = "20200102030405-abcdef123456";

    #[test]
    fn has_three_forms() {
        for front in ["v0.0.0-", "v7.0.0-", "v1.2.3-0.", "v1.2.3-pre.0.", "v1.2.3-a-b.c.0."] {
            assert!(is_pseudo(&format!("{front}{TAIL}")), "{front}");
            assert!(is_pseudo(&format!("{front}{TAIL}+incompatible")), "{front}");
        }
        for front in
            ["v0.0.1-", "v1.2.0-", "v1.0.0-pre.", "v1.0.0-1.", "v1.0.0-a0.", "v01.0.0-", "1.0.0-"]
        {
            assert!(!is_pseudo(&format!("{front}{TAIL}")), "{front}");
        }
        for version in [
            "v0.0.0-2020010203040-abc",
            "v0.0.0-20200102030405",
            "v0.0.0-20200102030405-",
            "v0.0.0-20200102030405-a-b",
            "v1",
        ] {
            assert!(!is_pseudo(version), "{version}");
        }
    }

    #[test]
    fn is_made_of_the_older_version() {
        let time = datetime!(2020-01-02 05:04:05 +2);
        for (major, older, front) in [
            ("", "", "v0.0.0-"),
            ("v3", "", "v3.0.0-"),
            ("v3", "none", "v3.0.0-"),
            ("v1", "v1.2.3", "v1.2.4-0."),
            ("v1", "v1.2", "v1.2.1-0."),
            ("v1", "v1.2.199", "v1.2.200-0."),
            ("v1", "v1.2.99", "v1.2.100-0."),
            ("v1", "v1.2.3-pre", "v1.2.3-pre.0."),
        ] {
            assert_eq!(make(major, older, time, "abcdef123456"), format!("{front}{TAIL}"));
        }
        let incompatible = make("v1", "v2.0.0+incompatible", time, "abcdef123456");
        assert_eq!(incompatible, format!("v2.0.1-0.{TAIL}+incompatible"));
    }

    #[test]
    fn gives_its_parts() {
        let version = format!("v1.2.3-0.{TAIL}");
        assert_eq!(time(&version), Ok(datetime!(2020-01-02 03:04:05 UTC)));
        assert_eq!(revision(&version), Ok("abcdef123456"));
        for (front, want) in [
            ("v0.0.0-", None),
            ("v1.2.4-0.", Some("v1.2.3")),
            ("v1.2.100-0.", Some("v1.2.99")),
            ("v1.2.10-0.", Some("v1.2.9")),
            ("v1.2.1-0.", Some("v1.2.0")),
            ("v1.2.3-pre.0.", Some("v1.2.3-pre")),
            ("v1.2.3-0.0.", Some("v1.2.3-0")),
        ] {
            assert_eq!(base(&format!("{front}{TAIL}")), Ok(want.map(String::from)), "{front}");
        }
        let incompatible = base(&format!("v2.0.1-0.{TAIL}+incompatible"));
        assert_eq!(incompatible, Ok(Some("v2.0.0+incompatible".into())));
    }

    #[test]
    fn faults_in_the_words_of_go() {
        let text = |e: InvalidVersion| e.to_string();
        let said = |version: &str| base(version).map_err(text).unwrap_err();
        assert_eq!(said("v1.0.0"), r#"pseudo-version "v1.0.0" invalid: syntax error"#);
        let build = format!("v2.0.0-{TAIL}+incompatible");
        let lacks = r#"lacks base version, but has build metadata "+incompatible""#;
        assert_eq!(said(&build), format!(r#"pseudo-version "{build}" invalid: {lacks}"#));
        let negative = format!("v2.0.0-0.{TAIL}");
        let before = "version before v2.0.0 would have negative patch number";
        assert_eq!(said(&negative), format!(r#"pseudo-version "{negative}" invalid: {before}"#));
        let late = "v0.0.0-20210230000000-abcdef123456";
        let why = r#"malformed time "20210230000000""#;
        let want = format!(r#"pseudo-version "{late}" invalid: {why}"#);
        assert_eq!(time(late).map_err(text), Err(want));
        let of_module = time(late).unwrap_err().of_module("a.b/c");
        assert_eq!(of_module, format!("a.b/c@{late}: invalid pseudo-version: {why}"));
    }

    #[test]
    fn zero_is_a_placeholder() {
        assert!(is_zero("v0.0.0-00010101000000-000000000000"));
        assert!(is_zero("v2.0.0-00010101000000-000000000000"));
        assert!(!is_zero("v0.0.0-00010101000000-000000000001"));
        assert_eq!(zero("v1"), "v1.0.0-00010101000000-000000000000");
    }
}
