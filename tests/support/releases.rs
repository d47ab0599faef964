//! Recorded answers of older releases: `SUBJECT-releases.jsonl` next to `SUBJECT.jsonl`
//! (`testdata/golden/make_releases.py`).

use goget_doctor::go::version::Version;
use serde_json::Value;

/// The releases that were asked, oldest first; the last answers as `SUBJECT.jsonl` says.
pub(crate) fn asked() -> impl Iterator<Item = Version> {
    (21..=27).map(|minor| format!("1.{minor}").parse().unwrap())
}

/// The rows of `newest` with the answers of `release` in their `field`.
pub(crate) fn rows(newest: &str, older: &str, field: &str, release: Version) -> Vec<Value> {
    let read = |text: &str| -> Vec<Value> {
        text.split('\n').filter(|line| !line.is_empty()).map(read_row).collect()
    };
    let mut rows = read(newest);
    for other in read(older) {
        let line = usize::try_from(other["line"].as_u64().unwrap()).unwrap();
        let mut answers = other["releases"].as_object().unwrap().iter();
        if let Some((_, answer)) = answers.find(|(releases, _)| holds(releases, release)) {
            assert_ne!(
                rows[line][field], *answer,
                "line {line} of the older releases says nothing new"
            );
            rows[line][field] = answer.clone();
        }
    }
    rows
}

fn read_row(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

/// Whether `1.21-1.24` or `1.25` names the release.
fn holds(releases: &str, release: Version) -> bool {
    let (first, last) = releases.split_once('-').unwrap_or((releases, releases));
    (first.parse().unwrap()..=last.parse().unwrap()).contains(&release)
}
