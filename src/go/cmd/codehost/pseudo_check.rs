//! Whether a pseudo-version that was asked for tells the truth about its commit
//! (repositories.md §5).

use crate::go::xmod::{pseudo, semver};

use super::place::{INCOMPATIBLE, ModulePlace};

/// What is known of a commit.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Its name in pseudo-versions.
    pub short: &'a str,
    /// The committer's time, in seconds since 1970, UTC.
    pub time: i64,
    /// Its tags.
    pub tags: &'a [String],
}

/// Checks what a commit alone can tell of the pseudo-version `version`.
///
/// Returns the version that must be among the commit's ancestors, `None` where none is needed. The
/// error is go's text.
pub fn check(
    version: &str,
    commit: Told<'_>,
    place: &ModulePlace,
) -> Result<Option<String>, String> {
    let rev = pseudo::revision(version).map_err(|it| it.to_string())?;
    same_revision(rev, commit.short)?;
    let stated = pseudo::time(version).map_err(|it| it.to_string())?;
    if stated.unix_timestamp() != commit.time {
        let time = timestamp(commit.time);
        return Err(format!("does not match version-control timestamp (expected {time})"));
    }
    let plain = version.strip_suffix(INCOMPATIBLE).unwrap_or(version);
    let Some(base) = pseudo::base(plain).map_err(|it| it.to_string())? else {
        let unfounded = place.pseudo_major().is_empty() && semver::major(version) == Some("v1");
        return if unfounded { Err(UNFOUNDED.to_owned()) } else { Ok(None) };
    };
    let prefix = place.tag_prefix();
    match commit.tags.iter().find(|tag| tag.strip_prefix(&prefix).unwrap_or(tag) == base) {
        Some(tag) => Err(format!(
            "tag ({tag}) found on revision {rev} is already canonical, so should not be replaced \
             with a pseudo-version derived from that tag"
        )),
        None => Ok(Some(base)),
    }
}

fn same_revision(rev: &str, short: &str) -> Result<(), String> {
    if rev == short {
        return Ok(());
    }
    let what = if rev.starts_with(short) {
        "revision is longer than canonical"
    } else if short.starts_with(rev) {
        "revision is shorter than canonical"
    } else {
        "does not match short name of revision"
    };
    Err(format!("{what} (expected {short})"))
}

/// Seconds since 1970 as pseudo-versions write them: 14 digits, UTC.
pub fn timestamp(seconds: i64) -> String {
    let Ok(time) = time::OffsetDateTime::from_unix_timestamp(seconds) else { return String::new() };
    let (date, clock) = (time.date(), time.time());
    format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    )
}

const UNFOUNDED: &str = "major version without preceding tag must be v0, not v1";

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(version: &str, tags: &[&str]) -> Result<Option<String>, String> {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let told = Told { short: "33fb53b32d4d", time: 1_583_118_245, tags: &tags };
        check(version, told, &ModulePlace::new("a.b/m", "a.b/m", "").unwrap())
    }

    #[test]
    fn in_go_s_order() {
        assert_eq!(timestamp(1_583_118_245), "20200302030405");
        assert_eq!(checked("v1.1.1-0.20200302030405-33fb53b32d4d", &[]), Ok(Some("v1.1.0".into())));
        assert_eq!(checked("v0.0.0-20200302030405-33fb53b32d4d", &[]), Ok(None));
        let fails = |version| checked(version, &["v1.1.0"]).unwrap_err();
        assert_eq!(fails("v1.0.0-20200302030405-33fb53b32d4d"), UNFOUNDED);
        assert_eq!(
            fails("v1.1.1-0.20200302030406-33fb53b32d4d"),
            "does not match version-control timestamp (expected 20200302030405)"
        );
        assert_eq!(
            fails("v1.1.1-0.20200302030405-33fb53b32d4dff"),
            "revision is longer than canonical (expected 33fb53b32d4d)"
        );
        assert_eq!(
            fails("v1.1.1-0.20200302030405-33fb53b"),
            "revision is shorter than canonical (expected 33fb53b32d4d)"
        );
        assert!(
            fails("v1.1.1-0.20200302030405-33fb53b32d4d")
                .starts_with("tag (v1.1.0) found on revision")
        );
    }
}
