//! Values that a person types.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
    time::Duration,
};

use clap::ValueEnum as _;
use time::{
    Date, OffsetDateTime,
    format_description::{BorrowedFormatItem, well_known::Rfc3339},
    macros::format_description,
};

use super::kinds::{Format, Release};
use crate::go::version::Version;

pub(super) fn release(text: &str) -> Result<Release, String> {
    if text == "all" { Ok(Release::All) } else { version(text).map(Release::One) }
}

pub(super) fn version(text: &str) -> Result<Version, String> {
    let version: Version = text.parse().map_err(|error| format!("{error}"))?;
    if version.is_known() || version.is_newer_than_known() {
        return Ok(version);
    }
    let (oldest, newest) = (Version::OLDEST, Version::NEWEST);
    Err(format!("the rules of go {version} are not known here; known: {oldest} to {newest}"))
}

pub(super) fn seconds(text: &str) -> Result<Duration, &'static str> {
    let units = [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)];
    let unit = units.iter().find_map(|(unit, length)| Some((text.strip_suffix(unit)?, *length)));
    let (number, length) = unit.unwrap_or((text, 1.0));
    let seconds = number.parse::<f64>().ok().map(|number| number * length);
    let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.filter(|time| !time.is_zero())
        .ok_or("it takes seconds above zero, such as 10 or 0.5, or a time such as 500ms or 2m")
}

/// Where documentation is.
#[cfg(feature = "serve")]
pub(super) fn docs(text: &str) -> Result<String, &'static str> {
    if crate::check::is_docs(text) { Ok(text.to_owned()) } else { Err(crate::check::NO_DOCS) }
}

/// An import path and the folder of its repository.
#[cfg(feature = "serve")]
pub(super) fn tree(text: &OsStr) -> Result<(String, PathBuf), &'static str> {
    const TAKES: &str = "it takes PATH=DIR, such as go.example.com/tool=../tool";
    let (path, dir) = variable(text).map_err(|_| TAKES)?;
    let path = path.into_string().map_err(|_| TAKES)?;
    if dir.is_empty() { Err(TAKES) } else { Ok((path, dir.into())) }
}

/// A moment: RFC 3339, or a day, which begins at midnight UTC.
pub(super) fn moment(text: &str) -> Result<OffsetDateTime, &'static str> {
    let day = || Date::parse(text, DAY).map(|day| day.midnight().assume_utc());
    let moment = OffsetDateTime::parse(text, &Rfc3339).or_else(|_| day());
    moment.map_err(|_| "it takes a day, 2026-11-21, or a moment, 2026-11-21T12:00:00Z")
}

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

pub(super) fn variable(text: &OsStr) -> Result<(OsString, OsString), &'static str> {
    let bytes = text.as_encoded_bytes();
    let equals = bytes.iter().position(|byte| *byte == b'=').filter(|at| *at > 0);
    split_at(text, equals.ok_or("it takes KEY=VALUE")?).ok_or("it takes KEY=VALUE")
}

pub(super) fn report(text: &OsStr) -> Result<(Format, PathBuf), &'static str> {
    const TAKES: &str = "it takes FORMAT=FILE, such as sarif=out.sarif";
    let (format, file) = variable(text).map_err(|_| TAKES)?;
    let format = format.to_str().and_then(|name| Format::from_str(name, false).ok());
    match format {
        Some(format) if !file.is_empty() => Ok((format, file.into())),
        _ => Err(TAKES),
    }
}

#[cfg(unix)]
pub(super) fn split_at(text: &OsStr, equals: usize) -> Option<(OsString, OsString)> {
    use std::os::unix::ffi::OsStrExt as _;
    let (key, value) = text.as_bytes().split_at_checked(equals)?;
    Some((OsStr::from_bytes(key).into(), OsStr::from_bytes(value.get(1..)?).into()))
}

#[cfg(not(unix))]
pub(super) fn split_at(text: &OsStr, _equals: usize) -> Option<(OsString, OsString)> {
    let (key, value) = text.to_str()?.split_once('=')?;
    Some((key.into(), value.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_need_a_name() {
        let read = |text: &str| variable(OsStr::new(text));
        assert_eq!(read("A=b=c"), Ok(("A".into(), "b=c".into())));
        assert_eq!(read("A="), Ok(("A".into(), "".into())));
        assert!(read("A").is_err() && read("=b").is_err() && read("").is_err());
    }

    #[test]
    fn times_are_above_zero() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for (text, millis) in [("5s", 5_000), ("250ms", 250), ("2m", 120_000), ("1h", 3_600_000)] {
            assert_eq!(seconds(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for text in ["0", "0ms", "-1", "nan", "inf", "", "s", "ms", "5d"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_days_or_exact() {
        let seconds = |text: &str| moment(text).map(OffsetDateTime::unix_timestamp);
        assert_eq!(seconds("2026-11-21"), Ok(1_795_219_200));
        assert_eq!(seconds("2026-11-21T01:00:00+01:00"), Ok(1_795_219_200));
        for text in ["", "21.11.2026", "2026-13-01", "2026-11-21T12:00", "now"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn releases_that_are_not_known_are_refused() {
        assert_eq!(version("go1.27.3").map(|version| version.to_string()), Ok("1.27.3".into()));
        assert!(version("1.99").is_ok(), "answered as the newest");
        assert!(version("1.7").is_err_and(|error| error.contains("known: ")));
    }
}
