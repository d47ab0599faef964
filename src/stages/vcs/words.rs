//! What the run of a VCS tool says of itself.

use crate::{
    findings::{Line, StepVerdict, Words},
    go::std::strconv::text::lossy,
    stages::stage::StepSeen,
    trace::{
        AccessSeen, CacheRead, CommandRan, LoginCame, Ran, RanEnd, RevisionSought, SshSpoke,
        Told as _, VersionsListed,
    },
};

/// A tool that ran, and the beginning of what it said where it failed; go drops the rest too.
pub(crate) fn run(ran: &Ran) -> Vec<Line> {
    let end = match &ran.end {
        RanEnd::Exited { status: Some(0) } => "answers".to_owned(),
        RanEnd::Exited { status: Some(status) } => format!("exit status {status}"),
        RanEnd::Exited { status: None } => "ended by a signal".to_owned(),
        RanEnd::Missing => "no such command in PATH".to_owned(),
        RanEnd::NotStarted { why } => format!("could not be run: {why}"),
        RanEnd::Stopped { limit } => format!("stopped: {limit}"),
        RanEnd::TimedOut { seconds } => format!("no end within {seconds} s"),
    };
    let first = Line {
        label: "run".into(),
        text: ran.argv.join(" "),
        aside: end,
        micros: Some(ran.micros),
    };
    let failed = ran.end != RanEnd::Exited { status: Some(0) };
    let said = if failed { lossy(&ran.stderr.0) } else { String::new() };
    let rest = said.lines().take(8).map(|line| Line { text: line.to_owned(), ..Line::default() });
    std::iter::once(first).chain(rest).collect()
}

/// The words for the commands in a repository: each with its end, and what go took from the last one.
pub(crate) fn repository(seen: &StepSeen<'_>) -> Words {
    let told = || seen.events.iter().copied();
    let ran = told().told::<CommandRan>().flat_map(|ran| run(&ran.ran));
    let access = told().told::<AccessSeen>().flat_map(access);
    let had = told().told::<CacheRead>().map(had);
    let lines =
        had.chain(ran).chain(access).chain(told().told::<SshSpoke>().flat_map(spoken)).collect();
    let words =
        match (told().told::<RevisionSought>().last(), told().told::<VersionsListed>().last()) {
            (Some(sought), _) => {
                let found = sought.found.as_ref().map(|found| found.version.clone());
                Words::judged(sought.error.as_ref(), found.unwrap_or_default())
            }
            (None, Some(listed)) => {
                Words::judged(listed.error.as_ref(), format!("{} versions", listed.count))
            }
            (None, None) => Words::new(StepVerdict::Skip, "nothing was taken from it"),
        };
    Words { lines, ..words }
}

/// A repository that the module cache has already.
fn had(read: &CacheRead) -> Line {
    line(
        "module cache",
        &read.file,
        "a copy of it is asked, the folder itself stays as it is".into(),
    )
}

/// What git would use: the rule that takes the URL, and where a login is.
fn access(seen: &AccessSeen) -> Vec<Line> {
    let rule = seen.rule.as_ref().zip(seen.url.as_ref());
    let rule = rule.map(|(rule, url)| {
        line("rule", &url.to_string(), format!("by {} in {}", rule.key, rule.origin))
    });
    let given = seen.logins.iter().filter(|source| source.came == LoginCame::Login);
    let given =
        given.map(|source| line("login", &source.name, "git has a login from there".into()));
    rule.into_iter().chain(given).collect()
}

/// What ssh says of the server and of the keys.
fn spoken(spoke: &SshSpoke) -> Vec<Line> {
    let key = spoke.host_key.as_ref();
    let key = key.map(|key| {
        line(
            "host key",
            &format!("{} {}", key.kind, key.fingerprint),
            format!("{:?}", key.trust).to_lowercase(),
        )
    });
    let offered = spoke
        .offered
        .iter()
        .map(|key| line("key", &key.key, if key.accepted { "taken" } else { "refused" }.into()));
    let unusable = spoke.unusable.iter().map(|key| line("key", &key.file, key.why.clone()));
    key.into_iter().chain(offered).chain(unusable).collect()
}

fn line(label: &'static str, text: &str, aside: String) -> Line {
    Line { label: label.into(), text: text.to_owned(), aside, micros: None }
}
