//! The fixes that findings print are applied, as far as a test can, and end in success: with our
//! own resolver, and with the real go where `GOGET_DOCTOR_GO` names one.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod copy;
mod order;
mod ours;
mod page;
mod server;
mod shell;
mod table;

use std::{collections::BTreeSet, ffi::OsStr, sync::Arc};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Lab, Scenario, Until},
    pipeline,
    report::{Finding, Report},
    world::World,
};
use table::How;
use tokio::{
    sync::{OnceCell, Semaphore},
    task::JoinSet,
};

/// A scenario with what was printed for it.
#[derive(Clone)]
struct Played {
    name: &'static str,
    scenario: Scenario,
    /// The home of the run, which fixes may name.
    home: String,
    findings: Vec<Finding>,
}

impl Played {
    /// Each printed line, with how it is tried.
    fn fixes(&self) -> impl Iterator<Item = (&str, How)> {
        let lines = self.lines();
        let hows = if self.is_about_certificates() {
            vec![How::Tls; lines.len()]
        } else {
            table::hows(self.name, &lines)
        };
        lines.into_iter().zip(hows)
    }

    fn lines(&self) -> Vec<&str> {
        self.findings.iter().flat_map(|finding| &finding.fix).map(|line| &**line).collect()
    }

    /// Whether findings about certificates are all there is, which are tried elsewhere.
    fn is_about_certificates(&self) -> bool {
        self.findings.iter().all(|finding| finding.name.starts_with("tls-"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_printed_fix_is_in_the_table() {
    let played = played().await;
    let mut wrong = Vec::new();
    for one in played.iter().filter(|one| !one.is_about_certificates()) {
        let lines = one.lines();
        let row = table::hows(one.name, &lines);
        if row.len() != lines.len() {
            wrong.push(format!("{}: {lines:#?} is tried as {row:?}", one.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names: BTreeSet<_> = played.iter().map(|one| one.name).collect();
    for (name, hows) in table::TABLE {
        assert!(names.contains(name) || lab::find(name).is_some(), "there is no scenario {name}");
        let reasons = hows.iter().filter_map(|how| match how {
            How::Told(reason) => Some(reason),
            _ => None,
        });
        assert!(reasons.into_iter().all(|reason| !reason.is_empty()), "{name}: no reason");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_fixes_lead_to_success() {
    let mut runs = JoinSet::new();
    for one in played().await {
        for (fix, how) in one.fixes() {
            let fixed = match how {
                How::Page => {
                    let page = page::pasted(fix, &one.scenario);
                    let path = order::asked(fix, &one.scenario).to_owned();
                    // A tag leads to the root; whether the repository answers is not its matter.
                    Some(Scenario { path, until: Until::Root, ..page })
                }
                How::Ours | How::Set => {
                    ours::applied(&order::filled_in(fix, &one.scenario), &one.scenario)
                        .map(|fixed| order::in_order(&fixed, &fixed.path))
                }
                How::Led => ours::led(fix, &one.scenario),
                How::Server => server::mended(fix, &one.scenario),
                How::Release => ours::by_release(fix, &one.scenario),
                How::Pasted | How::Keys | How::Kept | How::Told(_) | How::Tls => continue,
            };
            let fixed = fixed.unwrap_or_else(|| panic!("{}: {fix} cannot be applied", one.name));
            runs.spawn(succeeds(one.name, fix.to_owned(), fixed));
        }
    }
    let wrong = ended(runs).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What go says after the fix, by our own resolver; `None` where it succeeds.
async fn succeeds(name: &str, fix: String, fixed: Scenario) -> Option<String> {
    let report = report(&fixed).await.0;
    let said = report.verdict.error().or(report.verdict.missing());
    (report.verdict.finds() != Some(true)).then(|| format!("{name}: after {fix} go says {said:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_fixes_help_the_real_go() {
    let Some(go) = World::real().var("GOGET_DOCTOR_GO").map(ToOwned::to_owned) else {
        use std::io::Write as _;
        std::io::stderr().write_all(b"SKIPPED: fixes needs GOGET_DOCTOR_GO\n").unwrap();
        return;
    };
    let turns = Arc::new(Semaphore::new(4));
    let mut runs = JoinSet::new();
    for one in played().await {
        let lines: Vec<_> = one.fixes().map(|(fix, how)| (fix.to_owned(), how)).collect();
        for (fix, how) in lines {
            let (one, go, turns) = (one.clone(), go.clone(), turns.clone());
            runs.spawn(async move {
                let _turn = turns.acquire().await.unwrap();
                let said = match how {
                    How::Keys => {
                        let scenario = order::with_ssh(&fix, &one.scenario);
                        shell::said_after(&fix, &one.home, &scenario, &go).await
                    }
                    How::Pasted => shell::said_after(&fix, &one.home, &one.scenario, &go).await,
                    How::Kept => {
                        let copied = copy::kept(&one.scenario);
                        shell::said_after(&fix, &one.home, &copied, &go).await
                    }
                    How::Set => {
                        let filled = order::filled_in(&fix, &one.scenario);
                        let fixed = ours::applied(&filled, &one.scenario).unwrap();
                        shell::said(&order::in_order(&fixed, &fixed.path), &fixed.path, &go).await
                    }
                    How::Server => {
                        let fixed = server::mended(&fix, &one.scenario).unwrap();
                        shell::said(&order::in_order(&fixed, &fixed.path), &fixed.path, &go).await
                    }
                    How::Led => {
                        let fixed = ours::led(&fix, &one.scenario).unwrap();
                        shell::said(&fixed, &fixed.path, &go).await
                    }
                    How::Page if order::is_served(&fix) => {
                        let path = order::asked(&fix, &one.scenario);
                        let fixed = page::pasted(&fix, &one.scenario);
                        shell::said(&order::in_order(&fixed, path), path, &go).await
                    }
                    _ => None,
                };
                said.map(|said| format!("{}: after {fix} the real go says {said}", one.name))
            });
        }
    }
    let wrong = ended(runs).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every scenario, played once for all tests.
async fn played() -> &'static [Played] {
    static PLAYED: OnceCell<Vec<Played>> = OnceCell::const_new();
    PLAYED.get_or_init(play_all).await
}

async fn play_all() -> Vec<Played> {
    let mut runs = JoinSet::new();
    let turns = Arc::new(Semaphore::new(4));
    for (name, text) in lab::list() {
        let turns = turns.clone();
        let scenario = Scenario::parse(name, text).unwrap();
        if !scenario::is_playable(&scenario) {
            continue;
        }
        runs.spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            let (report, home) = report(&scenario).await;
            Played { name, scenario, home, findings: report.findings }
        });
    }
    let mut all = runs.join_all().await;
    all.sort_by_key(|one| one.name);
    all
}

async fn ended(runs: JoinSet<Option<String>>) -> Vec<String> {
    let mut wrong: Vec<_> = runs.join_all().await.into_iter().flatten().collect();
    wrong.sort();
    wrong
}

/// What we say of a scenario, and the home of the run.
async fn report(scenario: &Scenario) -> (Report, String) {
    let lab = Lab::start(scenario, &caller()).await.unwrap();
    let options = scenario::options(scenario);
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let home = lab.exports().into_iter().find(|(name, _)| name == "HOME").unwrap().1;
    (Report::of(&pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap()), home)
}

fn caller() -> World {
    let mut caller = World::empty();
    caller.set("PATH", World::real().var("PATH").unwrap_or_default());
    caller
}
