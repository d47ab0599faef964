//! `resolve` behind the root: each command to each stage, against module proxies of the lab, in every form.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![cfg(feature = "lab")]

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::support::{
    child::doctor,
    schema::{hold, strict},
};
use goget_doctor::{
    lab::{self, Lab, Scenario},
    world::World,
};

/// A scenario that is served, for commands of our own.
struct Served {
    lab: Lab,
    _runtime: tokio::runtime::Runtime,
}

impl Served {
    fn of(name: &str) -> Self {
        let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
        Self { lab, _runtime: runtime }
    }

    /// What `resolve` prints with these words, and its exit status.
    fn run(&self, words: &str) -> (String, i32) {
        let output = doctor()
            .arg("resolve")
            .args(words.split(' '))
            .envs(self.lab.exports().iter().map(|(name, value)| (name, value)))
            .envs(World::real().var("PATH").map(|path| ("PATH", path)))
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words}");
        (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
    }

    /// The JSON of that, which holds to the schema.
    fn json(&self, words: &str) -> (Value, i32) {
        let (text, status) = self.run(&format!("--json {words}"));
        let value: Value = serde_json::from_str(&text).unwrap();
        hold(strict(), &value);
        (value, status)
    }
}

const TOOL: &str = "go.example.com/tool";

#[test]
fn each_command_goes_to_the_stage_that_is_asked_for() {
    let served = Served::of("goproxy-good");
    for (words, parts) in [
        // A query reads the newest go.mod for its retractions.
        ("--until version", "version module gomod"),
        ("--until module", "version module gomod"),
        ("--until package", "version module gomod zip sum"),
        ("--module --until version", "version module gomod"),
        ("--download --until version", "version module gomod"),
        ("--download --until package", "version module gomod zip sum"),
    ] {
        let (report, status) = served.json(&format!("{words} {TOOL}"));
        assert_eq!((status, &report["ok"]), (0, &json!(true)), "{words}: {report}");
        let decided = words.split(' ').next_back().unwrap();
        assert_eq!(report["decided"], decided, "{words}");
        assert_eq!(report["version"]["version"], "v1.2.0", "{words}");
        let here = |pointer: &str| !report.pointer(pointer).unwrap_or(&Value::Null).is_null();
        let mut seen = Vec::new();
        for (part, pointer) in [
            ("version", "/version"),
            ("module", "/module"),
            ("gomod", "/sum/gomod"),
            ("zip", "/zip"),
            ("sum", "/sum/zip"),
        ] {
            seen.extend(here(pointer).then_some(part));
        }
        assert_eq!(seen.join(" "), parts, "{words}");
    }
}

#[test]
fn what_go_gets_is_told_in_full() {
    let served = Served::of("goproxy-good");
    let (report, _) = served.json(&format!("--until package {TOOL}"));
    assert_eq!(report["version"]["query"], "upgrade");
    assert_eq!(report["version"]["from"], "https://proxy.example.com");
    assert_eq!(report["module"]["go"], "1.21");
    assert_eq!(report["sum"]["zip"]["by"], "database");
    assert_eq!(report["sum"]["zip"]["h1"], report["zip"]["h1"]);
    assert_eq!(report["zip"]["files"], 2);
    assert_eq!(report["stderr"], Value::Null);
    let own = |row: &&Value| row["path"] == TOOL;
    let rows: Vec<&Value> = report["walk"].as_array().unwrap().iter().filter(own).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["outcome"], &rows[0]["next"]), (&json!("found"), &json!("answers")));
    let first = &rows[0]["asked"][0];
    assert_eq!(first["url"], format!("https://proxy.example.com/{TOOL}/@v/list"));
    assert_eq!(first["status"], 200);
    let (screen, _) = served.run(&format!("--until package {TOOL}"));
    assert!(screen.contains("go gets  go.example.com/tool v1.2.0 from https://proxy.example.com"));
    assert!(screen.contains("in the checksum database"), "{screen}");
}

