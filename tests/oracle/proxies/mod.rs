//! Random module proxies: what the real go comes to with them and asks of them, against ours.
//!
//! `GOGET_DOCTOR_SEED` is the seed of the first case, and each further case has the next one. No case leaves this machine:
//! all but loopback is behind an HTTP proxy that is not there.
#![cfg(all(feature = "lab", unix))]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test lays files, and ends where it cannot"
)]

mod again;
mod answer;
mod case;
mod run;
mod server;
mod sumdb;
mod tree;

use std::{collections::BTreeMap, fmt::Write as _, io::Write as _, path::Path};

use goget_doctor::go::version::Version;
use tokio::{runtime::Runtime, task::JoinSet};

use self::{
    case::{Case, Command},
    run::{ASKED, Facts, Placed},
};
use crate::{
    chance::Chance,
    go,
    support::rounds::{rounds, seed},
};

/// How many cases are played by default.
const CASES: usize = 200;
/// How many checksum databases are played by default.
const DATABASES: usize = 60;
/// How many go commands run at a time.
const AT_ONCE: usize = 2;

#[test]
fn modules_come_as_go_gets_them() {
    for (version, go) in go::go_commands("modules_come_as_go_gets_them") {
        come_as_of(&go, version);
    }
}

/// Checksum databases of up to 5,000 records, with something wrong in half of them.
#[test]
fn sums_are_judged_as_go_judges_them() {
    for (version, go) in go::go_commands("sums_are_judged_as_go_judges_them") {
        let seen = the_same(&go, version, sumdb::drawn, rounds(DATABASES));
        let failed = seen.iter().filter(|seen| seen.theirs["ok"] == "false").count();
        assert!((seen.len() / 4..seen.len() * 3 / 4).contains(&failed), "{failed} fail");
        tell(&seen, version);
    }
}

/// How often go came to what.
fn tell(seen: &[Seen], version: Version) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in seen {
        let said = [seen.theirs.get("stderr"), seen.theirs.get("error")];
        let says = |kind: &&&str| said.into_iter().flatten().any(|text| text.contains(**kind));
        let kind = KINDS.iter().find(says).unwrap_or(&"else");
        let passed = seen.theirs["ok"] == "true";
        *counts.entry(if passed { "passes" } else { kind }).or_default() += 1;
    }
    let counts: Vec<_> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let line = format!("go {version}: {} databases: {}\n", seen.len(), counts.join(", "));
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// Parts of go's texts on sums that it refuses.
const KINDS: &[&str] = &[
    "server misbehavior",
    "checksum mismatch",
    "missing from sumdb response",
    "malformed record data",
    "cannot validate record",
    "cannot authenticate record",
    "downloaded inconsistent tile",
    "bad result slice",
    "invalid signature",
    "no verifiable signatures",
    "malformed note",
    "malformed tree note",
    "reading http",
];

fn come_as_of(go: &Path, version: Version) {
    are_worth_it(&the_same(go, version, Case::drawn, rounds(CASES)));
}

/// What became of `count` cases, in which we come to what go comes to.
fn the_same(go: &Path, version: Version, drawn: Draw, count: usize) -> Vec<Seen> {
    let seen = Runtime::new().unwrap().block_on(all(go, version, drawn, count));
    let wrong: Vec<String> = seen.iter().filter_map(Seen::difference).collect();
    let told = wrong.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "go {version}: {} of {} differ\n{told}", wrong.len(), seen.len());
    seen
}

/// A case by its seed.
type Draw = fn(u64) -> Case;

/// How the texts of errors begin of which go dies where it meets them.
const DYING: [&str; 2] = ["go: internal error: ", "verifying "];

/// What became of a case.
struct Seen {
    seed: u64,
    command: Command,
    told: String,
    theirs: Facts,
    ours: Facts,
}

impl Seen {
    /// Whether both came to the same. Where go dies of an error, it depends on chance which requests of other
    /// modules it has made by then.
    fn agrees(&self) -> bool {
        let dies = DYING.iter().any(|begin| self.theirs["stderr"].starts_with(begin));
        let same = |(name, theirs): (&String, &String)| {
            let ours = self.ours.get(name);
            let among =
                |ours: &String| theirs.lines().all(|line| ours.lines().any(|it| it == line));
            ours == Some(theirs) || (dies && name.starts_with(ASKED) && ours.is_some_and(among))
        };
        self.theirs.len() == self.ours.len() && self.theirs.iter().all(same)
    }

    fn difference(&self) -> Option<String> {
        if self.agrees() {
            return None;
        }
        let mut text = format!("--- seed {}: {}\n", self.seed, self.told);
        let names: BTreeMap<_, _> = self.theirs.iter().chain(&self.ours).collect();
        for name in names.into_keys() {
            let [theirs, ours] = [&self.theirs, &self.ours].map(|facts| facts.get(name));
            if theirs != ours {
                let [theirs, ours] =
                    [theirs, ours].map(|it| it.map_or("(nothing)", String::as_str));
                writeln!(text, "{name}, go:\n{theirs}\n{name}, ours:\n{ours}").unwrap();
            }
        }
        Some(text)
    }
}

async fn all(go: &Path, version: Version, drawn: Draw, count: usize) -> Vec<Seen> {
    let (mut tasks, mut seen) = (JoinSet::new(), Vec::new());
    let first = seed();
    for seed in (first..).take(count) {
        if tasks.len() == AT_ONCE {
            seen.extend(tasks.join_next().await.map(Result::unwrap).into_iter().flatten());
        }
        let go = go.to_owned();
        tasks.spawn(async move { compared(seed, drawn(seed), &go, version).await });
    }
    seen.extend(tasks.join_all().await.into_iter().flatten());
    seen.sort_by_key(|seen| seen.seed);
    seen
}

/// A case; every second one again, with what go left in its module cache.
async fn compared(seed: u64, case: Case, go: &Path, version: Version) -> Vec<Seen> {
    let mut placed = Placed::start(case).await;
    let mut all = vec![both(seed, &placed, go, version).await];
    if seed.is_multiple_of(2) {
        placed.goes_on(&mut Chance::new(seed));
        all.push(both(seed, &placed, go, version).await);
    }
    all
}

async fn both(seed: u64, placed: &Placed, go: &Path, version: Version) -> Seen {
    let before = placed.cached();
    let mut ours = placed.ours(version).await;
    assert!(before == placed.cached(), "seed {seed}: something was written to the module cache");
    let theirs = placed.theirs(go).await;
    if placed.is_sum_unsaid() && !theirs.contains_key("sum") {
        ours.remove("sum");
    }
    Seen { seed, command: placed.command(), told: placed.told(), theirs, ours }
}

/// A comparison of nothing proves nothing: each command has to succeed now and then, and to fail.
fn are_worth_it(seen: &[Seen]) {
    for command in [Command::Download, Command::Get, Command::List] {
        for ok in ["false", "true"] {
            let is = |seen: &&Seen| seen.command == command && seen.theirs["ok"] == ok;
            let count = seen.iter().filter(is).count();
            assert!(count >= rounds(CASES) / 200, "{command:?} {ok}: {count}");
        }
    }
}
