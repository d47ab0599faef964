//! What our own questions brought, in words.

use crate::{
    findings::Line,
    go::std::{crypto::tls::names, strconv::text::quote},
    trace::{
        self, DefaultChain, MachineSeen, Of as _, Offered, Probed, Question, RootPlace, Seen,
        probe::Fact,
    },
};

/// The lines for an answer to a question that go does not ask.
pub(crate) fn lines(fact: &trace::Fact) -> Vec<Line> {
    let Some(fact) = Fact::of(fact) else { return Vec::new() };
    match fact {
        Fact::Probed(probed) => vec![asked(probed)],
        Fact::RootFound(found) => {
            let by = found.variable.as_ref().map(|name| format!(", which {name} names"));
            let why = match &found.place {
                RootPlace::Unsearched => "go does not read it".to_owned(),
                RootPlace::Replaced(variable) => format!("{variable} takes its place"),
                RootPlace::NotReached => "go stops before it".to_owned(),
                RootPlace::LeftOut { line, why } => format!("go leaves line {line} out: {why}"),
            };
            let aside = format!("holds this CA{}; {why}", by.unwrap_or_default());
            vec![line("", &found.file, aside)]
        }
        Fact::GitRefuses(git) => {
            let aside = format!("git's roots by {}, which do not hold this CA", git.variable);
            vec![line("git", &git.file, aside)]
        }
        Fact::IssuerFetched(fetched) => {
            let aside = if fetched.cures { "go accepts the chain with it" } else { "no help" };
            vec![line("issuer", &fetched.url, aside.to_owned())]
        }
        Fact::OtherChain(other) if other.chain.is_empty() => {
            vec![line("beside", &other.host, "no answer".to_owned())]
        }
        Fact::OtherChain(other) => {
            let aside = if other.accepted { "go accepts its chain" } else { "refused as well" };
            vec![line("beside", &other.host, aside.to_owned())]
        }
        Fact::DefaultChain(DefaultChain(other)) if other.chain.is_empty() => {
            vec![line("no name", &other.host, "no answer".to_owned())]
        }
        Fact::DefaultChain(DefaultChain(other)) => {
            vec![line("no name", &other.host, "what clients get that name no host".to_owned())]
        }
        Fact::Offered(offered) => vec![offer(offered)],
        Fact::MachineSeen(machine) => seen_here(machine),
    }
}

fn asked(probed: &Probed) -> Line {
    let label = match probed.question {
        Question::OverHttp => "over http",
        Question::Parent { .. } => "parent",
        Question::AsBrowser => "as browser",
        Question::Clock => "clock",
        Question::AtAddress { .. } => "elsewhere",
        Question::WithoutQuery => "no query",
        Question::WithQuery => "with query",
        Question::Portal { .. } => "plain http",
        Question::VersionList => "versions",
        Question::Refs => "without login",
    };
    let aside = match (&probed.seen, &probed.error) {
        (Some(seen), _) => answer(&probed.question, seen),
        (None, error) => error.clone().unwrap_or_default(),
    };
    let text = match &probed.question {
        Question::AtAddress { address } => format!("{} at {address}", probed.url),
        _ => probed.url.clone(),
    };
    Line { micros: Some(probed.micros), ..line(label, &text, aside) }
}

fn answer(question: &Question, seen: &Seen) -> String {
    match (question, &seen.location) {
        (Question::Portal { .. }, Some(location)) => {
            return format!("{}, to {location}", seen.status);
        }
        (Question::Portal { .. }, None) => return seen.status.to_string(),
        (Question::Clock, _) => return clock(seen.ahead),
        (Question::VersionList, _) => {
            return format!("{}, begins {}", seen.status, quote(&seen.begins));
        }
        _ => {}
    }
    let tags = match seen.imports.len() {
        0 => "no tag".to_owned(),
        1 => "1 go-import tag".to_owned(),
        count => format!("{count} go-import tags"),
    };
    format!("{}, {tags}", seen.status)
}

/// What a server's clock says, in seconds ahead of this machine's.
fn clock(ahead: Option<i64>) -> String {
    const UNITS: [(u64, &str); 3] = [(86_400, "days"), (3_600, "hours"), (60, "minutes")];
    let Some(ahead) = ahead else { return "it does not say the time".to_owned() };
    let off = ahead.unsigned_abs();
    let side = if ahead < 0 { "behind" } else { "ahead of" };
    match UNITS.iter().find(|(length, _)| off >= 2 * length) {
        Some((length, unit)) => format!("{} {unit} {side} this machine's clock", off / length),
        None => "the same time as here".to_owned(),
    }
}

fn offer(offered: &Offered) -> Line {
    let what = if offered.small { "without the large keys" } else { "every TLS there is" };
    let names = offered.version.map(names::version).into_iter();
    let suite = offered.suite.and_then(names::suite).map(str::to_owned);
    let group = offered.group.and_then(names::group).map(str::to_owned);
    let chosen: Vec<String> = names.chain(suite).chain(group).collect();
    let aside = match (&offered.error, chosen.is_empty()) {
        (Some(error), _) => error.clone(),
        (None, true) => "no answer".to_owned(),
        (None, false) => format!("the server chose {}", chosen.join(", ")),
    };
    line("offer", what, aside)
}

fn seen_here(machine: &MachineSeen) -> Vec<Line> {
    let container = machine.container.iter().map(|file| (file, "this is a container"));
    let preload = machine.preload.iter().map(|value| (value, "LD_PRELOAD"));
    let preloaded = machine.preloaded.iter().map(|it| (&it.file, "its proxies stand here"));
    container
        .chain(preload)
        .chain(preloaded)
        .map(|(text, aside)| line("machine", text, aside.to_owned()))
        .collect()
}

fn line(label: &str, text: &str, aside: String) -> Line {
    Line { label: label.to_owned(), text: text.to_owned(), aside, micros: None }
}
