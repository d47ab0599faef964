//! What we say of module zips, trees, notes and checksum databases, in the form of `testdata/oracle/sums`.

use std::io::Cursor;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::{
    std::{
        archive::zip::{Archive, Kind},
        strconv::text::lossy,
    },
    version::Version,
    xmod::{
        dirhash,
        sumdb::{
            client::{Client, Failure, Step, Want},
            note,
            tlog::Tree,
        },
        zip as modzip,
    },
};
use serde_json::{Map, Value, json};

/// Our answer to a case.
pub(crate) fn ours(case: &Value, version: Version) -> Value {
    match case["kind"].as_str().unwrap() {
        "zip" => zip(case, version),
        "tree" => tree(case, version),
        "note" => signed_note(case),
        _ => database(case, version),
    }
}

fn zip(case: &Value, version: Version) -> Value {
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
}

fn tree(case: &Value, version: Version) -> Value {
    let all = case["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    let files: Vec<_> = all.iter().map(file).collect();
    let listed = modzip::list(&files, vendor_rule(case, version), version);
    let texts = |list: &[modzip::Faulty]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let valid: Vec<_> = listed.files.iter().map(|at| lossy(files[*at].path)).collect();
    let error = listed.error().map(|text| text.trim_start_matches("create zip: ").to_owned());
    json!({
        "valid": valid,
        "omitted": texts(&listed.omitted),
        "invalid": texts(&listed.invalid),
        "err": optional(error),
    })
}

fn file(file: &Value) -> modzip::File<'_> {
    let kind = match file["kind"].as_str().unwrap_or("f") {
        "d" => Kind::Folder,
        "l" => Kind::Symlink,
        "o" => Kind::Other,
        _ => Kind::Regular,
    };
    let size = file["size"].as_i64().unwrap_or_default();
    let size = u64::from_le_bytes(size.to_le_bytes());
    modzip::File { path: file["path"].as_str().unwrap().as_bytes(), kind, size }
}

/// By the last regular go.mod at the root, as the text of its `go` line has it.
fn vendor_rule(case: &Value, version: Version) -> modzip::VendorRule {
    let root = |file: &&Value| file["path"] == "go.mod" && file["kind"] == "f";
    let all = case["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = all.iter().rfind(root).and_then(|file| file["text"].as_str()).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("go "));
    modzip::VendorRule::of(line, version)
}

fn signed_note(case: &Value) -> Value {
    let key = case["keys"][0].as_str().unwrap();
    let verifier = match note::Verifier::parse(key) {
        Ok(verifier) => verifier,
        Err(error) => return json!({"key": key, "keyErr": error.to_string()}),
    };
    let message = bytes(&case["note"]);
    let text = match note::open(&message, &verifier) {
        Ok(text) => text,
        Err(error) => return json!({"err": error.to_string()}),
    };
    match Tree::parse(text) {
        Ok(tree) => {
            let hash = tree.hash.to_string();
            json!({"err": null, "text": text, "treeErr": null, "size": tree.size, "hash": hash})
        }
        Err(error) => json!({"err": null, "text": text, "treeErr": error.to_string()}),
    }
}

fn database(case: &Value, version: Version) -> Value {
    let verifier = note::Verifier::parse(case["key"].as_str().unwrap()).unwrap();
    let mut client = Client::new(verifier, version);
    let mut results = Vec::new();
    for lookup in case["lookups"].as_array().unwrap() {
        let result = look_up(case, &mut client, lookup);
        let over = result.get("security").is_some();
        results.push(result);
        if over {
            break;
        }
    }
    json!({"results": results, "latest": lossy(client.stored())})
}

/// Carries one lookup through, answering from the case.
fn look_up(case: &Value, client: &mut Client, lookup: &Value) -> Value {
    let (module, version) = (lookup[0].as_str().unwrap(), lookup[1].as_str().unwrap());
    let mut asked = Vec::new();
    let done = loop {
        match client.step(module, version) {
            Step::Done(done) => break done,
            Step::Ask(wants) => {
                assert!(!wants.is_empty(), "{}", case["name"]);
                for want in wants {
                    if let Want::Remote(path) | Want::RemoteFull { path, .. } = &want {
                        asked.push(path.clone());
                    }
                    let answer = answer(case, &want);
                    client.answer(want, answer);
                }
            }
        }
    };
    asked.sort_unstable();
    match done {
        Ok(lines) => json!({"lines": lines, "asked": asked}),
        Err(Failure::Error(text)) => json!({"err": text, "asked": asked}),
        Err(Failure::Misbehaviour(text)) => {
            let wrapped = "security error: misbehaving server";
            let prefix = if client.is_open() { "" } else { "initializing sumdb.Client: " };
            let err = format!("{module}@{version}: {prefix}{wrapped}");
            json!({"err": err, "security": text, "asked": asked})
        }
    }
}

fn answer(case: &Value, want: &Want) -> Result<Vec<u8>, String> {
    match want {
        Want::Latest(_) => Ok(bytes(&case["latest"])),
        Want::Cached(file) => match &case["cache"][file] {
            Value::Null => Err("file does not exist".into()),
            content => Ok(bytes(content)),
        },
        Want::Remote(path) | Want::RemoteFull { path, .. } => match &case["remote"][path] {
            Value::Null => Err(format!("reading {path}: 404 Not Found")),
            remote => match remote["err"].as_str() {
                Some(error) => Err(error.to_owned()),
                None => Ok(bytes(&remote["body"])),
            },
        },
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    value.as_str().map(|text| STANDARD.decode(text).unwrap()).unwrap_or_default()
}

fn optional(text: Option<String>) -> Value {
    text.map_or(Value::Null, Value::String)
}
