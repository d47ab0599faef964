//! The fixes that findings print are applied, as far as a test can, and end in success: with our
//! own resolver, and with the real go where `GOGET_DOCTOR_GO` names one.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod copy;
mod look;
mod order;
mod ours;
mod page;
mod server;
mod shell;
mod table;

use std::{collections::BTreeSet, ffi::OsStr, sync::Arc};

use crate::plays::{self, Played};
use goget_doctor::{
    lab::{Scenario, Until},
    stages::catalogue,
    world::World,
};
use regex::Regex;
use table::How;
use tokio::{sync::Semaphore, task::JoinSet};

/// Each line that was printed, with how it is tried.
fn fixes(played: &Played) -> impl Iterator<Item = (&str, How)> {
    let lines = lines(played);
    let hows = if is_about_certificates(played) {
        vec![How::Tls; lines.len()]
    } else {
        table::hows(played.name, &lines)
    };
    lines.into_iter().zip(hows)
}

fn lines(played: &Played) -> Vec<&str> {
    played.findings.iter().flat_map(|finding| &finding.fix).map(|line| &**line).collect()
}

/// Whether findings about certificates are all there is, which are tried elsewhere.
fn is_about_certificates(played: &Played) -> bool {
    played.findings.iter().all(|finding| finding.name.starts_with("tls-"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_printed_fix_is_in_the_table() {
    let played = plays::scenarios().await;
    let mut wrong = Vec::new();
    for one in played.iter().filter(|one| !is_about_certificates(one)) {
        let lines = lines(one);
        let row = table::hows(one.name, &lines);
        if row.len() != lines.len() {
            wrong.push(format!("{}: {lines:#?} is tried as {row:?}", one.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names: BTreeSet<_> = played.iter().map(|one| one.name).collect();
    for (name, hows) in table::TABLE {
        assert!(
            names.contains(name) || goget_doctor::lab::find(name).is_some(),
            "there is no scenario {name}"
        );
        let reasons = hows.iter().filter_map(|how| match how {
            How::Told(reason) => Some(reason),
            _ => None,
        });
        assert!(reasons.into_iter().all(|reason| !reason.is_empty()), "{name}: no reason");
    }
}

/// A finding that the user cannot mend, since nothing that is printed for it changes anything, says whom to ask.
#[tokio::test(flavor = "multi_thread")]
async fn what_others_have_to_mend_says_whom_to_ask() {
    let asks = r"(?i)\b(ask|have|tell|report)\b[^.]*\b(who|whoever|owner|author|authors|administrator|operator|provider|support)\b";
    let asks = Regex::new(asks).unwrap();
    let findings = plays::scenarios().await.iter().flat_map(|one| &one.findings);
    let left = findings.filter(|finding| finding.fix.iter().all(|line| table::looks(line)));
    let mut wrong = BTreeSet::new();
    for named in left.filter_map(|finding| catalogue::find(&finding.name)) {
        let page = named.page.split_whitespace().collect::<Vec<_>>().join(" ");
        if !asks.is_match(&page) {
            wrong.insert(format!("{}: {page}", named.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_look_can_be_pasted() {
    let all = plays::scenarios().await.iter().flat_map(|one| {
        let lines = lines(one).into_iter().filter(|line| table::is_called(line));
        lines.map(|line| (order::filled_in(line, &one.scenario), one.name))
    });
    let wrong = look::wrong(&all.collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of all fixes that scenarios print, fewer than one in twenty is neither applied nor pasted by a test; each has its reason.
#[tokio::test(flavor = "multi_thread")]
async fn few_fixes_are_not_tried() {
    let all: Vec<_> = plays::scenarios().await.iter().flat_map(fixes).collect();
    let untried = all.iter().filter_map(|(line, how)| match how {
        How::Told(reason) if !table::is_called(line) => Some(format!("{line}: {reason}")),
        _ => None,
    });
    let untried: Vec<_> = untried.collect();
    say(&format!("{} of {} fixes are not tried", untried.len(), all.len()));
    assert!(untried.len() * 20 < all.len(), "of {}: {untried:#?}", all.len());
}

fn say(line: &str) {
    use std::io::Write as _;
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_fixes_lead_to_success() {
    let mut runs = Vec::new();
    for one in plays::scenarios().await {
        for (fix, how) in fixes(one) {
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
                How::Later => one.scenario.cure.first().map(|cure| one.scenario.cured(cure)),
                How::Led => ours::led(fix, &one.scenario),
                How::Server => server::mended(fix, &one.scenario),
                How::Release => ours::by_release(fix, &one.scenario),
                How::Pasted | How::Keys | How::Kept | How::Told(_) | How::Tls => continue,
            };
            let fixed = fixed.unwrap_or_else(|| panic!("{}: {fix} cannot be applied", one.name));
            runs.push(fails(one.name, fix, fixed));
        }
    }
    let wrong: Vec<_> = plays::side_by_side(runs).await.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What go says after the fix, by our own resolver; `None` where it succeeds.
async fn fails(name: &'static str, fix: &str, fixed: Scenario) -> Option<String> {
    let verdict = plays::play(name, fixed, true).await.verdict;
    let said = verdict.error().or(verdict.missing());
    (verdict.finds() != Some(true)).then(|| format!("{name}: after {fix} go says {said:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_fixes_help_the_real_go() {
    let Some(go) = World::real().var("GOGET_DOCTOR_GO").map(ToOwned::to_owned) else {
        say("SKIPPED: fixes needs GOGET_DOCTOR_GO");
        return;
    };
    let turns = Arc::new(Semaphore::new(4));
    let mut runs = JoinSet::new();
    let world = World::real();
    let wanted = world.var("GOGET_DOCTOR_SCENARIO").and_then(OsStr::to_str).unwrap_or_default();
    for one in plays::scenarios().await.iter().filter(|one| one.name.contains(wanted)) {
        for (fix, how) in fixes(one) {
            let (go, turns) = (go.clone(), turns.clone());
            runs.spawn(async move {
                let _turn = turns.acquire().await.unwrap();
                let said = match how {
                    How::Keys => {
                        let scenario = order::with_ssh(fix, &one.scenario);
                        shell::said_after(fix, &one.home, &scenario, &go).await
                    }
                    How::Pasted => shell::said_after(fix, &one.home, &one.scenario, &go).await,
                    How::Later => {
                        let cured = one.scenario.cured(one.scenario.cure.first().unwrap());
                        shell::said_after(fix, &one.home, &cured, &go).await
                    }
                    How::Kept => {
                        let copied = copy::kept(&one.scenario);
                        shell::said_after(fix, &one.home, &copied, &go).await
                    }
                    How::Set => {
                        let filled = order::filled_in(fix, &one.scenario);
                        let fixed = ours::applied(&filled, &one.scenario).unwrap();
                        shell::said(&order::in_order(&fixed, &fixed.path), &fixed.path, &go).await
                    }
                    How::Server => {
                        let fixed = server::mended(fix, &one.scenario).unwrap();
                        shell::said(&order::in_order(&fixed, &fixed.path), &fixed.path, &go).await
                    }
                    How::Led => {
                        let fixed = ours::led(fix, &one.scenario).unwrap();
                        shell::said(&fixed, &fixed.path, &go).await
                    }
                    How::Page if order::is_served(fix) => {
                        let path = order::asked(fix, &one.scenario);
                        let fixed = page::pasted(fix, &one.scenario);
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

async fn ended(runs: JoinSet<Option<String>>) -> Vec<String> {
    let mut wrong: Vec<_> = runs.join_all().await.into_iter().flatten().collect();
    wrong.sort();
    wrong
}
