//! Many paths: parts of a run, what `merge` makes of them, and the lines of the page about them.

#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test reads the repository's files")]

use std::{fs, ops::ControlFlow, path::Path, process::Output, sync::Arc};

use goget_doctor::{
    pipeline::{Options, Run},
    trace::Target,
    world::World,
};
use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;
use yaml_rust2::YamlLoader;

use crate::support::child::{child, doctor};

/// A folder with a list of paths of many hosts, one of which names none.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let paths = (0..60).map(|number| format!("h{}.test/p{number}\n", number % 23));
    let list = paths.collect::<String>() + "a b\nh3.test/p3\n";
    fs::write(dir.path().join("modules.txt"), list).unwrap();
    dir
}

fn run(dir: &TempDir, args: &[&str]) -> Output {
    let mut command = doctor();
    command.args(args).current_dir(dir.path()).env("GOPROXY", "off").output().unwrap()
}

fn check(dir: &TempDir, args: &[&str]) -> String {
    let all = [&["check", "--format", "jsonl", "modules.txt"], args].concat();
    text(run(dir, &all))
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

/// A text without the times in it.
fn timeless(text: &str) -> String {
    let times = Regex::new(r#""(micros|at)":[0-9]+"#).unwrap();
    times.replace_all(text, "").into_owned()
}

/// The lines in the order of the input.
fn sorted(text: &str) -> String {
    let index = |line: &str| serde_json::from_str::<Value>(line).unwrap()["index"].as_u64();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    lines.sort_by_key(|line| index(line).unwrap());
    lines.concat()
}

#[test]
fn sixteen_parts_are_one_run() {
    let dir = folder();
    let whole = check(&dir, &["--in-order"]);
    assert_eq!(whole.lines().count(), 62);
    assert_eq!(sorted(&whole), whole);
    assert_eq!(timeless(&sorted(&check(&dir, &[]))), timeless(&whole));
    let mut names = Vec::new();
    for number in (1..=16).rev() {
        let name = format!("{number}.jsonl");
        let part = check(&dir, &["--shard", &format!("{number}/16")]);
        fs::write(dir.path().join(&name), part).unwrap();
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let merged = run(&dir, &[&["merge", "--format", "jsonl"], &names[..]].concat());
    assert_eq!(merged.status.code(), Some(1));
    assert_eq!(timeless(&text(merged)), timeless(&whole));
    let json = run(&dir, &[&["merge", "--json"], &names[..]].concat());
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["summary"]["failed"], 62, "{}", json["summary"]);
    assert_eq!(json["results"][61]["path"], "h3.test/p3");
    let line = run(&dir, &[&["merge", "--format", "line"], &names[..]].concat());
    let alone = text(run(&dir, &["check", "--format", "line", "modules.txt"]));
    assert_eq!(text(line), alone);
}

#[test]
fn parts_that_are_not_those_of_one_run_are_told() {
    let dir = folder();
    let parts = ["1/3", "2/3"].map(|shard| check(&dir, &["--shard", shard]));
    let cut = parts[0].get(..parts[0].len() - 9).unwrap();
    let stopped = check(&dir, &["--shard", "1/3", "--fail-fast"]);
    for (name, part) in [("1", &*parts[0]), ("2", &*parts[1]), ("cut", cut), ("early", &stopped)] {
        fs::write(dir.path().join(name), part).unwrap();
    }
    let merge = |args: &[&str]| {
        let output = run(&dir, &[&["merge"], args].concat());
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stdout).into_owned() + &error(&output),
        )
    };
    let holds = |args: &[&str], status: i32, said: &str| {
        let (code, text) = merge(args);
        assert_eq!(code, Some(status), "{args:?} {text}");
        assert!(text.contains(said), "{args:?} {text}");
    };
    holds(&["1", "2"], 1, "results are there");
    holds(&["1", "1"], 2, "is in 1 and in 1");
    holds(&["cut"], 2, "the file was cut off");
    holds(&["early"], 1, "it stopped after 1 failure");
    holds(&["gone"], 2, "cannot read gone");
    holds(&["modules.txt"], 2, "cannot read modules.txt, line 1");
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn of_paths_without_end_no_more_are_held_than_are_planned() {
    let mut world = World::empty();
    world.set("GOPROXY", "off");
    let options = Options { go: Some("1.27".parse().unwrap()), ..Options::default() };
    let run = Run::open(Arc::new(world), &options).await.unwrap();
    let endless = (0_u64..).map(|number| (number, Target::module(format!("a.test/{number}"))));
    let mut seen = 0;
    let each = |_: u64| {
        seen += 1;
        if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    run.resolve_all(endless, |number, _| number, each).await;
    assert_eq!(seen, 10);
}

/// The examples of the page, with its own program in PATH; `parallel` is xargs where there is no other.
#[test]
fn the_page_about_many_modules_is_tried() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scale.md");
    let page = fs::read_to_string(page).unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        let start = format!("```{kind}\n");
        page.split(&start)
            .skip(1)
            .map(|rest| rest.split("```").next().unwrap().to_owned())
            .collect()
    };
    let yaml: Vec<_> =
        blocks("yaml").iter().map(|text| YamlLoader::load_from_str(text).unwrap()).collect();
    let jobs = &yaml[0][0]["jobs"];
    let matrix = jobs["check"]["steps"][1]["run"].as_str().unwrap();
    let merge = jobs["merge"]["steps"][1]["run"].as_str().unwrap();
    let matrix = format!("for SHARD in 1 2 3 4; do {matrix}; done\n{merge} || test $? = 1\n");
    let pod = &yaml[1][0]["spec"]["template"]["spec"]["containers"][0];
    assert_eq!(yaml[1][0]["spec"]["completions"].as_i64(), Some(16));
    let pod = pod["args"][0].as_str().unwrap();
    let sh = blocks("sh");
    let pod = format!("for JOB_COMPLETION_INDEX in $(seq 0 15); do {pod}; done\n{}", sh[3]);
    let parallel = sh[1].replace("parallel -j 8", "xargs -P 8 -I{} sh -c");
    let made = |script: &str, file: &str| {
        let dir = folder();
        let script = script.replace(".jsonl\n", ".jsonl || test $? = 1\n");
        let script = script.replace("all.html\n", "all.html || test $? = 1\n");
        shell(&dir, &script);
        fs::read_to_string(dir.path().join(file)).unwrap()
    };
    let whole = timeless(&check(&folder(), &["--in-order"]));
    for script in [&sh[0], &parallel, &sh[2], &pod] {
        assert_eq!(timeless(&made(script, "all.jsonl")), whole, "{script}");
    }
    assert!(made(&matrix, "all.sarif").contains("h22.test/p22"));
}

fn shell(dir: &TempDir, script: &str) {
    let command = Path::new(env!("CARGO_BIN_EXE_goget-doctor")).parent().unwrap();
    let output = child("sh")
        .args(["-ec", script])
        .current_dir(dir.path())
        .env("PATH", format!("{}:/usr/bin:/bin", command.display()))
        .env("GOPROXY", "off")
        .output()
        .unwrap();
    assert!(output.status.success(), "{script} {}", error(&output));
}
