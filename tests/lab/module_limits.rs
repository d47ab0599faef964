//! Module proxies and zips that are too much: the built command ends in go's text or in a limit that it names, with
//! little memory and nothing left behind.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::disallowed_methods, reason = "a test lays the folder that is the proxy")]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    process::Command,
};

use flate2::{Compression, write::DeflateEncoder};
use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;

use crate::support::{bounded::doctor, held::held};

/// What a run may hold in memory at the most, in kilobytes.
const MEMORY: u64 = 64 << 10;

/// What the command says of `m.test/x@v1.0.0`; it ends with `status`, and its temporary folder is empty.
fn download(mut command: Command, arguments: &[&str], status: i32) -> Value {
    let temporary = tempfile::tempdir().unwrap();
    command.args(["resolve", "--download", "--until", "package", "--format", "json"]);
    command.args(arguments).arg("m.test/x@v1.0.0").env("TMPDIR", temporary.path());
    let output = held(&command, MEMORY);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(status), "{report}");
    assert!(fs::read_dir(temporary.path()).unwrap().next().is_none());
    report
}

/// What the command says where the proxy's `/m.test/x/@v/FILE` is `route`.
fn served(file: &str, route: &str, arguments: &[&str]) -> Value {
    let text = format!(
        r#"
about = "a proxy without end"
path = "m.test/x"
env = {{ GOPROXY = "https://proxy.test", GOSUMDB = "off" }}
[[host]]
name = "proxy.test"
https = {{}}
[[host.route]]
path = "/m.test/x/@v/{file}"
{route}
[[host.route]]
path = "/"
goproxy = "public"
[[version]]
module = "m.test/x"
version = "v1.0.0"
files = {{ "x.go" = "package x\n" }}
[expect]
ok = false
"#
    );
    let scenario = Scenario::parse("limits", &text).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    let mut command = doctor(MEMORY);
    command.envs(lab.exports());
    download(command, arguments, 3)
}

/// A body that goes on and on.
fn endless(text: &str) -> String {
    format!("endless = true\nbody = \"{}\"", text.repeat(1 << 12))
}

#[test]
fn answers_without_end() {
    for (file, limit) in [("v1.0.0.info", 2 << 20), ("v1.0.0.mod", 128 << 10)] {
        let report = served(file, &endless("v1.0.0 "), &[]);
        assert_eq!(report["limit"], format!("body {limit} bytes"), "{file}");
        assert!(report["error"].is_null());
    }
}

#[test]
fn a_list_without_end() {
    let report = served("v1.0.0.info", &endless("v1.0.0\\n"), &["--max-body", "1000000"]);
    assert_eq!(report["limit"], "body 1000000 bytes");
}

#[test]
fn a_refusal_without_end() {
    let route = endless("no ") + "\nstatus = 500\nheaders = { Content-Type = \"text/plain\" }";
    let report = served("v1.0.0.mod", &route, &["--max-body", "9000000"]);
    assert_eq!(report["limit"], "body 9000000 bytes");
}

#[test]
fn a_zip_without_end() {
    let report = served("v1.0.0.zip", &endless("PK "), &["--max-zip", "30000000"]);
    assert_eq!(report["limit"], "zip 30000000 bytes");
    // Its go.mod came before.
    assert_eq!(report["decided"], "module");
}

/// An entry of a zip: its name, its content, the size that the directory says, and how it is packed.
#[derive(Clone, Copy)]
struct Entry<'a> {
    name: &'a str,
    content: &'a [u8],
    size: u32,
    level: Compression,
}

/// Content with what it is deflated to.
struct Packed<'a> {
    content: &'a [u8],
    level: Compression,
    bytes: Vec<u8>,
    sum: u32,
}

impl<'a> Packed<'a> {
    fn new(content: &'a [u8], level: Compression) -> Self {
        let mut packed = DeflateEncoder::new(Vec::new(), level);
        packed.write_all(content).unwrap();
        Self { content, level, bytes: packed.finish().unwrap(), sum: crc32fast::hash(content) }
    }

    fn is_of(&self, entry: &Entry<'_>) -> bool {
        self.level == entry.level && self.content == entry.content
    }
}

/// Writes a zip whose entries are deflated.
fn zip<'a>(file: &Path, entries: impl Iterator<Item = Entry<'a>>) {
    let (mut out, mut directory) = (BufWriter::new(File::create(file).unwrap()), Vec::new());
    let (mut at, mut count) = (0_usize, 0_usize);
    let word = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut packed = Packed::new(b"", Compression::fast());
    for entry in entries {
        let Entry { name, content, size, level } = entry;
        if !packed.is_of(&entry) {
            packed = Packed::new(content, level);
        }
        let mut fields = vec![20, 0, 0, 8, 8, 0, 0, 0, 0, 0];
        fields.extend(packed.sum.to_le_bytes());
        fields.extend([word(packed.bytes.len()), size.to_le_bytes()].concat());
        fields.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        fields.extend([0; 2]);
        let head = [b"PK\x03\x04", &fields[..], name.as_bytes(), &packed.bytes];
        out.write_all(&head.concat()).unwrap();
        directory.extend([b"PK\x01\x02\x14\x00", &fields[..], &[0; 10], &word(at)].concat());
        directory.extend(name.as_bytes());
        at += 30 + name.len() + packed.bytes.len();
        count += 1;
    }
    let [low, high, ..] = word(count);
    out.write_all(&directory).unwrap();
    let counts = [low, high, low, high];
    let end = [b"PK\x05\x06\0\0\0\0", &counts[..], &word(directory.len()), &word(at), &[0; 2]];
    out.write_all(&end.concat()).unwrap();
}

