//! What each step says of itself.

use crate::{
    event::{Conclusion, Event, Fact, Held, Ran, RanEnd, Root, Sought, Step},
    go::{
        meta::Import,
        proxy_list::{Route, Source},
        text::lossy,
    },
    trace::Trace,
};

use super::{Line, Verdict, page, requests};

/// A step in words.
#[derive(Default)]
pub(super) struct Words {
    pub verdict: Option<Verdict>,
    pub says: String,
    pub aside: String,
    pub lines: Vec<Line>,
}

/// What is said of a step that go did not come to.
pub(super) const NOT_REACHED: &str = "not reached";

impl Words {
    /// The words for a step with these events, of `path`.
    pub(super) fn of(step: Step, path: &str, events: &[&Event], trace: &Trace) -> Self {
        match step {
            Step::Fetch => requests::words(events, trace),
            Step::Verify => verify(events, trace),
            Step::Meta => page::words(events),
            Step::VcsSuffix => suffix(events),
            _ => events.iter().find_map(|event| one(&event.fact, path, trace)).unwrap_or_default(),
        }
    }

    /// The words for a step that left no event.
    pub(super) fn skipped(step: Step, events: &[&Event]) -> Self {
        let reached = |wanted: Step| events.iter().any(|event| event.step == wanted);
        let ended = concluded(events);
        let says = match (step, ended) {
            (Step::Verify, Some(_)) if reached(Step::Validate) => "the path is the prefix itself",
            (Step::Govcs, Some(Conclusion::Found { .. })) => "not asked for a module proxy",
            (
                Step::VcsSuffix
                | Step::Fetch
                | Step::Meta
                | Step::Match
                | Step::Verify
                | Step::Validate,
                Some(_),
            ) if decided_without_page(events) => "not needed",
            _ => NOT_REACHED,
        };
        Self { verdict: Some(Verdict::Skip), says: says.to_owned(), ..Self::default() }
    }

    pub(super) fn new(verdict: Verdict, says: impl Into<String>) -> Self {
        Self { verdict: Some(verdict), says: says.into(), ..Self::default() }
    }

    fn judged(error: Option<&impl ToString>, passed: impl Into<String>) -> Self {
        match error {
            Some(error) => Self::new(Verdict::Fail, error.to_string()),
            None => Self::new(Verdict::Pass, passed),
        }
    }
}

/// Whether the table or the suffix gave the root, so that no page was needed.
fn decided_without_page(events: &[&Event]) -> bool {
    matches!(concluded(events), Some(Conclusion::Found { root }) if root.by != super::By::Meta)
}

fn concluded<'a>(events: &[&'a Event]) -> Option<&'a Conclusion> {
    events.iter().find_map(|event| match &event.fact {
        Fact::Concluded { conclusion } => Some(conclusion),
        _ => None,
    })
}

/// The words for the steps that leave one fact.
fn one(fact: &Fact, path: &str, trace: &Trace) -> Option<Words> {
    Some(match fact {
        Fact::Settings { error, .. } => Words::judged(error.as_ref(), "read"),
        Fact::ArgumentRead(read) => argument(read),
        Fact::PathChecked { error } => Words::judged(error.as_ref(), "valid module path"),
        Fact::Routed { route, error } => routed(route.as_ref(), error.as_ref(), trace),
        Fact::TableLooked { row, root, error } => {
            table(row.as_ref(), root.as_ref(), error.as_ref(), path)
        }
        Fact::Matched { import, error, .. } => {
            let tag = import.as_ref().map(tag).unwrap_or_default();
            Words::judged(error.as_ref(), format!("go-import {tag}"))
        }
        Fact::Validated { error } => {
            Words::judged(error.as_ref(), "repo root, VCS and subdirectory may stand")
        }
        Fact::GovcsJudged { vcs, private, rule, error, .. } => {
            let side = if *private { "private" } else { "public" };
            let rule = rule.as_ref().map(|rule| format!("GOVCS {rule}")).unwrap_or_default();
            let words =
                Words::judged(error.as_ref(), format!("{vcs} is allowed for this {side} path"));
            Words { aside: rule, ..words }
        }
        Fact::PackageSought(sought) => package(sought),
        Fact::Concluded { conclusion } => root(conclusion),
        _ => return None,
    })
}

fn argument(read: &crate::event::ArgumentRead) -> Words {
    if let Some(missing) = &read.missing {
        return Words::new(Verdict::Skip, format!("cannot be judged without {missing}"));
    }
    let passed = if read.standard { "a package that comes with go" } else { "valid argument" };
    Words::judged(read.error.as_ref(), passed)
}

