//! The answers of our own rooms to the questions of `testdata/oracle/mod`, in its form.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::{
    version::Version,
    xmod::{
        escape, gosum,
        major::split_version,
        modfile::{self, GoMod, GoWork, fix::FixError, fix::VersionFixer, module_path},
        pseudo, semver,
        version::{canonical_version, check, check_path_major, path_major_prefix},
    },
};
use serde_json::{Map, Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// What `release` answers to `request`.
pub(crate) fn answer(request: &Value, release: Version) -> Value {
    let text = |key: &str| request[key].as_str().unwrap_or_default();
    match text("op") {
        "gomod" => gomod(request, release),
        "gowork" => gowork(request, release),
        "gosum" => gosum(request, release),
        "semver" => compare(text("v"), text("w")),
        "sort" => sort(&request["list"]),
        "pseudo" => pseudo(text("v")),
        "pseudo-make" => {
            let time = OffsetDateTime::parse(text("time"), &Rfc3339).unwrap();
            json!({"v": pseudo::make(text("major"), text("older"), time, text("rev"))})
        }
        "version" => version(text("path"), text("version"), release),
        op => panic!("{op}"),
    }
}

fn data(request: &Value) -> Vec<u8> {
    match request["text"].as_str() {
        Some(text) => text.into(),
        None => STANDARD.decode(request["data"].as_str().unwrap()).unwrap(),
    }
}

fn fix(_: &str, version: &str) -> Result<String, FixError> {
    match version {
        "master" => Ok("v1.9.0".into()),
        "gone" => Err(FixError::Module("no such version".into())),
        "offline" => Err(FixError::Other("module lookup disabled".into())),
        _ if version.contains(char::REPLACEMENT_CHARACTER) => {
            Err(FixError::Other("bad revision".into()))
        }
        _ => Ok(version.into()),
    }
}

fn gomod(request: &Value, release: Version) -> Value {
    let parse = if request["lax"] == true { modfile::parse_lax } else { modfile::parse };
    let (mut fix, data) = (fix, data(request));
    let fixer = (request["fix"] == true).then_some(&mut fix as &mut dyn VersionFixer);
    let mut answer = match parse("go.mod", &data, release, fixer) {
        Ok(file) => mod_answer(&file),
        Err(errors) => json!({"err": errors.to_string()}),
    };
    answer["path"] = module_path::module_path(&data).unwrap_or_default().into();
    answer
}

fn mod_answer(file: &GoMod) -> Value {
    let mut answer = Map::new();
    if let Some(it) = &file.module {
        let deprecated = it.deprecated.as_deref().unwrap_or_default();
        answer.insert("module".into(), json!([it.path, deprecated, it.line]));
    }
    if let Some(it) = &file.go {
        answer.insert("go".into(), json!([it.version, it.line]));
    }
    if let Some(it) = &file.toolchain {
        answer.insert("toolchain".into(), json!([it.name, it.line]));
    }
    let mut list = |key: &str, rows: Vec<Value>| {
        if !rows.is_empty() {
            answer.insert(key.into(), rows.into());
        }
    };
    list("godebug", file.godebug.iter().map(|it| json!([it.key, it.value, it.line])).collect());
    let require = file.require.iter();
    let row =
        |it: &modfile::Require| json!([it.module.path, it.module.version, it.indirect, it.line]);
    list("require", require.map(row).collect());
    let row = |it: &modfile::Exclude| json!([it.module.path, it.module.version, it.line]);
    list("exclude", file.exclude.iter().map(row).collect());
    list("replace", file.replace.iter().map(replace).collect());
    let row =
        |it: &modfile::Retract| json!([it.interval.low, it.interval.high, &*it.rationale, it.line]);
    list("retract", file.retract.iter().map(row).collect());
    list("tool", file.tool.iter().map(|it| json!([it.path, it.line])).collect());
    list("ignore", file.ignore.iter().map(|it| json!([it.path, it.line])).collect());
    answer.into()
}

fn gowork(request: &Value, release: Version) -> Value {
    let (mut fix, data) = (fix, data(request));
    let fixer = (request["fix"] == true).then_some(&mut fix as &mut dyn VersionFixer);
    match modfile::parse_work("go.work", &data, release, fixer) {
        Ok(file) => work_answer(&file),
        Err(errors) => json!({"err": errors.to_string()}),
    }
}

fn work_answer(file: &GoWork) -> Value {
    let mut answer = Map::new();
    if let Some(it) = &file.go {
        answer.insert("go".into(), json!([it.version, it.line]));
    }
    if let Some(it) = &file.toolchain {
        answer.insert("toolchain".into(), json!([it.name, it.line]));
    }
    let mut list = |key: &str, rows: Vec<Value>| {
        if !rows.is_empty() {
            answer.insert(key.into(), rows.into());
        }
    };
    list("godebug", file.godebug.iter().map(|it| json!([it.key, it.value, it.line])).collect());
    list("replace", file.replace.iter().map(replace).collect());
    list("use", file.uses.iter().map(|it| json!([it.path, it.line])).collect());
    answer.into()
}

fn replace(it: &modfile::Replace) -> Value {
    json!([it.old.path, it.old.version, it.new.path, it.new.version, it.line])
}

fn gosum(request: &Value, release: Version) -> Value {
    let tidies = request["tidy"] == true;
    let read = match gosum::parse("/w/go.sum", &data(request), release, tidies) {
        Ok(read) => read,
        Err(error) => return json!({"err": error.to_string()}),
    };
    let mut sums: Map<String, Value> = Map::new();
    for sum in read.sums {
        let list = sums.entry(format!("{} {}", sum.path, sum.version)).or_insert(json!([]));
        list.as_array_mut().unwrap().push(sum.hash.into());
    }
    json!({"sums": sums})
}

fn compare(v: &str, w: &str) -> Value {
    json!({
        "valid": semver::is_valid(v),
        "canonical": semver::canonical(v).unwrap_or_default(),
        "major": semver::major(v).unwrap_or_default(),
        "majorMinor": semver::major_minor(v).unwrap_or_default(),
        "prerelease": semver::prerelease(v),
        "build": semver::build(v),
        "compare": semver::compare(v, w) as i8,
        "max": semver::max(v, w).unwrap_or_default(),
    })
}

fn sort(list: &Value) -> Value {
    let mut list: Vec<&str> =
        list.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    semver::sort(&mut list);
    json!({"list": list})
}

fn pseudo(v: &str) -> Value {
    let base = pseudo::base(v);
    let time = pseudo::time(v);
    let revision = pseudo::revision(v);
    let shown = |time: OffsetDateTime| time.format(&Rfc3339).unwrap();
    let none = "0001-01-01T00:00:00Z";
    json!({
        "is": pseudo::is_pseudo(v),
        "zero": pseudo::is_zero(v),
        "base": base.clone().ok().flatten().unwrap_or_default(),
        "baseErr": base.err().map(|e| e.to_string()),
        "time": time.clone().map_or(none.into(), shown),
        "timeErr": time.err().map(|e| e.to_string()),
        "rev": revision.clone().unwrap_or_default(),
        "revErr": revision.err().map(|e| e.to_string()),
    })
}

fn version(path: &str, version: &str, release: Version) -> Value {
    let escaped = escape::escape_version(version, release);
    let unescaped = escape::unescape_version(version, release);
    let plain = escape::unescape_path(path);
    let mut answer = json!({
        "check": check(path, version).err().map(|e| e.to_string()),
        "canonical": canonical_version(version).unwrap_or_default(),
        "escaped": escaped.clone().unwrap_or_default(),
        "escapedErr": escaped.err().map(|e| e.to_string()),
        "unescaped": unescaped.clone().unwrap_or_default(),
        "unescapedErr": unescaped.err().map(|e| e.to_string()),
        "path": plain.clone().unwrap_or_default(),
        "pathErr": plain.err().map(|e| e.to_string()),
    });
    if let Some((_, major)) = split_version(path) {
        let fault = check_path_major(version, major).err();
        answer["major"] = fault.map(|e| e.to_string()).into();
        answer["prefix"] = path_major_prefix(major).unwrap_or_default().into();
    }
    answer
}
