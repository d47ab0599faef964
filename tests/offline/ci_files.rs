//! The files that other tools read, and the page about them.

#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test reads the repository's files")]

use std::{fs, path::Path};

use crate::support::child::{child, doctor};
use yaml_rust2::{Yaml, YamlLoader};

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn yaml(name: &str) -> Yaml {
    YamlLoader::load_from_str(&text(name)).unwrap().remove(0)
}

/// Every `--option` in `text` is one of `check`'s.
fn hold_options(name: &str, text: &str) {
    let help = doctor().args(["check", "--help"]).output();
    let help = String::from_utf8(help.unwrap().stdout).unwrap();
    let ours = text
        .lines()
        .filter(|line| line.contains("goget-doctor check") || line.starts_with("- `--"));
    let words = ours.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-'));
    for option in words.filter(|word| word.starts_with("--") && word.len() > 2) {
        assert!(help.contains(option), "{name} names {option}");
    }
}

#[test]
fn the_action_is_whole() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let steps = action["runs"]["steps"].as_vec().unwrap();
    assert!(steps.iter().all(|step| step["shell"].as_str() == Some("bash")));
    for step in steps {
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "an input must not be read as a command");
        let checked = child("bash").args(["-n", "-c", script]).status().unwrap();
        assert!(checked.success(), "{script}");
        for (name, value) in step["env"].as_hash().into_iter().flatten() {
            let input = value.as_str().unwrap().trim_start_matches("${{ inputs.");
            let input = input.trim_end_matches(" }}");
            assert!(!action["inputs"][input].is_badvalue(), "{name:?} reads inputs.{input}");
        }
    }
}

/// The action's own script, on a file that has a fault.
#[test]
fn the_action_checks() {
    let steps = &yaml("action.yml")["runs"]["steps"];
    let script = steps.as_vec().unwrap().last().unwrap()["run"].as_str().unwrap().to_owned();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a b.yaml"), "host: a.test\npaths:\n  /x:\n    vcs: git\n").unwrap();
    let command = Path::new(env!("CARGO_BIN_EXE_goget-doctor")).parent().unwrap();
    let output = child("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .current_dir(dir.path())
        .env("PATH", format!("{}:/usr/bin:/bin", command.display()))
        .envs([
            ("INPUTS", "a b.yaml\n"),
            ("ARGS", "--lint\n"),
            ("SARIF", "out.sarif"),
            ("HTML", ""),
        ])
        .env("GITHUB_OUTPUT", dir.path().join("outputs"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("::error file=a b.yaml,line=3,title="), "{said}{:?}", output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(dir.path().join("outputs")).unwrap(), "status=1\n");
    assert!(dir.path().join("out.sarif").exists());
}

#[test]
fn the_job_for_gitlab_is_whole() {
    let jobs = yaml("docs/ci/gitlab.yml");
    let parts = jobs.as_hash().unwrap().values();
    let parts = parts.flat_map(|job| ["before_script", "script"].map(|part| &job[part]));
    let lines: Vec<_> = parts.flat_map(|part| part.as_vec().into_iter().flatten()).collect();
    assert!(lines.len() > 9);
    for line in lines {
        let line = line.as_str().expect("a line of a script is text");
        let checked = child("bash").args(["-n", "-c", line]).status().unwrap();
        assert!(checked.success(), "{line}");
        hold_options("docs/ci/gitlab.yml", line);
    }
    assert!(!jobs["goget-doctor"]["artifacts"]["reports"]["junit"].is_badvalue());
}

/// The comparisons that `.ci/full` names are modules of their test binaries, or scripts.
#[test]
fn the_full_comparisons_are_there() {
    let script = text(".ci/full");
    let (_, names) = script.split_once("names='\n").unwrap();
    let (names, _) = names.split_once("\n'").unwrap();
    assert!(names.lines().count() >= 15);
    for line in names.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, test, _, minutes] = cells[..] else { panic!("{line}") };
        assert!(minutes.parse::<u8>().is_ok(), "{line}");
        let (binary, modules) = test.split_once(' ').unwrap();
        for module in modules.split(' ') {
            let module = module.split("::").next().unwrap_or_default();
            let places = match binary {
                "player" => [format!(".ci/repositories/{module}"), String::new()],
                "bench" => [format!("benches/{module}"), String::new()],
                _ => [
                    format!("tests/{binary}/{module}.rs"),
                    format!("tests/{binary}/{module}/mod.rs"),
                ],
            };
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            assert!(places.iter().any(|place| root.join(place).is_file()), "{line}");
        }
    }
}

#[test]
fn the_hooks_are_whole() {
    for hook in yaml(".pre-commit-hooks.yaml").as_vec().unwrap() {
        for key in ["id", "name", "entry", "language", "files"] {
            assert!(hook[key].as_str().is_some(), "{key}");
        }
        hold_options(".pre-commit-hooks.yaml", hook["entry"].as_str().unwrap());
    }
}

#[test]
fn the_page_names_options_that_exist() {
    hold_options("docs/ci.md", &text("docs/ci.md"));
}
