//! A proxy's list of versions (modules.md §6.1).

use crate::go::{
    std::{strconv::text::lossy, time::Time},
    xmod::{pseudo, semver},
};

/// The versions that go takes from the body of `list`: lowest first, duplicates kept, without pseudo-versions; all begin
/// with `prefix`.
pub fn versions(body: &[u8], prefix: &str) -> Vec<String> {
    let text = lossy(body);
    let named = text.split('\n').filter_map(|line| line.split_whitespace().next());
    let kept = |version: &&str| {
        semver::is_valid(version) && version.starts_with(prefix) && !pseudo::is_pseudo(version)
    };
    let mut versions: Vec<String> = named.filter(kept).map(str::to_owned).collect();
    versions.sort_by(|a, b| semver::compare(a, b).then_with(|| a.cmp(b)));
    versions
}

/// The newest version of the list that has a date: its second field, or the time in a pseudo-version. go asks for its
/// `.info` at once, to have something where `@latest` is missing.
pub fn newest_dated(body: &[u8]) -> Option<String> {
    let mut best: (Time, Option<String>) = (Time::default(), None);
    for line in lossy(body).split('\n') {
        let mut fields = line.split_whitespace();
        let Some(version) = fields.next().filter(|version| semver::is_valid(version)) else {
            continue;
        };
        let time = match fields.next() {
            Some(date) => Time::parse(date).ok(),
            None => pseudo::time(version).ok().map(Time::from),
        };
        if let Some(time) = time.filter(|time| best.0 < *time) {
            best = (time, Some(version.to_owned()));
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_is_no_version() {
        let body = b"v1.1.0 x\n\xef\xbb\xbfv1.0.0\r\nv1.0.0,v1.2.0\n V1.3.0\nv01.0.0\nv1.1.0\n v1\nv0.9.0\0\n\
            v0.0.0-20190315130000-0123456789ab\nv2.0.0-rc.1\n<html>";
        assert_eq!(versions(body, ""), ["v1", "v1.1.0", "v1.1.0", "v2.0.0-rc.1"]);
        assert_eq!(versions(body, "v1."), ["v1.1.0", "v1.1.0"]);
    }

    #[test]
    fn dates() {
        let newest = |body: &str| newest_dated(body.as_bytes());
        assert_eq!(newest("v1.0.0\nv1.1.0\n"), None);
        let two = "v0.0.0-20190315130000-0123456789ab\nv0.0.0-20200315130000-0123456789ab\n";
        assert_eq!(newest(two).unwrap(), "v0.0.0-20200315130000-0123456789ab");
        assert_eq!(newest("v1.0.0 2020-01-01T00:00:00Z\nv1.1.0 x\n").unwrap(), "v1.0.0");
    }
}
