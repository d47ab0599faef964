//! Modules drawn at random, and what a module proxy that has them answers.

use std::collections::BTreeMap;

use goget_doctor::{
    go::{
        version::Version,
        xmod::{escape::escape_version, module},
    },
    lab::{ModuleVersion, Name},
};
use serde_json::json;

use super::answer::{Answer, Answers, End};
use crate::chance::Chance;

/// Versions of a module without a major version in its path; what can be in a list, as well.
const VERSIONS: &[&str] = &[
    "v0.1.0",
    "v0.2.0-rc.1",
    "v1.0.0",
    "v1.0.0",
    "v1.0.1",
    "v1.1.0",
    "v1.1.0-beta",
    "v1.2.0",
    "v1.2.1-PRE",
    "v1.10.0",
    "v2.0.0",
    "v2.0.0+incompatible",
    "v3.1.0+incompatible",
    "v3.1.0-rc.1+incompatible",
    "v0.0.0-20240102030405-0123456789ab",
    "v1.1.1-0.20240102030405-0123456789ab",
];

/// Versions of a module `/v2`.
const SECOND: &[&str] = &[
    "v2.0.0",
    "v2.0.0",
    "v2.1.0",
    "v2.2.0-rc.1",
    "v2.0.0-20240102030405-0123456789ab",
    "v3.0.0",
    "v1.0.0",
    "v2.0.0+incompatible",
];

/// Lines of a list that name nothing.
const JUNK: &[&str] = &[
    "v1",
    "v1.2",
    "master",
    "1.2.3",
    "v1.3.0+meta",
    "",
    " v1.0.0 ",
    "v1.4.0 2024-01-01T00:00:00Z",
    "<html>",
    "v01.0.0",
    "v1.5.0-",
    "v9.9.9",
    "v1.1.2-0.20240102030405-0123456789ab",
];

/// What else a version is found by.
pub(super) const REVISIONS: &[&str] =
    &["master", "0123456789ab", "0123456789abcdef0123456789abcdef01234567", "V1"];

/// The commit that pseudo-versions name is of this time.
const COMMIT_TIME: &str = "2024-01-02T03:04:05Z";

/// What a module proxy has.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) versions: Vec<ModuleVersion>,
    pub(super) answers: Answers,
}

impl Tree {
    /// A tree with some of `modules`.
    pub(super) fn drawn(chance: &mut Chance, modules: &[String]) -> Self {
        let mut tree = Self::default();
        for (index, module) in modules.iter().enumerate() {
            let is_there = if index == 0 { chance.below(10) != 0 } else { chance.below(3) == 0 };
            if is_there {
                tree.add(chance, module);
            }
        }
        let faults = chance.below(4);
        for answer in tree.answers.values_mut() {
            if faults > 2 && chance.below(8) == 0 {
                *answer = Answer::fault(chance);
            }
        }
        tree
    }

    fn add(&mut self, chance: &mut Chance, module: &str) {
        let pool = if module.ends_with("/v2") { SECOND } else { VERSIONS };
        let mut own = BTreeMap::new();
        for _ in 0..=chance.below(5) {
            let version = chance.pick(pool);
            own.insert(version.to_owned(), drawn(chance, module, version));
        }
        let own: Vec<ModuleVersion> = own.into_values().collect();
        let mut answers = Answers::new();
        for version in &own {
            parts(chance, version, &mut answers);
        }
        answers.insert("@v/list".to_owned(), list(chance, &own));
        if let Some(latest) = latest(chance, &own) {
            answers.insert("@latest".to_owned(), latest);
        }
        revisions(chance, &own, &mut answers);
        let escaped = module::escape(module).unwrap();
        let placed =
            answers.into_iter().map(|(rest, answer)| (format!("/{escaped}/{rest}"), answer));
        self.answers.extend(placed);
        self.versions.extend(own);
    }
}

