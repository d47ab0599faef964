//! What the path and the way to ask for it say of themselves.

use crate::{
    findings::{Verdict, Words},
    go::{
        cmd::proxy_list::{Route, Source},
        std::strconv::text::lossy,
    },
    trace::{Fact, Trace},
};

pub(crate) fn argument(read: &crate::trace::ArgumentRead) -> Words {
    if let Some(missing) = &read.missing {
        return Words::new(Verdict::Skip, format!("cannot be judged without {missing}"));
    }
    let passed = if read.standard { "a package that comes with go" } else { "valid argument" };
    Words::judged(read.error.as_ref(), passed)
}

pub(crate) fn routed(route: Option<&Route>, error: Option<&String>, trace: &Trace) -> Words {
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
pub(crate) fn origin(trace: &Trace, name: &str) -> String {
    let settings = trace.events.iter().find_map(|event| match &event.fact {
        Fact::Settings { settings, .. } => Some(settings),
        _ => None,
    });
    let found = settings.and_then(|all| all.iter().find(|setting| setting.name == name));
    found.map(|setting| setting.origin.to_string()).unwrap_or_default()
}