fn routed(route: Option<&Route>, error: Option<&String>, trace: &Trace) -> Words {
    if let Some(error) = error {
        return Words { aside: origin(trace, "GOPROXY"), ..Words::new(Verdict::Fail, error) };
    }
    match route {
        Some(Route::Private(matched)) => {
            let says = format!("direct: {}={} matches", matched.variable, matched.pattern);
            Words { aside: origin(trace, &matched.variable), ..Words::new(Verdict::Pass, says) }
        }
        Some(Route::Proxies(entries)) => {
            let first = entries.iter().find_map(|entry| match &entry.source {
                Source::Proxy(url) => Some(lossy(&url.redacted())),
                _ => None,
            });
            let first = first.unwrap_or_default();
            let says =
                format!("go asks {first} first; judged here is what it finds in direct mode");
            Words { aside: origin(trace, "GOPROXY"), ..Words::new(Verdict::Warn, says) }
        }
        _ => Words {
            aside: origin(trace, "GOPROXY"),
            ..Words::new(Verdict::Pass, "direct: GOPROXY=direct")
        },
    }
}

/// Where the value of a setting comes from.
fn origin(trace: &Trace, name: &str) -> String {
    let settings = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Settings { settings, .. } => Some(settings),
        _ => None,
    });
    let found = settings.and_then(|all| all.iter().find(|setting| setting.name == name));
    found.map(|setting| setting.origin.to_string()).unwrap_or_default()
}

fn table(row: Option<&String>, root: Option<&String>, error: Option<&String>, path: &str) -> Words {
    let host = path.split('/').next().unwrap_or(path);
    match (row, root) {
        (None, _) => Words::new(Verdict::Skip, format!("no row for {host}")),
        (Some(row), Some(root)) => {
            Words { aside: format!("row {row}"), ..Words::judged(error, format!("root {root}")) }
        }
        (Some(row), None) => Words { aside: format!("row {row}"), ..Words::judged(error, "") },
    }
}

fn suffix(events: &[&Event]) -> Words {
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

fn ping(fact: &Fact) -> Vec<Line> {
    match fact {
        Fact::Pinged { ran, .. } => run(ran),
        _ => Vec::new(),
    }
}

/// A tool that ran, and the beginning of what it said.
fn run(ran: &Ran) -> Vec<Line> {
    let end = match &ran.end {
        RanEnd::Exited { status: Some(0) } => "answers".to_owned(),
        RanEnd::Exited { status: Some(status) } => format!("exit status {status}"),
        RanEnd::Exited { status: None } => "ended by a signal".to_owned(),
        RanEnd::Missing => "no such command in PATH".to_owned(),
        RanEnd::NotStarted { why } => format!("could not be run: {why}"),
        RanEnd::TimedOut { seconds } => format!("no end within {seconds} s"),
    };
    let first = Line {
        label: "run".into(),
        text: ran.argv.join(" "),
        aside: end,
        micros: Some(ran.micros),
    };
    let said = lossy(&ran.stderr.0);
    let rest = said.lines().take(8).map(|line| Line { text: line.to_owned(), ..Line::default() });
    std::iter::once(first).chain(rest).collect()
}

fn verify(events: &[&Event], trace: &Trace) -> Words {
    let fetch = requests::words(events, trace);
    let judged = events.iter().find_map(|event| match &event.fact {
        Fact::Verified { prefix, error } => {
            Some(Words::judged(error.as_ref(), format!("the page of {prefix} says the same")))
        }
        _ => None,
    });
    let mut lines = fetch.lines.clone();
    lines.extend(page::words(events).lines);
    Words { lines, ..judged.unwrap_or(fetch) }
}

fn package(sought: &Sought) -> Words {
    let refused = matches!(sought.held, Some(Held::Refused { .. }));
    let lines = sought.ran.iter().filter(|_| refused).flat_map(run).collect();
    let words = match (&sought.held, &sought.error) {
        (None, _) => Words::new(Verdict::Skip, "git could not look into the repository"),
        (_, Some(error)) => Words::new(Verdict::Fail, error),
        (Some(Held::Folder { files }), None) => {
            let names: Vec<&str> = files.iter().map(|file| file.package.as_str()).collect();
            let name = names.first().copied().unwrap_or_default();
            Words::new(Verdict::Pass, format!("package {name}"))
        }
        (Some(_), None) => Words::new(Verdict::Skip, "not known"),
    };
    let dir = if sought.dir.is_empty() { "top of the repository" } else { &sought.dir };
    Words { aside: dir.to_owned(), lines, ..words }
}

fn root(conclusion: &Conclusion) -> Words {
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

fn found(root: &Root) -> String {
    let subdir =
        if root.subdir.is_empty() { String::new() } else { format!(", directory {}", root.subdir) };
    format!("{} {} for {}{subdir}", root.vcs, root.repo, root.path)
}

/// A tag's content.
pub(super) fn tag(import: &Import) -> String {
    let repo = import.repo.to_string();
    let fields = [&import.prefix, &import.vcs, &repo, &import.subdir];
    let words: Vec<&str> =
        fields.iter().map(|field| field.as_str()).filter(|f| !f.is_empty()).collect();
    format!("\"{}\"", words.join(" "))
}