/// A version with nothing remarkable.
pub(super) fn plain(module: &str, version: &str) -> ModuleVersion {
    let name = |text: &str| Name::new(0..0, text.to_owned());
    let go_mod = format!("module {module}\n\ngo 1.21\n");
    let files = [("go.mod", go_mod.as_str()), ("m.go", "package m\n")];
    ModuleVersion {
        module: name(module),
        version: name(version),
        tree: "public".to_owned(),
        time: "2024-01-01T00:00:00Z".to_owned(),
        revisions: Vec::new(),
        files: files.map(|(path, text)| (path.to_owned(), text.to_owned())).into(),
        go_mod: None,
        zip_prefix: None,
        info_version: None,
        unlisted: false,
    }
}

/// What a proxy answers that has these versions of `module`.
pub(super) fn answers(module: &str, versions: &[ModuleVersion]) -> Answers {
    let mut answers = Answers::new();
    let mut names = String::new();
    for version in versions {
        let name = version.version.get_ref();
        let mut put = |end: &str, body: Vec<u8>| {
            answers.insert(format!("/{module}/@v/{name}.{end}"), Answer::ok(body));
        };
        put("info", json!({ "Version": name, "Time": version.time }).to_string().into());
        put("mod", version.go_mod().into());
        put("zip", version.zip());
        names += name;
        names += "\n";
    }
    answers.insert(format!("/{module}/@v/list"), Answer::ok(names));
    answers
}

fn drawn(chance: &mut Chance, module: &str, version: &str) -> ModuleVersion {
    let go_mod = go_mod(chance, module);
    let mut files = files(chance, module);
    if chance.below(8) != 0 && !version.ends_with("+incompatible") {
        files.insert("go.mod".to_owned(), go_mod.clone());
    }
    let prefix = (chance.below(30) == 0).then(|| "other@v1.0.0/".to_owned());
    let name = |text: &str| Name::new(0..0, text.to_owned());
    let own = !version.ends_with("+incompatible") && chance.below(15) != 0;
    ModuleVersion {
        module: name(module),
        version: name(version),
        tree: "public".to_owned(),
        time: if version.contains("20240102") { COMMIT_TIME } else { "2024-01-01T00:00:00Z" }
            .to_owned(),
        revisions: Vec::new(),
        files,
        go_mod: own.then_some(go_mod),
        zip_prefix: prefix,
        info_version: None,
        unlisted: chance.below(10) == 0,
    }
}

fn go_mod(chance: &mut Chance, module: &str) -> String {
    let line = format!("module {module}\n");
    let named = match chance.below(50) {
        0 => "module other.onion/x\n".to_owned(),
        1 => format!("module {module}/v2\n"),
        2 => format!("module {}\n", module.to_ascii_uppercase()),
        3 => String::new(),
        4 => format!("module \"{module}\" // quoted\n"),
        5 => "module\n".to_owned(),
        6 => "modul x\n".to_owned(),
        7 | 8 => format!("// Deprecated: use other.onion/y\n// instead.\n{line}"),
        9 => format!("{line}module again.onion\n"),
        _ => line,
    };
    let go = chance.pick(&[
        "",
        "",
        "\ngo 1.21\n",
        "\ngo 1.21\n",
        "\ngo 1.21\n",
        "\ngo 1.21\n",
        "\ngo 1.21\n",
        "\ngo 1.21\n",
        "\ngo 1.21\n",
        "\ngo 1.20\n",
        "\ngo 1.16\n",
        "\ngo 1.24.1\n",
        "\ngo 1.28\n",
        "\ngo 1.30.2\n",
        "\ngo 1\n",
        "\ngo 1.21\ntoolchain go1.99.1\n",
        "\ngo 1.21x\n",
    ]);
    let more = chance.pick(&[
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "\nretract v1.0.0 // published by accident\n",
        "\nretract [v1.0.0, v1.2.0]\n",
        "\n// All of them.\nretract (\n\tv0.1.0\n\t[v1.0.0, v1.10.0]\n)\n",
        "\nretract [v2.0.0, v2.1.0] // bad\n",
        "\nretract v1\n",
        "\nretract v3.1.0+incompatible\n",
        "\nignore ./x\n",
        "\ntool x.onion/y\n",
        "\nnovelty x\n",
        "\nexclude other.onion/z v1.0.0\n",
    ]);
    format!("{named}{go}{more}")
}

