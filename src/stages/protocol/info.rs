//! What a proxy says of a version: `.info`.

use super::{
    rule::rule,
    ruling::Ruling,
    seen::{Seen, answer, broken, by_release, settled},
};
use crate::{
    go::cmd::fetched::info,
    trace::protocol::{About, End, Endpoint, Reply},
};

rule! {
    MISSING = "protocol-info-missing", Error, Version, of module, missing;
    ".info is there";
    "The module proxy has no `.info` of the version. go asks for it first, and goes no further without it, whatever else is there.";
    alike "A version that was never published looks the same. `.mod` and `.zip` without `.info` are a folder that lacks a file.";
    cure "Serve MODULE/@v/VERSION.info for every version of the list.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@v/v1.0.0.info"
}

rule! {
    UNREADABLE = "protocol-info-unreadable", Error, Version, of module, unreadable;
    ".info: JSON that every release reads";
    "The `.info` of the version cannot be read: no JSON, a field of another kind, a time that is none. What older releases make of it may differ.";
    alike "`goproxy-answers-non-protocol-body` is the same in a run. JSON of another version is `protocol-info-other-version`.";
    cure "Answer with one JSON object, Version and Time as strings, the time as RFC 3339 has it: {\"Version\": \"v1.2.3\", \"Time\": \"2024-01-01T00:00:00Z\"}.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.info"
}

rule! {
    OTHER = "protocol-info-other-version", Error, Version, of module, other;
    ".info names the version";
    "The `.info` of the version names another one. go refuses it.";
    alike "`goproxy-wrong-version-info` is the same in a run. For a branch or a commit another version is right.";
    cure "Answer with the version that was asked for, in its canonical form; correct what fills the store.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.info"
}

rule! {
    TIME = "protocol-info-without-time", Warning, Version, of module, time;
    ".info has a time";
    "The `.info` says no time. go shows the year 1, and cannot make a pseudo-version of what follows the tag.";
    alike "A time that cannot be read is `protocol-info-unreadable`.";
    cure "Write the time of the commit as Time: 2024-01-01T00:00:00Z.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.info"
}

rule! {
    LISTED = "protocol-listed-without-info", Error, Version, of module, listed;
    "listed versions have an .info";
    "The list names a version whose `.info` is not there. A query that comes to it fails: go does not try the next one.";
    alike "`protocol-info-missing` is the same for the version that was named. A retracted version has its files all the same.";
    cure "Take versions out of the list that are gone, or put their files back.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@v/v1.0.0.info"
}

/// A file of the version, there or not.
pub(super) fn there(seen: &Seen<'_>, endpoint: Endpoint, name: &str) -> Ruling {
    settled(seen.reply(About::Module, endpoint).map(|reply| match reply.end {
        End::Body { .. } => Ruling::kept(answer(reply)),
        End::Broken(_) => Ruling::open("it broke off"),
        _ => broken(format!("The {name} of the version does not come."), &[reply]).into(),
    }))
}

fn missing(seen: &Seen<'_>) -> Ruling {
    there(seen, Endpoint::Info, ".info")
}

fn unreadable(seen: &Seen<'_>) -> Ruling {
    settled(seen.body(About::Module, Endpoint::Info).map(|content| {
        match by_release(|release| info::read(content.body, release).err()) {
            None => Ruling::kept("by every release"),
            Some((what, releases)) => {
                let title = format!("The .info cannot be read: {what}");
                let mut told = broken(title, &[content.reply]);
                told.releases = releases;
                told.into()
            }
        }
    }))
}

fn other(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (_, version) = seen.version()?;
        let content = seen.body(About::Module, Endpoint::Info)?;
        let read = info::read(content.body, seen.run.go);
        let info = read.map_err(|_| Ruling::open("it cannot be read"))?;
        Ok(if info.version == version {
            Ruling::kept(version)
        } else {
            let title = format!("The .info of {version} names {:?}.", info.version);
            broken(title, &[content.reply]).into()
        })
    };
    settled(judged())
}

fn time(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let content = seen.body(About::Module, Endpoint::Info)?;
        let read = info::read(content.body, seen.run.go);
        let info = read.map_err(|_| Ruling::open("it cannot be read"))?;
        Ok(match info.written {
            Some(written) if !info.time.is_zero() => Ruling::kept(written),
            _ => broken("The .info says no time.", &[content.reply]).into(),
        })
    };
    settled(judged())
}

fn listed(seen: &Seen<'_>) -> Ruling {
    let module_info = seen.run.reply(About::Module, Endpoint::Info);
    let own = module_info.filter(|_| seen.run.module.as_ref().is_some_and(|it| !it.named));
    let others = seen.run.replies.iter().filter(|reply| reply.about == About::Listed);
    let asked: Vec<&Reply> = own.into_iter().chain(others).collect();
    let bad: Vec<&Reply> = asked.iter().copied().filter(|it| it.status().is_some()).collect();
    match bad.as_slice() {
        [] if asked.is_empty() => Ruling::open("no other version is listed"),
        [] if asked.iter().any(|reply| reply.body().is_none()) => Ruling::open("no answer came"),
        [] => Ruling::kept(format!("{} of them asked for", asked.len())),
        _ => broken("The list names a version whose .info does not come.", &bad).into(),
    }
}
