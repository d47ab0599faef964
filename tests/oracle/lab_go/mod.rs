//! What every scenario of the lab expects is held to the real go command, and what we say for an
//! older release to the go command of that release.
//!
//! Needs `GOGET_DOCTOR_GO` (the go command) and `GOGET_DOCTOR_ORACLE` (its resolver), or
//! `GOGET_DOCTOR_GOROOTS`: a folder with `VERSION/go` and `VERSION/oracle`.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

#[cfg(unix)]
mod again;
mod command;
mod lint;
#[cfg(unix)]
mod prefixes;
#[cfg(unix)]
mod states;

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
};

use self::command::Said;
use crate::support::scenario;
use goget_doctor::{
    go::version::Version,
    lab::{self, Expect, Judge, Lab, Outcome, Root, Scenario, Until},
    pipeline::{self, Options},
    report::Report,
    trace::CommandEnded,
    world::World,
};
use regex::Regex;
use tokio::{io::AsyncWriteExt as _, sync::Semaphore, task::JoinSet};

/// The commands of one release that judge.
struct Judges {
    release: Version,
    go: PathBuf,
    oracle: PathBuf,
    turns: Semaphore,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_real_go_says_what_scenarios_expect() {
    let mut wrong = Vec::new();
    for judges in judges() {
        let release = judges.release;
        let found = differences(Arc::new(judges)).await;
        wrong.extend(found.into_iter().map(|text| format!("go {release}, {text}")));
    }
    assert!(wrong.is_empty(), "{} differences:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

async fn differences(judges: Arc<Judges>) -> Vec<String> {
    let mut plays = JoinSet::new();
    for (name, text) in lab::list().iter().filter(|(name, _)| is_wanted(name)) {
        let scenario = Scenario::parse(name, text).unwrap();
        if !scenario::is_playable(&scenario) {
            continue;
        }
        for (number, cure) in (1..).zip(&scenario.cure) {
            let name = format!("{name}, cure {number}");
            plays.spawn(play(judges.clone(), name, scenario.cured(cure)));
        }
        plays.spawn(play(judges.clone(), (*name).to_owned(), scenario));
    }
    let mut wrong: Vec<String> = Vec::new();
    while let Some(played) = plays.join_next().await {
        wrong.extend(played.unwrap());
    }
    wrong.sort();
    wrong
}

/// Whether the scenario is among those that `GOGET_DOCTOR_SCENARIO` names by a part of them.
fn is_wanted(name: &str) -> bool {
    let world = World::real();
    let wanted = world.var("GOGET_DOCTOR_SCENARIO").and_then(OsStr::to_str);
    wanted.is_none_or(|part| name.contains(part))
}

/// The releases at hand; none, and a loud line, where there is no go command.
fn judges() -> Vec<Judges> {
    let world = World::real();
    let judges = |release, go: &OsStr, oracle: &OsStr| Judges {
        release,
        go: go.into(),
        oracle: oracle.into(),
        turns: Semaphore::new(6),
    };
    if let Some(roots) = world.var("GOGET_DOCTOR_GOROOTS") {
        let found = releases(Path::new(roots)).into_iter();
        return found
            .map(|(release, dir)| {
                judges(release, dir.join("go").as_os_str(), dir.join("oracle").as_os_str())
            })
            .collect();
    }
    if let (Some(go), Some(oracle)) =
        (world.var("GOGET_DOCTOR_GO"), world.var("GOGET_DOCTOR_ORACLE"))
    {
        vec![judges(Version::NEWEST, go, oracle)]
    } else {
        use std::io::Write as _;
        let line = "SKIPPED: lab_go needs GOGET_DOCTOR_GO and GOGET_DOCTOR_ORACLE\n";
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        Vec::new()
    }
}

/// The folders below `roots` that are named after a release and hold its commands.
#[expect(clippy::disallowed_methods, reason = "a test looks for its judges")]
fn releases(roots: &Path) -> Vec<(Version, PathBuf)> {
    let folders = std::fs::read_dir(roots).unwrap().map(|entry| entry.unwrap().path());
    let release = |dir: PathBuf| {
        let name = dir.file_name()?.to_str()?.parse().ok()?;
        dir.join("oracle").exists().then_some((name, dir))
    };
    let mut found: Vec<(Version, PathBuf)> = folders.filter_map(release).collect();
    found.sort();
    found
}

/// How often a scenario is played until go says what is expected: go's own goroutines race, and the
/// first of two true errors is what it tells (`certificate required` or `client conn could not be
/// established` of one refused handshake).
const PLAYS: u32 = 4;

async fn play(judges: Arc<Judges>, name: String, scenario: Scenario) -> Vec<String> {
    let _turn = judges.turns.acquire().await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..PLAYS {
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let run = Run { judges: &judges, world: exported(&lab), lab };
        let differences = run.judge().await;
        if differences.is_empty() {
            return Vec::new();
        }
        seen.push(differences.join("\n"));
    }
    seen.dedup();
    vec![format!("{name}: {}", seen.join("\nthen: "))]
}

/// A world with the lab's exports alone.
fn exported(lab: &Lab) -> World {
    let mut world = World::empty();
    if let Some(path) = World::real().var("PATH") {
        world.set("PATH", path);
    }
    for (name, value) in lab.exports() {
        world.set(name, value);
    }
    world
}

struct Run<'a> {
    judges: &'a Judges,
    world: World,
    lab: Lab,
}

impl Run<'_> {
    async fn judge(&self) -> Vec<String> {
        let scenario = self.lab.scenario();
        match scenario.stated(self.judges.release) {
            Some(expect) => self.expected(expect).await,
            None if scenario.until != Until::Root => {
                self.behind_as_we_say().await.into_iter().collect()
            }
            None => self.as_we_say().await.into_iter().collect(),
        }
    }

    /// Where our own answer for the release and its go command part.
    async fn as_we_say(&self) -> Option<String> {
        let scenario = self.lab.scenario();
        let mut options = scenario::options(scenario);
        options.go = Some(self.judges.release);
        let path = OsStr::new(&scenario.path);
        // A lab of our own: routes may answer the second request otherwise.
        let lab = Lab::start(scenario, &World::real()).await.unwrap();
        let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
        let ours = Report::of(&trace);
        let (said, by) = match (&scenario.expect.go, ours.verdict.root().as_ref()) {
            (Judge::Cannot(_), _) => return None,
            (Judge::Command, Some(_)) if self.command().await.ok => return None,
            // The command may fail behind the root.
            (_, Some(root)) => (self.asked(&root.path).await, "resolver"),
            (Judge::Resolver, None) => (self.asked(&scenario.path).await, "resolver"),
            (Judge::Command, None) => (self.command().await.error.map_or(Ok(None), Err), "command"),
        };
        let said =
            said.map(|root| root.map(|root| root.to_string())).map_err(|text| timeless(&text));
        let root = ours.verdict.root().as_ref().map(|root| scenario::root(root).to_string());
        let ours = match (ours.verdict.finds(), ours.verdict.error()) {
            (_, Some(error)) => Err(timeless(&lab.as_played(error))),
            (Some(true), None) => Ok(root),
            // A limit of our own, or no verdict.
            _ => return None,
        };
        (ours != said).then(|| format!("the {by} says\n  {said:?}\nwe say\n  {ours:?}"))
    }

    /// Where the command that we play by the rules of the release and its go command part.
    async fn behind_as_we_say(&self) -> Option<String> {
        let scenario = self.lab.scenario();
        if matches!(scenario.expect.go, Judge::Cannot(_)) {
            return None;
        }
        let options = Options { go: Some(self.judges.release), ..scenario::options(scenario) };
        let lab = Lab::start(scenario, &World::real()).await.unwrap();
        let argument = scenario.argument();
        let path = OsStr::new(&argument);
        let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
        let ended = trace.first::<CommandEnded>();
        let ours = ended.map(|ended| timeless(&lab.as_played(&ended.stderr)));
        let ours = (Report::of(&trace).verdict.ok(), ours);
        let said = self.command().await;
        let theirs = (Some(said.ok), Some(timeless(said.stderr())));
        (ours != theirs).then(|| format!("the command says\n  {theirs:?}\nwe say\n  {ours:?}"))
    }

    async fn asked(&self, path: &str) -> Result<Option<Root>, String> {
        self.resolver(path).await.map(Some)
    }

    async fn expected(&self, expect: &Expect) -> Vec<String> {
        let mut differences = Vec::new();
        if expect.go == Judge::Resolver || expect.root.is_some() {
            let scenario = self.lab.scenario();
            let root = expect.root.as_ref().filter(|_| !scenario.module);
            let said = self.resolver(root.map_or(&scenario.path, |root| &root.path)).await;
            let (root, error) = (said.as_ref().ok(), said.as_ref().err().map(String::as_str));
            differences.extend(expect.differences(Outcome {
                ok: Some(error.is_none()),
                root,
                error,
                ..Outcome::default()
            }));
        }
        if expect.go == Judge::Command {
            let until = self.lab.scenario().until;
            let said = self.command().await;
            differences.extend(behind(expect, until).differences(said.outcome(until)));
        }
        differences
    }

    /// What the go command says.
    async fn command(&self) -> Said {
        command::ask(&self.judges.go, &self.world, &self.lab).await
    }

    /// What go's resolver says of a path.
    async fn resolver(&self, path: &str) -> Result<Root, String> {
        let request = format!("{{\"op\":\"discover\",\"path\":{path:?}}}\n");
        let mut command = self.world.command(&self.judges.oracle);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(request.as_bytes()).await.unwrap();
        let output = child.wait_with_output().await.unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let field = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        match answer["err"].as_str() {
            Some(error) => Err(self.lab.as_played(error)),
            None => Ok(Root {
                path: field("root"),
                vcs: field("vcs"),
                repo: field("repo"),
                subdir: field("subdir"),
                by: String::new(),
            }),
        }
    }
}

/// The expectation as the command's whole text is held to it: behind the root the command puts something in front.
fn behind(expect: &Expect, until: Until) -> Expect {
    let front = if until == Until::Root { "" } else { "…" };
    let error = expect.error.as_ref().map(|error| format!("{front}{error}"));
    Expect { error, ..expect.clone() }
}

/// The text without the times and the ports in it, which differ from run to run, and with the user of a URL masked as we
/// mask it: go lets git print one, which may be a token.
fn timeless(text: &str) -> String {
    let is_time = |word: &str| word.len() >= 20 && word.ends_with('Z') && word.contains('T');
    let temporary = std::env::temp_dir();
    let is_file = |word: &str| Path::new(word).starts_with(&temporary);
    let hidden = |word| is_time(word) || is_file(word) || word.contains("->");
    let words = text.split(' ').map(|word| if hidden(word) { "…" } else { word });
    let text = words.collect::<Vec<_>>().join(" ");
    // The judge is no whole installation: without GOROOT an absent GOPATH is alike.
    let text = text.replace("warning: GOPATH set to GOROOT () has no effect\n", "");
    let text = Regex::new(r" port \d+").unwrap().replace_all(&text, " port …").into_owned();
    let user = Regex::new(r"(https?://)[^/@\s']+@").unwrap();
    user.replace_all(&text, "${1}xxxxx@").into_owned()
}
