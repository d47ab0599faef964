//! A second run, with what the go command left of a scenario in its module cache and of its checksum database: ours reads
//! it, changes nothing there, and comes to what the go command comes to, by the same requests.

#![expect(clippy::disallowed_methods, reason = "a test lays files")]

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use goget_doctor::{
    lab::{self, Judge, Lab, Scenario, Until},
    pipeline::{self, Options},
    report::Report,
    trace::CommandEnded,
    world::World,
};
use tokio::task::JoinSet;

use super::{Judges, Run, exported, is_wanted, judges, timeless};
use crate::support::{scenario, snapshot::snapshot};

/// Requests by host, in order of text.
type Asked = BTreeMap<String, Vec<String>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_run_is_as_gos() {
    let mut wrong = Vec::new();
    for judges in judges() {
        let (release, judges) = (judges.release, Arc::new(judges));
        let mut plays = JoinSet::new();
        for (name, text) in lab::list().iter().filter(|(name, _)| is_wanted(name)) {
            let scenario = Scenario::parse(name, text).unwrap();
            if scenario.until != Until::Root && scenario.expect.go == Judge::Command {
                plays.spawn(play(judges.clone(), (*name).to_owned(), scenario));
            }
        }
        let count = plays.len();
        let found = plays.join_all().await.into_iter().flatten();
        wrong.extend(found.map(|text| format!("go {release}, {text}")));
        assert!(count > 50 || World::real().var("GOGET_DOCTOR_SCENARIO").is_some(), "{count}");
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} differences:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

async fn play(judges: Arc<Judges>, name: String, scenario: Scenario) -> Option<String> {
    let _turn = judges.turns.acquire().await.unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let run = Run { judges: &judges, world: exported(&lab), lab };
    run.again().await.map(|difference| format!("{name}: {difference}"))
}

impl Run<'_> {
    /// Where the second runs part.
    async fn again(&self) -> Option<String> {
        let module = Laid::of(&self.lab.module());
        self.command().await;
        module.lay();
        let kept = ["GOMODCACHE", "GOPATH"];
        let kept = kept.map(|name| (name, self.world.var(name).map(PathBuf::from).unwrap()));
        self.run_with(&kept, || ()).await
    }

    /// Where we and the go command part, with what is in the folders `kept`; `ready` is done to them first.
    pub(super) async fn run_with(
        &self,
        kept: &[(&str, PathBuf)],
        ready: impl Fn(),
    ) -> Option<String> {
        let module = Laid::of(&self.lab.module());
        ready();
        let snapshots = || kept.iter().map(|(_, folder)| snapshot(folder)).collect::<Vec<_>>();
        let (before, cached) = (self.asked_so_far(), snapshots());
        let ours = self.ours(kept).await;
        if cached != snapshots() {
            return Some("something was written to the module cache".to_owned());
        }
        let between = self.asked_so_far();
        module.lay();
        let said = self.command().await;
        let theirs = (Some(said.ok), Some(timeless(said.stderr())));
        let asked = [since(&between, &before), since(&self.asked_so_far(), &between)];
        if ours != theirs {
            return Some(format!("the command says\n  {theirs:?}\nwe say\n  {ours:?}"));
        }
        let [ours, theirs] = asked;
        let same = if said.dies() { among(&theirs, &ours) } else { ours == theirs };
        (!same).then(|| format!("the command asks\n  {theirs:?}\nwe ask\n  {ours:?}"))
    }

    /// What we come to where we believe the cache.
    async fn ours(&self, kept: &[(&str, PathBuf)]) -> (Option<bool>, Option<String>) {
        let scenario = self.lab.scenario();
        let options = scenario::options(scenario);
        let go = Some(self.judges.release);
        let options = Options { go, cache: true, no_probe: true, ..options };
        let argument = scenario.argument();
        let path = OsStr::new(&argument);
        let mut world = self.lab.world();
        for (name, folder) in kept {
            world.set(*name, folder);
        }
        let trace = pipeline::resolve(Arc::new(world), path, &options).await.unwrap();
        let ended = trace.first::<CommandEnded>();
        let ours = ended.map(|ended| timeless(&self.lab.as_played(&ended.stderr)));
        (Report::of(&trace).verdict.ok(), ours)
    }

    fn asked_so_far(&self) -> Asked {
        let counts = self.lab.counts().into_iter();
        let targets = counts.map(|(host, counts)| {
            let requests = counts.requests.into_iter();
            (host, requests.map(|it| format!("{} {}", it.method, it.target)).collect())
        });
        targets.collect()
    }
}

/// Whether all that is in `few` is in `all` too: where go dies it depends on chance what it has asked by then.
fn among(few: &Asked, all: &Asked) -> bool {
    few.iter().all(|(host, asked)| {
        all.get(host).is_some_and(|all| asked.iter().all(|target| all.contains(target)))
    })
}

/// What was asked since `before`.
fn since(now: &Asked, before: &Asked) -> Asked {
    let mut new = Asked::new();
    // The lab's own gateway has no name: go comes by it, we do not.
    for (host, requests) in now.iter().filter(|(host, _)| !host.is_empty()) {
        let old = before.get(host).map_or(0, Vec::len);
        let mut requests = requests[old..].to_vec();
        // At its start go looks for the release that GOTOOLCHAIN names; we name it, and download none.
        requests.retain(|target| !target.contains("/golang.org/toolchain/"));
        requests.sort();
        if !requests.is_empty() {
            new.insert(host.clone(), requests);
        }
    }
    new
}

/// The files of the main module, as they were.
struct Laid(PathBuf, Vec<(&'static str, Option<Vec<u8>>)>);

impl Laid {
    fn of(folder: &Path) -> Self {
        let files = ["go.mod", "go.sum"].map(|name| (name, fs::read(folder.join(name)).ok()));
        Self(folder.to_owned(), files.into())
    }

    fn lay(&self) {
        for (name, text) in &self.1 {
            let file = self.0.join(name);
            match text {
                Some(text) => fs::write(file, text).unwrap(),
                None => drop(fs::remove_file(file)),
            }
        }
    }
}