fn files(chance: &mut Chance, module: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut put = |name: &str, text: &str| files.insert(name.to_owned(), text.to_owned());
    match chance.below(8) {
        0 => put("README", "none\n"),
        1 => put("own.go", "//go:build ignore\n\npackage own\n"),
        2 => put("own_test.go", "package own\n"),
        _ => put("own.go", "package own\n"),
    };
    match chance.below(6) {
        0 => put("pkg/pkg_windows.go", "package pkg\n"),
        1 => put("pkg/text.txt", "none\n"),
        2 => None,
        _ => put("pkg/pkg.go", "package pkg\n"),
    };
    match chance.below(25) {
        0 => put("sub/go.mod", &format!("module {module}/sub\n")),
        1 => put("PKG/PKG.go", "package other\n"),
        2 => put("a b/c?.go", "package c\n"),
        3 | 4 => put("sub/sub.go", "package sub\n"),
        5 => put("vendor/x.onion/y/y.go", "package y\n"),
        _ => None,
    };
    files
}

/// `.info`, `.mod` and `.zip` of a version.
fn parts(chance: &mut Chance, version: &ModuleVersion, answers: &mut Answers) {
    let escaped = escape_version(version.version.get_ref(), Version::NEWEST).unwrap();
    let mut put = |end: &str, answer| answers.insert(format!("@v/{escaped}.{end}"), answer);
    if chance.below(12) != 0 {
        let info = info(chance, version);
        put("info", Answer::ok(info));
    }
    if chance.below(20) != 0 {
        put("mod", Answer::ok(version.go_mod()));
    }
    let zip = version.zip();
    match chance.below(20) {
        0 => None,
        1 => put("zip", Answer { end: End::Short, ..Answer::ok(zip) }),
        2 => put("zip", Answer::ok(&zip[..zip.len() / 2])),
        _ => put("zip", Answer::ok(zip)),
    };
}

fn info(chance: &mut Chance, version: &ModuleVersion) -> String {
    let (name, time) = (version.version.get_ref(), &version.time);
    match chance.below(48) {
        0 => json!({ "Version": name }).to_string(),
        1 => json!({ "Version": chance.pick(VERSIONS), "Time": time }).to_string(),
        2 => json!({ "Time": time }).to_string(),
        3 => json!({ "Version": name, "Time": "yesterday" }).to_string(),
        4 => json!({ "Version": name, "Time": "2024-05-06T07:08:09.123456789+02:00" }).to_string(),
        5 => format!("{{\"Version\":\"{name}\""),
        6 => json!({ "version": name, "time": time, "Name": "n", "Short": "s", "More": [1] })
            .to_string(),
        7 => {
            json!({ "Version": name, "Time": time, "Origin": { "VCS": "git", "URL": "https://x" } })
                .to_string()
        }
        8 => json!({ "Version": 1 }).to_string(),
        9 => json!({ "Version": format!("{name}x"), "Time": time }).to_string(),
        _ => json!({ "Version": name, "Time": time }).to_string() + chance.pick(&["", "\n"]),
    }
}

fn list(chance: &mut Chance, own: &[ModuleVersion]) -> Answer {
    let listed = own.iter().filter(|version| !version.unlisted);
    let mut lines: Vec<&str> = listed.map(|version| version.version.get_ref().as_str()).collect();
    if chance.below(4) == 0 {
        lines.extend((0..=chance.below(3)).map(|_| chance.pick(JUNK)));
    }
    if chance.below(3) == 0 {
        lines.reverse();
    }
    let end = chance.pick(&["\n", "\n", "\n", "\r\n"]);
    Answer::ok(lines.iter().flat_map(|line| [*line, end]).collect::<String>())
}

fn latest(chance: &mut Chance, own: &[ModuleVersion]) -> Option<Answer> {
    let version = &own[chance.below(own.len())];
    (chance.below(3) == 0).then(|| Answer::ok(info(chance, version)))
}

fn revisions(chance: &mut Chance, own: &[ModuleVersion], answers: &mut Answers) {
    for _ in 0..chance.below(3) {
        let version = &own[chance.below(own.len())];
        let name = escape_version(chance.pick(REVISIONS), Version::NEWEST).unwrap();
        answers.insert(format!("@v/{name}.info"), Answer::ok(info(chance, version)));
    }
}
