//! The state of a checksum database that a live go leaves, and what becomes of it at a server with another tree: ours
//! comes to what the go command comes to, by the same requests, and changes nothing.

use std::{fs, path::PathBuf};

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};

use super::{Run, exported, judges};

/// A tree: how many records come first, and of which versions there are records then.
type Tree = (u32, &'static [&'static str]);

const BOTH: &[&str] = &["v1.2.0", "v1.2.1"];

/// The state by the tree that it was left by, and the tree at the server.
const STATES: [(&str, Tree, Tree); 4] = [
    ("a state that agrees", (300, BOTH), (300, BOTH)),
    ("an older state", (300, &["v1.2.0"]), (300, BOTH)),
    ("a newer state", (300, BOTH), (300, &["v1.2.0"])),
    ("a state of another tree", (300, BOTH), (310, BOTH)),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn states_lead_to_the_same_second_run() {
    let mut wrong = Vec::new();
    for judges in judges() {
        for (name, left, served) in STATES {
            let first = start(left).await;
            let run = Run { judges: &judges, world: exported(&first), lab: first };
            run.command().await;
            let kept = ["GOMODCACHE", "GOPATH"].map(|name| (name, folder(&run.world, name)));
            let lab = start(served).await;
            let mut world = exported(&lab);
            for (name, folder) in kept.clone() {
                world.set(name, folder);
            }
            let second = Run { judges: &judges, world, lab };
            let forget = || forget(&kept[0].1);
            let difference = second.run_with(&kept.clone(), forget).await;
            wrong.extend(difference.map(|it| format!("go {}, {name}: {it}", judges.release)));
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

async fn start((before, versions): Tree) -> Lab {
    let versions: String = versions.iter().map(|version| of_version(version)).collect();
    let text = format!(
        r#"
about = "A checksum database"
path = "go.example.com/tool"
module = false
until = "package"
query = "v1.2.0"
env = {{ GOPROXY = "https://proxy.example.com", GOSUMDB = "{{key sum.example.com}}" }}
[[host]]
name = "proxy.example.com"
https = {{}}
[[host.route]]
path = "/"
goproxy = "public"
[[host]]
name = "sum.example.com"
https = {{}}
[[host.route]]
path = "/"
sumdb = "sum.example.com"
[[sumdb]]
name = "sum.example.com"
before = {before}
{versions}
[expect]
ok = true
"#
    );
    Lab::start(&Scenario::parse("state", &text).unwrap(), &World::real()).await.unwrap()
}

fn of_version(version: &str) -> String {
    format!(
        "[[version]]\nmodule = \"go.example.com/tool\"\nversion = \"{version}\"\nfiles = {{ \
         \"go.mod\" = \"module go.example.com/tool\\n\", \"tool.go\" = \"package tool\\n\" }}\n"
    )
}

fn folder(world: &World, name: &str) -> PathBuf {
    world.var(name).map(PathBuf::from).unwrap()
}

/// Removes the module and its records from the module cache, so that all but heads and tiles is asked for.
fn forget(cache: &std::path::Path) {
    for folder in ["go.example.com", "sumdb/sum.example.com/lookup"] {
        drop(fs::remove_dir_all(cache.join("cache/download").join(folder)));
    }
}
