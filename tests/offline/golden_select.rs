//! Which tag go takes for a path, and which repo roots it refuses, as a real go command said.

use crate::support::releases;
use goget_doctor::go::cmd::meta::{End, Import, ModTags, PageReader, Reading};
use goget_doctor::go::cmd::select::{Fault, choose, validate};
use goget_doctor::go::version::Version;
use serde::Deserialize;

const CASES: &str = include_str!("../../testdata/golden/select.jsonl");
const OLDER: &str = include_str!("../../testdata/golden/select-releases.jsonl");
const URL: &str = "https://h.test/p?go-get=1";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    tags: Vec<String>,
    path: String,
    ignore_mod: bool,
    answer: Answer,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    imports: Vec<Tag>,
    r#match: Option<Tag>,
    match_err: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Tag {
    prefix: String,
    vcs: String,
    repo: String,
    #[serde(default)]
    subdir: String,
}

impl From<&Import> for Tag {
    fn from(import: &Import) -> Self {
        let Import { prefix, vcs, repo, subdir } = import.clone();
        Self { prefix, vcs, repo: repo.expose().to_owned(), subdir }
    }
}

fn cases(release: Version) -> Vec<Case> {
    let rows = releases::rows(CASES, OLDER, "answer", release).into_iter();
    rows.map(|row| serde_json::from_value(row).expect("a case")).collect()
}

fn reading(case: &Case, release: Version) -> Reading {
    let mode = if case.ignore_mod { ModTags::Ignore } else { ModTags::Prefer };
    let mut reader = PageReader::with_mod_tags(release, mode);
    for tag in &case.tags {
        reader.feed(format!(r#"<meta name="go-import" content="{tag}">"#).as_bytes());
    }
    reader.finish(End::Complete)
}

/// The tag, or why there is none; a text of its own for a repo root that is refused.
fn judged(imports: &[Import], case: &Case, release: Version) -> Result<Tag, String> {
    let import = choose(imports, &case.path, URL, release).map_err(|e| e.reason())?;
    // The recorded function judges nothing but the root.
    let bare = Import { subdir: String::new(), ..import.clone() };
    match validate(&bare, URL, release, |root| scheme(root, case)) {
        Err(Fault::RepoRoot { reason, .. }) => Err(reason),
        _ => Ok(import.into()),
    }
}

/// The scheme as go's URL parser sees it; what that parser refuses is taken from the record.
fn scheme(root: &str, case: &Case) -> Result<String, String> {
    match case.answer.match_err.as_deref() {
        Some(text) if text.starts_with("parse ") => Err(text.to_owned()),
        _ => {
            let scheme = root.split_once(':').map_or("", |(scheme, _)| scheme);
            Ok(if scheme.contains(['/', '?', '#']) { String::new() } else { scheme.to_lowercase() })
        }
    }
}

#[test]
fn chooses_and_refuses_as_go_does() {
    for release in releases::asked() {
        let cases = cases(release);
        assert!(cases.len() >= 500);
        for case in &cases {
            check(case, release);
        }
    }
}

fn check(case: &Case, release: Version) {
    let imports = reading(case, release).imports;
    let shown: Vec<_> = imports.iter().map(Tag::from).collect();
    assert_eq!(shown, case.answer.imports, "{:?}, go {release}", case.tags);
    let expected = match &case.answer {
        Answer { r#match: Some(tag), .. } => Ok(tag.clone()),
        Answer { match_err, .. } => Err(match_err.clone().unwrap_or_default()),
    };
    let judged = judged(&imports, case, release);
    assert_eq!(judged, expected, "{:?} for {}, go {release}", case.tags, case.path);
}