#[test]
fn a_walk_that_fails_says_why_it_goes_on() {
    let served = Served::of("goproxy-404-off");
    let (report, status) = served.json(&format!("--until package {TOOL}"));
    assert_eq!((status, &report["ok"]), (1, &json!(false)));
    assert_eq!(report["error"], "module lookup disabled by GOPROXY=off");
    let stderr = "go: go.example.com/tool: module lookup disabled by GOPROXY=off\n";
    assert_eq!(report["stderr"], stderr);
    let rows = report["walk"].as_array().unwrap().iter().filter(|row| row["path"] == TOOL);
    let rows: Vec<_> = rows.map(|row| (&row["entry"], &row["outcome"], &row["next"])).collect();
    let goes_on = "next: not found, and \",\" goes on after that";
    assert_eq!(
        rows,
        [
            (&json!("https://proxy.example.com"), &json!("not-found"), &json!(goes_on)),
            (&json!("off"), &json!("skipped"), &json!("the last entry")),
        ]
    );
    let (log, _) = served.run(&format!("--until package --format go {TOOL}"));
    assert!(
        log.contains(&format!("# get https://proxy.example.com/{TOOL}/@v/list: 404 Not Found"))
    );
    assert_eq!(log.lines().last(), stderr.lines().last(), "{log}");
}

#[test]
fn repositories_are_asked_where_that_is_wanted() {
    let served = Served::of("goproxy-404-off");
    let (report, status) = served.json(&format!("--until module --direct {TOOL}"));
    assert_eq!((status, &report["version"]["from"]), (0, &json!("direct")), "{report}");
    assert_eq!(report["root"]["repo"], "https://git.example.com/tool.git");
    assert!(!report["commands"].as_array().unwrap().is_empty());
    assert_eq!(report["direct"], true);
}

#[test]
fn what_was_not_recorded_is_not_judged() {
    let served = Served::of("goproxy-good");
    let (report, status) = served.json(&format!("--go 1.20 --until package {TOOL}"));
    assert_eq!((status, &report["ok"]), (3, &Value::Null), "{report}");
    let output = doctor().args(["resolve", "--module", "--download", TOOL]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be used with"));
}

/// What `check` of a build comes to: its status, and its results.
fn checked(served: &Served, dir: &Path, words: &[&str]) -> (i32, Vec<Value>) {
    let mut command = doctor();
    command.args(["check", "--json", "--go", "1.27"]).args(words).current_dir(dir);
    let output = command.envs(served.lab.exports()).output().unwrap();
    let batch: Value = serde_json::from_slice(&output.stdout).unwrap();
    hold(strict(), &batch);
    (output.status.code().unwrap(), batch["results"].as_array().unwrap().clone())
}

#[test]
fn a_build_is_judged_as_its_modules_are_downloaded() {
    let (served, dir) = (Served::of("goproxy-good"), tempfile::tempdir().unwrap());
    let lay = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    lay(
        "go.mod",
        "module m.test\n\ngo 1.24\n\nrequire (\n\tgo.example.com/tool v1.2.0\n\t\
         go.example.com/none v1.0.0\n\tgo.example.com/out v1.0.0\n\tgo.example.com/dir v1.0.0\n)\n\
         exclude go.example.com/out v1.0.0\nreplace go.example.com/dir => ./dir\n",
    );
    fs::create_dir(dir.path().join("dir")).unwrap();
    lay("dir/go.mod", "module go.example.com/dir\n");
    let (status, results) = checked(&served, dir.path(), &[]);
    assert_eq!((status, results.len()), (1, 2), "{results:?}");
    let (tool, none) = (&results[0], &results[1]);
    assert_eq!((&tool["path"], &tool["ok"]), (&json!("go.example.com/tool@v1.2.0"), &json!(true)));
    assert_eq!((&tool["decided"], &tool["zip"]), (&json!("module"), &Value::Null));
    assert_eq!((&none["ok"], &none["source"]["line"]), (&json!(false), &json!(7)));
    assert_eq!(checked(&served, dir.path(), &["--offline"]).0, 3);
    let (_, results) = checked(&served, dir.path(), &["--until", "package"]);
    assert_eq!(
        (&results[0]["decided"], &results[0]["zip"]["files"]),
        (&json!("package"), &json!(2))
    );
    lay(
        "go.sum",
        "go.example.com/tool v1.2.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    );
    let (_, results) = checked(&served, dir.path(), &[]);
    let error = results[0]["error"].as_str().unwrap();
    assert!(error.contains("checksum mismatch"), "{error}");
}
