//! What the steps of discovery say of themselves.

use super::words_page;
use crate::{
    findings::{Line, Verdict, Words},
    go::cmd::meta::Import,
    stages::{vcs::words::run, wire::words},
    trace::{Conclusion, Event, Fact, RanEnd, Root, Trace},
};

pub(crate) fn table(
    row: Option<&String>,
    root: Option<&String>,
    error: Option<&String>,
    path: &str,
) -> Words {
    let host = path.split('/').next().unwrap_or(path);
    match (row, root) {
        (None, _) => Words::new(Verdict::Skip, format!("no row for {host}")),
        (Some(row), Some(root)) => {
            Words { aside: format!("row {row}"), ..Words::judged(error, format!("root {root}")) }
        }
        (Some(row), None) => Words { aside: format!("row {row}"), ..Words::judged(error, "") },
    }
}

pub(crate) fn suffix(events: &[&Event]) -> Words {
    let found = events.iter().find_map(|event| match &event.fact {
        Fact::SuffixLooked { found, .. } => found.as_ref(),
        _ => None,
    });
    let Some(found) = found else {
        return Words::new(Verdict::Skip, "no element ends in .git, .hg, .svn or .fossil");
    };
    let lines: Vec<Line> = events.iter().flat_map(|event| ping(&event.fact)).collect();
    let answered = events.iter().any(|event| {
        matches!(&event.fact, Fact::Pinged { ran, .. } if ran.end == RanEnd::Exited { status: Some(0) })
    });
    let pinged = events.iter().any(|event| matches!(event.fact, Fact::Pinged { .. }));
    let verdict = if answered || !pinged { Verdict::Pass } else { Verdict::Fail };
    let says = format!("{} repository {}", found.vcs.name(), found.root);
    Words { lines, ..Words::new(verdict, says) }
}

pub(crate) fn ping(fact: &Fact) -> Vec<Line> {
    match fact {
        Fact::Pinged { ran, .. } => run(ran),
        _ => Vec::new(),
    }
}

pub(crate) fn verify(events: &[&Event], trace: &Trace) -> Words {
    let fetch = words::words(events, trace);
    let judged = events.iter().find_map(|event| match &event.fact {
        Fact::Verified { prefix, error } => {
            Some(Words::judged(error.as_ref(), format!("the page of {prefix} says the same")))
        }
        _ => None,
    });
    let mut lines = fetch.lines.clone();
    lines.extend(words_page::words(events).lines);
    Words { lines, ..judged.unwrap_or(fetch) }
}

pub(crate) fn root(conclusion: &Conclusion) -> Words {
    match conclusion {
        Conclusion::Found { root } => Words::new(Verdict::Pass, found(root)),
        Conclusion::Shaken => Words::default(),
        Conclusion::Failed { .. } => Words::new(Verdict::Fail, "no repository root"),
        Conclusion::Limit { limit } => {
            Words::new(Verdict::Fail, format!("the doctor stopped: limit {limit}"))
        }
        Conclusion::Unknown { missing } => {
            Words::new(Verdict::Skip, format!("not known: missing is {missing}"))
        }
    }
}

pub(crate) fn found(root: &Root) -> String {
    let subdir =
        if root.subdir.is_empty() { String::new() } else { format!(", directory {}", root.subdir) };
    format!("{} {} for {}{subdir}", root.vcs, root.repo, root.path)
}

/// A tag's content.
pub(crate) fn tag(import: &Import) -> String {
    let repo = import.repo.to_string();
    let fields = [&import.prefix, &import.vcs, &repo, &import.subdir];
    let words: Vec<&str> =
        fields.iter().map(|field| field.as_str()).filter(|f| !f.is_empty()).collect();
    format!("\"{}\"", words.join(" "))
}
