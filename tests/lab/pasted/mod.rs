//! Cures made from hostile names: in the runs of all scenarios a word that came from outside gets a tail that means something to
//! a shell, to HTML or to a reader, and the run is judged again. Whatever is printed to be pasted stays one command, or one tag.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod paste;
mod twist;

use std::collections::{BTreeMap, BTreeSet};

use goget_doctor::{report::Report, trace::Trace};

use crate::{
    plays::{self, Played},
    support::rounds::{rounds, seed},
};

/// How many words of each scenario are made hostile.
const WORDS: usize = 1;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_names_are_a_cure_stays_one_command_or_one_tag() {
    let mut chance = twist::Chance::new(seed());
    let (mut lines, mut judged, mut told) = (BTreeMap::new(), 0, BTreeSet::new());
    for one in plays::scenarios().await {
        for _ in 0..rounds(WORDS) {
            let Some(trace) = hostile(one, &mut chance) else { continue };
            judged += 1;
            for finding in Report::of(&trace).findings {
                told.insert(finding.name.clone());
                let made = finding.fix.into_iter().filter(|line| twist::is_in(line));
                lines.extend(made.map(|line| (line, format!("{}: {}", one.name, finding.name))));
            }
        }
    }
    let wrong = paste::wrong(&lines).await;
    assert!(wrong.is_empty(), "seed {}, {} lines:\n{}", seed(), wrong.len(), wrong.join("\n"));
    // Most words do not come near a cure; without those that do, nothing was shown.
    assert!(
        judged >= 200 && lines.len() >= 60 && told.len() >= 100,
        "{judged} {} {}",
        lines.len(),
        told.len()
    );
}

/// The run of a scenario with one hostile word; none where it has no word that its cures hold, or is no run any more.
fn hostile(one: &Played, chance: &mut twist::Chance) -> Option<Trace> {
    let words = twist::words(&one.findings);
    let word = words.get(chance.below(words.len().max(1)))?;
    let saved = Trace::save([&one.trace]);
    let twisted = twist::twisted(&saved, word, chance.tail());
    Some(Trace::load(&twisted, one.name).ok()?.remove(0))
}
