//! Recorded folders of roots: what go loads of them decides whether it trusts the chain.

use std::{fs, os::unix::fs::symlink, path::Path};

use crate::support::child::doctor;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use goget_doctor::world::{Laid, World};
use serde_json::Value;

use super::{CHAINS, bare, judged};

const CASES: &str = include_str!("../../../testdata/golden/trust-cases.json");

/// Releases as the recording names them.
const RELEASES: [(&str, &str); 3] = [("1.21.13", "1.21"), ("1.26.6", "1.26"), ("1.27.3", "1.27")];

/// The two files that nobody may read: laid, since root reads everything.
const UNREADABLE: [&str; 2] = ["unreadable.pem", "dir_unread/ca.pem"];

fn lay_out(cases: &Value, dir: &Path) {
    fs::create_dir(dir.join("dir_empty")).unwrap();
    let place = |name: &str| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    for (name, data) in cases["files"].as_object().unwrap() {
        let data = BASE64_STANDARD.decode(data.as_str().unwrap()).unwrap();
        fs::write(place(name), data).unwrap();
    }
    for (name, target) in cases["links"].as_object().unwrap() {
        symlink(target.as_str().unwrap(), place(name)).unwrap();
    }
}

/// The chain that the recorded server sent: it is for proxy.test, from the root in good.pem.
fn chain() -> String {
    let case: Value = serde_json::from_str(CHAINS.lines().next().unwrap()).unwrap();
    case["chain"].as_str().unwrap().to_owned()
}

fn variables(case: &Value, dir: &str) -> Vec<(String, String)> {
    let all = case["env"].as_object().unwrap().iter();
    all.map(|(name, value)| (name.clone(), value.as_str().unwrap().replace("$T", dir))).collect()
}

fn world(case: &Value, dir: &Path) -> World {
    let mut world = bare();
    for (name, value) in variables(case, dir.to_str().unwrap()) {
        world.set(name, value);
    }
    for name in UNREADABLE {
        world.lay(dir.join(name), Laid::Unreadable);
    }
    world
}

/// Names without a directory are looked for in the current one, so they need a process.
fn is_relative(case: &Value) -> bool {
    case["name"].as_str().unwrap().contains("relative")
}

#[tokio::test]
async fn roots_are_those_that_go_loads() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let dir = tempfile::tempdir().unwrap();
    lay_out(&cases, dir.path());
    let (mut wrong, mut count) = (Vec::new(), 0);
    for case in cases["cases"].as_array().unwrap().iter().filter(|case| !is_relative(case)) {
        for (recorded, release) in RELEASES {
            let view = judged(world(case, dir.path()), &chain(), None, "proxy.test", release).await;
            let found = view
                .verdict
                .error()
                .map_or_else(|| "OK".to_owned(), |error| format!("ERR {error}"));
            let expected = case["results"][recorded].as_str().unwrap();
            let expected = expected.replace("trust/", &format!("{}/", dir.path().display()));
            count += 1;
            if found != expected.split(" tls1.3").next().unwrap() {
                wrong.push(format!(
                    "{} {release}\n  go:   {expected}\n  here: {found}",
                    case["name"]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(count == 27 * 3, "{count}");
}

#[test]
fn relative_names_begin_at_the_current_directory() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let dir = tempfile::tempdir().unwrap();
    lay_out(&cases, dir.path());
    fs::write(dir.path().join("chain.pem"), chain()).unwrap();
    let relative: Vec<_> =
        cases["cases"].as_array().unwrap().iter().filter(|case| is_relative(case)).collect();
    assert_eq!(relative.len(), 2);
    for case in relative {
        let mut command = doctor();
        command.args(["certs", "--chain", "chain.pem", "--host", "proxy.test", "--go", "1.27"]);
        command.args(["--at", "2026-11-21"]).current_dir(dir.path());
        let output = command.envs(variables(case, &dir.path().to_string_lossy())).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", case["name"]);
    }
}
