//! The real go against `serve`: what its resolver finds at each path of each configuration, and what its commands make of
//! a module that is found by them. By every release at hand, over TLS and behind nginx.
#![cfg(all(feature = "lab", feature = "serve", unix))]
#![expect(clippy::disallowed_methods, reason = "a test reads files")]

use std::{ffi::OsStr, fs, net::SocketAddr, path::Path, sync::Arc};

use goget_doctor::{
    go::version::Version,
    lab::{Lab, Scenario},
    pipeline::{self, Options},
    report::Report,
    trace::Stage,
    world::World,
};
use serde_json::{Value, json};

use crate::{
    go::{ask, go_commands},
    support::{
        child::child,
        judge::oracles,
        vanity::{Served, Way, rows},
    },
};

/// A root, or an error.
type Found = Result<String, String>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn go_finds_at_every_path_what_we_find() {
    let oracles = oracles("serve");
    if oracles.is_empty() {
        return;
    }
    for way in [Way::Tls, Way::Nginx] {
        let Some(served) = Served::start(way, None, "").await else { continue };
        for (release, oracle) in &oracles {
            let questions: Vec<Value> =
                rows().iter().map(|(path, _)| json!({"op": "discover", "path": path})).collect();
            let mut command = child(oracle);
            command.envs(served.settings()).args(["-j", "4"]);
            let answers =
                tokio::task::spawn_blocking(move || ask(&mut command, &questions)).await.unwrap();
            let mut wrong = Vec::new();
            for ((path, _), answer) in rows().iter().zip(&answers) {
                let (theirs, ours) = (theirs(answer), ours(&served, path, *release).await);
                if theirs != ours {
                    wrong.push(format!("{path}\n  go   {theirs:?}\n  ours {ours:?}"));
                }
            }
            assert!(
                wrong.is_empty(),
                "go {release}, {way:?}, {} of {}\n{}",
                wrong.len(),
                answers.len(),
                wrong.join("\n")
            );
        }
    }
}

fn theirs(answer: &Value) -> Found {
    let field = |name: &str| answer[name].as_str().unwrap_or_default();
    match answer["err"].as_str() {
        Some(error) => Err(error.to_owned()),
        None => {
            Ok(format!("{} {} {} {}", field("root"), field("vcs"), field("repo"), field("subdir")))
        }
    }
}

async fn ours(served: &Served, path: &str, release: Version) -> Found {
    let mut world = World::empty();
    for (name, value) in served.settings() {
        world.set(name, value);
    }
    let options = Options {
        go: Some(release),
        module: true,
        until: Some(Stage::Root),
        direct: true,
        no_probe: true,
        ..Options::default()
    };
    let trace = pipeline::resolve(Arc::new(world), OsStr::new(path), &options).await.unwrap();
    let verdict = Report::of(&trace).verdict;
    match verdict.root() {
        Some(root) => Ok(format!("{} {} {} {}", root.path, root.vcs, root.repo, root.subdir)),
        None => Err(verdict.error().unwrap_or_default().to_owned()),
    }
}

/// A lab with the repository of the module that rules.yaml names.
const REPOSITORY: &str = r#"
about = "The repository behind a served path"
path = "e.example.com/tool"

[[host]]
name = "git.example.com"
https = {}

[[host.route]]
path = "/tool.git"
git = "tool"

[[repo]]
name = "tool"
files = { "go.mod" = "module e.example.com/tool\n", "tool.go" = "package tool\n", "sub/sub.go" = "package sub\n", "v2/go.mod" = "module e.example.com/tool/v2\n", "v2/tool.go" = "package tool\n", "nested/mod/go.mod" = "module e.example.com/tool/nested/mod\n", "nested/mod/mod.go" = "package mod\n" }
tags = ["v0.1.0", "v2.0.0", "nested/mod/v0.3.0"]

[expect]
ok = true
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn go_takes_modules_by_the_paths_that_are_served() {
    let commands = go_commands("serve");
    if commands.is_empty() {
        return;
    }
    let scenario = Scenario::parse("served.toml", REPOSITORY).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let exports = lab.exports();
    let export = |name: &str| {
        exports.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap()
    };
    let others: SocketAddr =
        export("HTTPS_PROXY").strip_prefix("http://").unwrap().parse().unwrap();
    let roots = fs::read_to_string(export("SSL_CERT_FILE")).unwrap();
    for way in [Way::Tls, Way::Nginx] {
        let Some(served) = Served::start(way, Some(others), &roots).await else { continue };
        for (release, go) in &commands {
            let folder = tempfile::tempdir().unwrap();
            let run = |words: &[&str]| run(go, words, folder.path(), &served, &exports);
            let listed = run(&[
                "list",
                "-m",
                "e.example.com/tool@latest",
                "e.example.com/tool/v2@latest",
                "e.example.com/tool/nested/mod@latest",
            ]);
            let wanted = "e.example.com/tool v0.1.0\ne.example.com/tool/v2 v2.0.0\ne.example.com/tool/nested/mod v0.3.0\n";
            assert_eq!(listed, Ok(wanted.to_owned()), "go {release}, {way:?}");
            let got = run(&[
                "get",
                "e.example.com/tool/sub",
                "e.example.com/tool/v2",
                "e.example.com/tool/nested/mod",
            ]);
            assert!(got.is_ok(), "go {release}, {way:?}: {got:?}");
            let unknown = run(&["get", "e.example.com/none"]).unwrap_err();
            assert!(
                unknown.contains("e.example.com serves no module at e.example.com/none"),
                "go {release}, {way:?}: {unknown}"
            );
        }
    }
}

/// What the go command prints in a new module below `folder`; its words where it fails.
fn run(
    go: &Path,
    words: &[&str],
    folder: &Path,
    served: &Served,
    exports: &[(String, String)],
) -> Result<String, String> {
    let module = folder.join("module");
    fs::create_dir_all(&module).unwrap();
    fs::write(module.join("go.mod"), "module m\n\ngo 1.21\n").unwrap();
    let mut command = child(go);
    command
        .current_dir(&module)
        .args(words)
        .env("HOME", folder)
        .env("GOPATH", folder.join("gopath"));
    command.env("GOCACHE", folder.join("cache"));
    // git takes the authorities of the lab by what that exports.
    command.envs(
        exports
            .iter()
            .filter(|(name, _)| name.starts_with("GIT_"))
            .map(|(name, value)| (name, value)),
    );
    let output =
        command.envs(served.settings()).env("GIT_SSL_CAINFO", &served.roots).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}
