//! What the path and the way to ask for it say of themselves.

use crate::{
    findings::{StepVerdict, Words},
    go::{
        cmd::proxy_list::{Entry, Route, Source},
        std::strconv::text::lossy,
    },
    stages::stage::StepSeen,
    trace::{self, ArgumentRead, CommandEnded, Of as _, Routed, Settings, Trace, path::Fact},
};

/// The words for a fact about the argument, the path or the route.
pub(crate) fn one(fact: &trace::Fact, seen: &StepSeen<'_>) -> Option<Words> {
    Some(match Fact::of(fact)? {
        Fact::ArgumentRead(read) => argument(read),
        Fact::PathChecked(checked) => Words::judged(checked.error.as_ref(), "valid module path"),
        Fact::Routed(Routed { route, error }) => routed(route.as_ref(), error.as_ref(), seen.trace),
    })
}

fn argument(read: &ArgumentRead) -> Words {
    if let Some(missing) = &read.missing {
        return Words::new(StepVerdict::Skip, format!("cannot be judged without {missing}"));
    }
    let passed = if read.standard { "a package that comes with go" } else { "valid argument" };
    Words::judged(read.error.as_ref(), passed)
}

fn routed(route: Option<&Route>, error: Option<&String>, trace: &Trace) -> Words {
    if let Some(error) = error {
        return Words { aside: origin(trace, "GOPROXY"), ..Words::new(StepVerdict::Fail, error) };
    }
    match route {
        Some(Route::Private(matched)) => {
            let says = format!("direct: {}={} matches", matched.variable, matched.pattern);
            Words { aside: origin(trace, &matched.variable), ..Words::new(StepVerdict::Pass, says) }
        }
        Some(Route::Proxies(entries)) if is_walked(trace) => {
            let first = first_proxy(entries).unwrap_or_default();
            let says = match entries.iter().filter(|it| it.source != Source::NoProxy).count() {
                0 | 1 => format!("GOPROXY: {first}"),
                many => format!("GOPROXY: {first}, then {} more", many - 1),
            };
            Words { aside: origin(trace, "GOPROXY"), ..Words::new(StepVerdict::Pass, says) }
        }
        Some(Route::Proxies(entries)) => {
            let first = first_proxy(entries).unwrap_or_default();
            let says =
                format!("go asks {first} first; judged here is what it finds in direct mode");
            Words { aside: origin(trace, "GOPROXY"), ..Words::new(StepVerdict::Warn, says) }
        }
        _ => Words {
            aside: origin(trace, "GOPROXY"),
            ..Words::new(StepVerdict::Pass, "direct: GOPROXY=direct")
        },
    }
}

/// Whether the run asks whom GOPROXY names.
fn is_walked(trace: &Trace) -> bool {
    trace.first::<CommandEnded>().is_some_and(|ended| !ended.direct)
}

/// The first module proxy of the list, its password masked.
pub(crate) fn first_proxy(entries: &[Entry]) -> Option<String> {
    entries.iter().find_map(|entry| match &entry.source {
        Source::Proxy(url) => Some(lossy(&url.redacted())),
        _ => None,
    })
}

/// Where the value of a setting comes from.
pub(crate) fn origin(trace: &Trace, name: &str) -> String {
    let mut settings = trace.first::<Settings>().into_iter().flat_map(|read| read.settings.iter());
    let found = settings.find(|setting| setting.name == name);
    found.map(|setting| setting.origin.to_string()).unwrap_or_default()
}
