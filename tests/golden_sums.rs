//! Module zips, sums and checksum databases as go's own packages see them, case by case and release by release.
//!
//! `testdata/golden/make_sums.sh` made the cases. `GOGET_DOCTOR_SUMS` names another file of the same form, for more.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "this is a test")]

use std::{fs, io::Cursor, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::{
    std::{
        archive::zip::{Archive, Kind},
        strconv::text::lossy,
    },
    version::Version,
    xmod::{dirhash, zip as modzip},
};
use serde_json::{Map, Value, json};

/// The cases of a kind, with each release's answer.
fn cases(kind: &str) -> Vec<Value> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden/sums.jsonl");
    let file = std::env::var_os("GOGET_DOCTOR_SUMS").map_or(golden, Into::into);
    let text = fs::read_to_string(&file).unwrap();
    let all = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|case| case["kind"] == kind).collect()
}

/// Holds every release's answer of every case against ours.
fn compare(kind: &str, ours: impl Fn(&Value, Version) -> Value) {
    let cases = cases(kind);
    assert!(!cases.is_empty(), "no cases of {kind}");
    let mut wrong = Vec::new();
    for case in &cases {
        for (release, theirs) in case["go"].as_object().unwrap() {
            let ours = ours(case, release.parse().unwrap());
            if ours != *theirs {
                wrong.push(format!("{} {release}\n go: {theirs}\nours: {ours}", case["name"]));
            }
        }
    }
    let few = wrong.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {} answers differ\n{few}", wrong.len(), cases.len());
}

fn bytes(value: &Value) -> Vec<u8> {
    value.as_str().map(|text| STANDARD.decode(text).unwrap()).unwrap_or_default()
}

fn optional(text: Option<String>) -> Value {
    text.map_or(Value::Null, Value::String)
}

#[test]
fn zips() {
    compare("zip", |case, version| {
        let module = case["module"].as_str().unwrap();
        let zip = bytes(&case["zip"]);
        let mut archive = match Archive::open(Cursor::new(zip), "m.zip", version) {
            Ok(archive) => archive,
            Err(error) => return json!({"open": error.to_string()}),
        };
        let mut answer = Map::new();
        let kind = |kind| match kind {
            Kind::Folder => 'd',
            Kind::Symlink => 'l',
            Kind::Regular => 'f',
            Kind::Other => 'o',
        };
        let kinds: String = archive.entries().iter().map(|entry| kind(entry.kind())).collect();
        answer.insert("kinds".into(), kinds.into());
        if let Some(name) = modzip::unexpected_file(module, archive.entries()) {
            answer.insert("unexpected".into(), lossy(name).into());
        }
        let checked = modzip::check(module, archive.entries(), archive.size(), version);
        answer.insert("check".into(), optional(checked.error()));
        answer.insert("valid".into(), checked.files.into());
        match dirhash::zip(&mut archive) {
            Ok(hash) => answer.insert("hash".into(), hash.into()),
            Err(error) => answer.insert("hashErr".into(), error.to_string().into()),
        };
        Value::Object(answer)
    });
}

#[test]
fn trees() {
    compare("tree", |case, version| {
        let read = |file: &Value| {
            let kind = match file["kind"].as_str().unwrap_or("f") {
                "d" => Kind::Folder,
                "l" => Kind::Symlink,
                "o" => Kind::Other,
                _ => Kind::Regular,
            };
            let size = file["size"].as_i64().unwrap_or_default();
            (
                file["path"].as_str().unwrap().to_owned(),
                kind,
                u64::from_le_bytes(size.to_le_bytes()),
            )
        };
        let read: Vec<_> = case["files"].as_array().into_iter().flatten().map(read).collect();
        let file = |(path, kind, size): &'_ (String, Kind, u64)| (path.clone(), *kind, *size);
        let owned: Vec<_> = read.iter().map(file).collect();
        let files: Vec<_> = owned
            .iter()
            .map(|(path, kind, size)| modzip::File {
                path: path.as_bytes(),
                kind: *kind,
                size: *size,
            })
            .collect();
        let listed = modzip::list(&files, vendor_rule(case, version), version);
        let texts =
            |list: &[modzip::Faulty]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let valid: Vec<_> = listed.files.iter().map(|at| lossy(files[*at].path)).collect();
        let error = listed.error().map(|text| text.trim_start_matches("create zip: ").to_owned());
        json!({
            "valid": valid,
            "omitted": texts(&listed.omitted),
            "invalid": texts(&listed.invalid),
            "err": optional(error),
        })
    });
}

/// By the last regular go.mod at the root, as the text of its `go` line has it.
fn vendor_rule(case: &Value, version: Version) -> modzip::VendorRule {
    let root = |file: &&Value| file["path"] == "go.mod" && file["kind"] == "f";
    let all = case["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = all.iter().rfind(root).and_then(|file| file["text"].as_str()).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("go "));
    modzip::VendorRule::of(line, version)
}
