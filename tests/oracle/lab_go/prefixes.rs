//! Random prefixes of tags and random paths: the root that is found, and what `go list -m` says and how it ends, as with the go command.

use std::sync::Arc;

use goget_doctor::{
    lab::{Judge, Lab, Scenario, Until},
    world::World,
};
use tokio::task::JoinSet;

use super::{Judges, Run, exported, judges};
use crate::{
    chance::Chance,
    support::rounds::{rounds, seed},
};

const PATHS: &[&str] = &[
    "h.test/a/b",
    "h.test/a/b",
    "h.test/a",
    "h.test/a/b/c",
    "h.test/A/b",
    "h.test/a.b/c",
    "h.test/a~b/c",
    "h.test/a/v2",
    "h.test/a/b/v3",
    "h.test/a-b/c_d",
    "h.test",
    "h.test/a/b/c/d/e",
];

/// What is done to a prefix that would do.
const CHANGES: &[fn(&str, &mut Chance) -> String] = &[
    |prefix, _| prefix.to_owned(),
    |prefix, _| format!("{prefix}/"),
    |prefix, _| format!("{prefix}//"),
    |prefix, _| format!("{prefix}/."),
    |prefix, _| format!("{prefix}."),
    |prefix, _| format!("{prefix}/.."),
    |prefix, _| format!("{prefix}/x"),
    |prefix, _| format!("{prefix}x"),
    |prefix, _| prefix.to_ascii_uppercase(),
    |prefix, _| prefix.replacen('h', "H", 1),
    |prefix, _| prefix.replace('a', "A"),
    |prefix, _| prefix.replace('a', "%61"),
    |prefix, _| prefix.replacen('/', "//", 1),
    |prefix, _| prefix.replacen('/', ":443/", 1),
    |prefix, _| format!("https://{prefix}"),
    |prefix, _| format!("/{prefix}"),
    |prefix, _| format!("{prefix}?go-get=1"),
    |prefix, _| format!("{prefix}#x"),
    |prefix, _| format!("{prefix}\\"),
    |prefix, _| format!("{prefix}\u{e9}"),
    |prefix, _| prefix.replacen("h.test", "other.test", 1),
    |prefix, _| prefix.replace("/b", ""),
    |prefix, chance| prefix[..=chance.below(prefix.len())].to_owned(),
    |prefix, chance| elements(prefix, chance),
    |prefix, chance| elements(prefix, chance) + "/",
    |_, _| ".".to_owned(),
    |_, _| "/".to_owned(),
];

/// The first elements of a path.
fn elements(path: &str, chance: &mut Chance) -> String {
    let all: Vec<&str> = path.split('/').collect();
    all[..=chance.below(all.len())].join("/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_prefixes_are_taken_as_by_go() {
    let mut wrong = Vec::new();
    for judges in judges() {
        let (release, judges) = (judges.release, Arc::new(judges));
        let mut chance = Chance::new(seed());
        let mut plays = JoinSet::new();
        for _ in 0..rounds(20) {
            plays.spawn(play(judges.clone(), text(&mut chance)));
        }
        let found = plays.join_all().await.into_iter().flatten();
        wrong.extend(found.map(|text| format!("go {release}, seed {}: {text}", seed())));
    }
    assert!(wrong.is_empty(), "{} differences:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

async fn play(judges: Arc<Judges>, text: String) -> Option<String> {
    let _turn = judges.turns.acquire().await.unwrap();
    let whole = Scenario::parse("prefix", &text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut root = Scenario { until: Until::Root, ..whole.clone() };
    root.expect.go = Judge::Resolver;
    let lab = Lab::start(&root, &World::real()).await.unwrap();
    let of_root = Run { judges: &judges, world: exported(&lab), lab }.as_we_say().await;
    let lab = Lab::start(&whole, &World::real()).await.unwrap();
    let of_list = Run { judges: &judges, world: exported(&lab), lab }.behind_as_we_say().await;
    let differences: Vec<_> = of_root.into_iter().chain(of_list).collect();
    (!differences.is_empty()).then(|| format!("{text}\n{}", differences.join("\n")))
}

/// A host that has one page for all, with one or two tags, and the repository that they name.
fn text(chance: &mut Chance) -> String {
    let path = chance.pick(PATHS);
    let tags: String = (0..=chance.below(3) / 2).map(|_| tag(path, chance)).collect();
    format!(
        "about = 'x'\npath = '{path}'\nmodule = true\nuntil = 'version'\nenv = {{ GOPROXY = 'direct', GOSUMDB = 'off' }}\n\
         [[host]]\nname = 'h.test'\nhttps = {{}}\n[[host.route]]\npath = '*'\nbody = '''<head>{tags}</head>'''\n\
         [[host]]\nname = 'git.test'\nhttps = {{}}\n[[host.route]]\npath = '/r.git'\ngit = 'r'\n\
         [[repo]]\nname = 'r'\nfiles = {{ 'x.go' = 'package x' }}\ntags = ['v0.1.0', 'b/v0.2.0', 'v2.0.0']\n[expect]\nok = true\n"
    )
}

fn tag(path: &str, chance: &mut Chance) -> String {
    let made = CHANGES[chance.below(CHANGES.len())];
    let prefix = made(path, chance).replace('&', "&amp;");
    format!("<meta name=\"go-import\" content=\"{prefix} git https://git.test/r.git\">")
}