/// What the command says where a folder has this zip for the version.
fn laid<'a>(entries: impl Iterator<Item = Entry<'a>>, arguments: &[&str], status: i32) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("m.test/x/@v");
    fs::create_dir_all(&below).unwrap();
    fs::write(below.join("v1.0.0.info"), "{\"Version\":\"v1.0.0\"}").unwrap();
    fs::write(below.join("v1.0.0.mod"), "module m.test/x\n").unwrap();
    zip(&below.join("v1.0.0.zip"), entries);
    let mut command = doctor(MEMORY);
    command.env("GOPROXY", format!("file://{}", folder.path().display()));
    command.envs([("GOSUMDB", "off"), ("HOME", "/nonexistent"), ("GOMODCACHE", "/cache")]);
    download(command, arguments, status)
}

/// A go.mod as large as it may be, in which every line is a requirement.
fn hostile(module: &str) -> String {
    let head = format!("module {module}\n\nrequire (\n");
    let lines = (0..).map(|at| format!("\ta.b/{at:x} v0.0.0\n"));
    let mut room = (128 << 10) - head.len() - 2;
    let fits = move |line: &String| {
        room = room.saturating_sub(line.len());
        room > 0
    };
    head + &lines.take_while(fits).collect::<String>() + ")\n"
}

/// Modules that are checked at once, each with such a go.mod, and each with one that is larger than what is read.
#[test]
fn hostile_go_mods_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut build = "module w.test/w\n\ngo 1.21\n\nrequire (\n".to_owned();
    let names = (0..16).map(|at| (format!("m.test/full{at}"), format!("m.test/more{at}")));
    for (full, more) in names {
        for (module, text) in [(&full, hostile(&full)), (&more, "x ".repeat(1 << 20))] {
            let below = folder.path().join("proxy").join(module).join("@v");
            fs::create_dir_all(&below).unwrap();
            fs::write(below.join("v1.0.0.info"), "{\"Version\":\"v1.0.0\"}").unwrap();
            fs::write(below.join("v1.0.0.mod"), text).unwrap();
            build.extend(["\t", module, " v1.0.0\n"]);
        }
    }
    fs::write(folder.path().join("go.mod"), build + ")\n").unwrap();
    let mut command = doctor(MEMORY);
    command.args(["check", "--format", "json", "--no-probe"]).arg(folder.path().join("go.mod"));
    command.env("GOPROXY", format!("file://{}/proxy", folder.path().display()));
    command.envs([("GOSUMDB", "off"), ("HOME", "/nonexistent"), ("GOMODCACHE", "/cache")]);
    let output = held(&command, MEMORY);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let summary = &report["summary"];
    assert_eq!((&summary["passed"], &summary["unknown"]), (&16.into(), &16.into()), "{summary}");
}

fn entry<'a>(name: &'a str, content: &'a [u8]) -> Entry<'a> {
    let size = u32::try_from(content.len()).unwrap();
    Entry { name, content, size, level: Compression::fast() }
}

/// Bytes that nothing packs.
fn noise(length: usize) -> Vec<u8> {
    let mut seed = 3_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn a_zip_that_is_larger_than_the_memory() {
    let (noise, names) = (noise(8 << 20), (0..10).map(|at| format!("m.test/x@v1.0.0/{at}.go")));
    let names: Vec<String> = names.collect();
    let packed = entry(&names[0], &noise);
    let stored = |name| Entry { level: Compression::none(), ..entry(name, &noise) };
    let entries = [packed].into_iter().chain(names[1..].iter().map(|name| stored(name)));
    let report = laid(entries, &[], 0);
    assert!(report["zip"]["bytes"].as_u64().unwrap() > 80 << 20);
    assert_eq!(report["zip"]["files"], 10);
}

#[test]
fn a_hundred_thousand_entries() {
    let name =
        |at: usize| format!("m.test/x@v1.0.0/folder-{}/a-file-with-a-name-{at}.go", at % 999);
    let names: Vec<String> = (0..100_000).map(name).collect();
    let report = laid(names.iter().map(|name| entry(name, b"")), &[], 0);
    assert_eq!(report["zip"]["files"], 100_000);
}

#[test]
fn more_entries_than_are_read() {
    let names: Vec<String> = (0..150_001).map(|at| format!("m.test/x@v1.0.0/{at}")).collect();
    let report = laid(names.iter().map(|name| entry(name, b"")), &[], 3);
    let limit = "the zip has more than 150000 entries, which is where goget-doctor stops reading";
    assert_eq!(report["limit"], limit);
}

/// It is read no further than its directory says.
#[test]
fn a_bomb() {
    let zeros = vec![0; 8 << 20];
    let told = Entry { size: 1000, ..entry("m.test/x@v1.0.0/x.go", &zeros) };
    let report = laid([told].into_iter(), &[], 1);
    let error = report["error"].as_str().unwrap();
    assert!(error.ends_with("zip: not a valid zip file"), "{error}");
}

#[test]
fn names_that_leave_the_folder() {
    let outside = laid([entry("../../etc/x.go", b"package x")].into_iter(), &[], 1);
    let text = "zip for m.test/x@v1.0.0 has unexpected file ../../etc/x.go";
    assert!(outside["error"].as_str().unwrap().ends_with(text), "{}", outside["error"]);
    let above = laid([entry("m.test/x@v1.0.0/../x.go", b"package x")].into_iter(), &[], 1);
    let text = "unzip /cache/cache/download/m.test/x/@v/v1.0.0.zip: m.test/x@v1.0.0/../x.go: \
                malformed file path \"../x.go\": invalid path element \"..\"";
    assert!(above["error"].as_str().unwrap().contains(text), "{}", above["error"]);
}
