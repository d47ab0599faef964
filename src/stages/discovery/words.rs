//! What the steps of discovery say of themselves.

use super::words_page::{self, tag};
use crate::{
    findings::{Line, StepVerdict, Words},
    stages::{stage::StepSeen, vcs::words::run, wire::words},
    trace::{
        self, Concluded, Conclusion, Event, GovcsJudged, Matched, Of as _, Pinged, RanEnd, Root,
        SuffixLooked, TableLooked, Told as _, Validated, Verified, discovery::Fact,
    },
};

/// The words for a fact that says all of its step.
pub(crate) fn one(fact: &trace::Fact, seen: &StepSeen<'_>) -> Option<Words> {
    Some(match Fact::of(fact)? {
        Fact::TableLooked(looked) => table(looked, seen.path),
        Fact::Matched(Matched { import, error, .. }) => {
            let tag = import.as_ref().map(tag).unwrap_or_default();
            Words::judged(error.as_ref(), format!("go-import {tag}"))
        }
        Fact::Validated(Validated { error }) => {
            Words::judged(error.as_ref(), "repo root, VCS and subdirectory may stand")
        }
        Fact::GovcsJudged(judged) => govcs(judged),
        Fact::Concluded(Concluded { conclusion }) => root(conclusion),
        _ => return None,
    })
}

fn govcs(judged: &GovcsJudged) -> Words {
    let GovcsJudged { vcs, private, rule, error, .. } = judged;
    let side = if *private { "private" } else { "public" };
    let aside = rule.as_ref().map(|rule| format!("GOVCS {rule}")).unwrap_or_default();
    let words = Words::judged(error.as_ref(), format!("{vcs} is allowed for this {side} path"));
    Words { aside, ..words }
}

fn table(looked: &TableLooked, path: &str) -> Words {
    let TableLooked { row, root, error } = looked;
    let Some(row) = row else {
        let host = path.split('/').next().unwrap_or(path);
        return Words::new(StepVerdict::Skip, format!("no row for {host}"));
    };
    let says = root.as_ref().map(|root| format!("root {root}")).unwrap_or_default();
    Words { aside: format!("row {row}"), ..Words::judged(error.as_ref(), says) }
}

pub(crate) fn suffix(seen: &StepSeen<'_>) -> Words {
    let facts = || seen.events.iter().copied();
    let Some(found) = facts().told::<SuffixLooked>().find_map(|looked| looked.found.as_ref())
    else {
        return Words::new(StepVerdict::Skip, "no element ends in .git, .hg, .svn or .fossil");
    };
    let lines: Vec<Line> = pings(seen.events).collect();
    let mut pinged = facts().told::<Pinged>().peekable();
    let unasked = pinged.peek().is_none();
    let answered = pinged.any(|it| it.ran.end == RanEnd::Exited { status: Some(0) });
    let verdict = if answered || unasked { StepVerdict::Pass } else { StepVerdict::Fail };
    let says = format!("{} repository {}", found.vcs.name(), found.root);
    Words { lines, ..Words::new(verdict, says) }
}

/// What the VCS tools among `events` said.
pub(crate) fn pings(events: &[&Event]) -> impl Iterator<Item = Line> {
    events.iter().copied().told::<Pinged>().flat_map(|pinged| run(&pinged.ran))
}

pub(crate) fn verify(seen: &StepSeen<'_>) -> Words {
    let fetch = words::words(seen);
    let judged = seen.events.iter().copied().told::<Verified>().next().map(|it| {
        Words::judged(it.error.as_ref(), format!("the page of {} says the same", it.prefix))
    });
    let mut lines = fetch.lines.clone();
    lines.extend(words_page::words(seen).lines);
    Words { lines, ..judged.unwrap_or(fetch) }
}

fn root(conclusion: &Conclusion) -> Words {
    match conclusion {
        Conclusion::Found { root } => Words::new(StepVerdict::Pass, found(root)),
        Conclusion::Answered | Conclusion::HandshakeOnly => Words::default(),
        Conclusion::Failed { .. } => Words::new(StepVerdict::Fail, "no repository root"),
        Conclusion::Limit { limit } => {
            Words::new(StepVerdict::Fail, format!("the doctor stopped: limit {limit}"))
        }
        Conclusion::Unknown { missing } => {
            Words::new(StepVerdict::Skip, format!("not known: missing is {missing}"))
        }
    }
}

pub(crate) fn found(root: &Root) -> String {
    let subdir =
        if root.subdir.is_empty() { String::new() } else { format!(", directory {}", root.subdir) };
    format!("{} {} for {}{subdir}", root.vcs, root.repo, root.path)
}
