//! Which roots the real go loaded from recorded trust folders (testdata/golden/trust-cases.json).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use goget_doctor::go::{
    std::{
        crypto::{
            roots::{self, Entry, Files, Roots, State},
            x509::verify_handshake,
        },
        encoding::pem,
    },
    version::Version,
};
use serde_json::Value;

const CASES: &str = include_str!("../../testdata/golden/trust-cases.json");
const CHAINS: &str = include_str!("../../testdata/golden/x509-cases.jsonl");

/// Releases as the recording names them.
const RELEASES: [(&str, &str); 3] = [("1.21.13", "1.21"), ("1.26.6", "1.26"), ("1.27.3", "1.27")];

/// The recorded folder, laid in `trust`, which is also the current directory.
#[derive(Default)]
struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
    links: BTreeMap<PathBuf, PathBuf>,
    dirs: BTreeSet<PathBuf>,
}

impl Memory {
    fn recorded(cases: &Value) -> Self {
        let mut memory = Self::default();
        memory.dirs.insert("trust/dir_empty".into());
        for (name, data) in cases["files"].as_object().unwrap() {
            memory.add_dirs(name);
            let data = BASE64_STANDARD.decode(data.as_str().unwrap()).unwrap();
            memory.files.insert(Path::new("trust").join(name), data);
        }
        for (name, target) in cases["links"].as_object().unwrap() {
            memory.add_dirs(name);
            let target = target.as_str().unwrap().into();
            memory.links.insert(Path::new("trust").join(name), target);
        }
        memory
    }

    fn add_dirs(&mut self, name: &str) {
        let path = Path::new("trust").join(name);
        self.dirs.extend(path.ancestors().skip(1).map(Path::to_owned));
    }

    /// Where a name ends up, from the current directory and through one link.
    fn resolve(&self, path: &Path) -> PathBuf {
        let path =
            if path.starts_with("trust") { path.to_owned() } else { Path::new("trust").join(path) };
        match self.links.get(&path) {
            Some(target) => match target.strip_prefix("..") {
                Ok(above) => Path::new("trust").join(above),
                Err(_) => path.with_file_name(target),
            },
            None => path,
        }
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let path = self.resolve(path);
        if path.ends_with("unreadable.pem") || path.ends_with("dir_unread/ca.pem") {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if self.dirs.contains(&path) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        self.files.get(&path).cloned().ok_or(io::ErrorKind::NotFound.into())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let dir = self.resolve(dir);
        if self.files.contains_key(&dir) {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        if dir.as_os_str().is_empty() || dir == Path::new("trust/") || !self.dirs.contains(&dir) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let all = self.files.keys().chain(self.links.keys()).chain(&self.dirs);
        let names: BTreeSet<_> = all.filter(|path| path.parent() == Some(&dir)).collect();
        let entry = |path: &PathBuf| Entry {
            name: path.file_name().unwrap().into(),
            link: self.links.get(path).cloned(),
        };
        Ok(names.into_iter().map(entry).collect())
    }
}

fn load(memory: &Memory, case: &Value, version: Version) -> Roots {
    let variable =
        |name: &str| case["env"][name].as_str().map(|value| value.replace("$T", "trust"));
    let (file, dir) = (variable("SSL_CERT_FILE"), variable("SSL_CERT_DIR"));
    roots::load(
        memory,
        "linux",
        file.as_ref().map(OsStr::new),
        dir.as_ref().map(OsStr::new),
        version,
    )
}

/// The chain that the recorded server sent: it is for proxy.test, from the root in good.pem.
fn chain() -> Vec<Vec<u8>> {
    let case: Value = serde_json::from_str(CHAINS.lines().next().unwrap()).unwrap();
    let text = case["chain"].as_str().unwrap().to_owned();
    pem::pieces(text.as_bytes()).filter_map(|piece| Some(piece.content.ok()?.bytes)).collect()
}

#[test]
fn loads_what_go_loads() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let memory = Memory::recorded(&cases);
    let chain = chain();
    let now = time::macros::datetime!(2026-11-21 12:00 UTC);
    let mut failures = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        for (recorded, release) in RELEASES {
            let version = release.parse().unwrap();
            let roots = load(&memory, case, version);
            let verdict = verify_handshake(&chain, &roots.pool, "proxy.test", now, version).verdict;
            let found = match verdict {
                Ok(chains) => format!("OK tls1.3 chains={}", chains.len()),
                Err(error) => format!("ERR {error}"),
            };
            let expected = case["results"][recorded].as_str().unwrap();
            if found != expected {
                failures.push(format!(
                    "{} {release}\n  go:   {expected}\n  here: {found}",
                    case["name"]
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn tells_what_it_looked_at() {
    let memory = Memory::recorded(&serde_json::from_str(CASES).unwrap());
    let file = Some(OsStr::new("trust/brokenfirst.pem"));
    let roots = roots::load(
        &memory,
        "linux",
        file,
        Some(OsStr::new("trust/nope:trust/dir_multi")),
        Version::NEWEST,
    );
    let told = |looked: &roots::Looked| {
        (looked.path.clone(), looked.state, looked.certificates, looked.new)
    };
    assert_eq!(told(&roots.files[0]), ("trust/brokenfirst.pem".into(), State::Read, 1, 1));
    assert_eq!(roots.files[0].skipped.len(), 1);
    assert_eq!(roots.files[1].state, State::Shadowed);
    assert_eq!(roots.dirs[0].state, State::Absent);
    assert_eq!(told(&roots.dirs[1]), ("trust/dir_multi".into(), State::Read, 2, 1));
    let first = roots.pool.iter().next().unwrap();
    assert_eq!(roots.pool.source_of(&first.certificate), Some(Path::new("trust/brokenfirst.pem")));
}
