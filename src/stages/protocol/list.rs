//! What a proxy says of the versions of a module: `@v/list` and `@latest`.

use super::{
    rule::rule,
    ruling::Ruling,
    seen::{Seen, answer, broken, by_release, settled},
};
use crate::{
    go::{
        cmd::fetched::info,
        std::strconv::text::lossy,
        version::Version,
        xmod::{
            pseudo, semver,
            version::{self, canonical_version},
        },
    },
    trace::protocol::{About, End, Endpoint},
};

rule! {
    UNANSWERED = "protocol-list-missing", Error, Version, of module, unanswered;
    "list is there";
    "The module proxy has no list of the module's versions. Where the list is missing go does not ask for `@latest`: no query finds the module, and only exact versions can be had.";
    alike "A module path that is misspelled, or that the proxy may not see, looks the same: try one that it has. With a capital in the path see `protocol-capital-not-escaped`.";
    cure "Serve MODULE/@v/list with status 200 for every module that has a version, empty where it has none with a tag.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@v/list"
}

rule! {
    JUNK = "protocol-list-not-versions", Error, Version, of module, junk;
    "list: a version a line";
    "The list holds lines that are no versions. go passes over them without a word, so that what they were meant to name is not there for it; a page in the place of the list is an empty list.";
    alike "Pseudo-versions are versions, which go leaves out of lists too. A second field in a line, a time, is allowed.";
    cure "Write one version a line as it is spelt, v1.2.3, as UTF-8 without a byte order mark, and nothing else: no JSON, no commas, no folder listing.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/list"
}

rule! {
    MAJOR = "protocol-list-other-major", Error, Version, of module, major;
    "list: versions that the path can have";
    "The list holds versions of another major than the module path names, such as v2.0.0 for a path without /v2. go may choose one, and then refuses its zip.";
    alike "`v2.0.0+incompatible` is right for a path without /v2. `major-version-suffix-missing` is what a run says.";
    cure "List v2 and higher below the path with /v2, or with +incompatible where the module has no go.mod.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/list"
}

rule! {
    INCOMPLETE = "protocol-list-incomplete", Warning, Version, of module, incomplete;
    "list: holds the version";
    "The proxy has the version and its list does not name it. Queries (`latest`, `v1`, `upgrade`) do not find it.";
    alike "A list that is kept too long is `protocol-list-cached`. Pseudo-versions need not be listed.";
    cure "Write the list anew when a version is published, and clear the caches before the proxy.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/list"
}

rule! {
    CACHED = "protocol-list-cached", Warning, Version, of module, cached;
    "list and @latest: not kept for days";
    "The list or `@latest` may be kept for more than a day by caches on the way. A new version is not seen so long.";
    alike "`.info`, `.mod` and `.zip` of a version never change, and may be kept for ever. `proxy-negative-cache-new-tag` is a version that was asked for too early.";
    cure "Send Cache-Control with a max-age of minutes for list and @latest, apart from the rule for versions' files.";
    "curl -sSI https://proxy.example.com/example.com/mod/@v/list"
}

rule! {
    LATEST = "protocol-latest-missing", Error, Version, of module, latest;
    "@latest, or a list with a version";
    "The list names no version that go takes, and `@latest` does not say which one is the newest. go has no version for `go get MODULE`.";
    alike "Without `@latest` a proxy is fine as long as its lists name versions: a folder of files is one.";
    cure "Answer MODULE/@latest with the .info of the newest version, a pseudo-version where there is no tag, or list a version.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@latest"
}

rule! {
    LATEST_UNREADABLE = "protocol-latest-unreadable", Warning, Version, of module, latest_unreadable;
    "@latest: an .info of a version, or 404";
    "`@latest` is answered with something that is no `.info` of a version, or with another status than 404 and 410. go asks for it where the list names no version that it takes.";
    alike "An `.info` that go cannot read is `protocol-info-unreadable`.";
    cure "Answer @latest with JSON: {\"Version\": \"v1.2.3\", \"Time\": \"2024-01-01T00:00:00Z\"}, or with 404.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@latest"
}

fn unanswered(seen: &Seen<'_>) -> Ruling {
    settled(seen.reply(About::Module, Endpoint::List).map(|reply| match reply.end {
        End::Body { .. } => Ruling::kept(answer(reply)),
        _ => broken("The list of the module's versions does not come.", &[reply]).into(),
    }))
}

fn junk(seen: &Seen<'_>) -> Ruling {
    settled(seen.body(About::Module, Endpoint::List).map(|content| {
        let body = lossy(content.body);
        let (good, bad) = lines(&body);
        let Some(first) = bad.first() else {
            return Ruling::kept(format!("{} versions", good.len()));
        };
        let shown: String = first.chars().take(40).collect();
        let title = match bad.len() {
            1 => format!("A line of the list is no version: {shown}"),
            count => format!("{count} lines of the list are no versions, the first: {shown}"),
        };
        broken(title, &[content.reply]).into()
    }))
}

/// The lines that are versions, and those that are not.
fn lines(body: &str) -> (Vec<&str>, Vec<&str>) {
    let fields = body.split('\n').filter_map(|line| line.split_whitespace().next());
    fields.partition(|field| semver::is_valid(field))
}

fn major(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (module, listed) = (seen.module()?, seen.listed()?);
        let content = seen.body(About::Module, Endpoint::List)?;
        let wrong = |version: &&String| {
            canonical_version(version).is_some_and(|it| version::check(&module.path, &it).is_err())
        };
        let wrong: Vec<&str> = listed.iter().filter(wrong).map(String::as_str).collect();
        Ok(if wrong.is_empty() {
            Ruling::kept(format!("each fits {}", module.path))
        } else {
            let title = format!(
                "The list of {} has versions of another major: {}",
                module.path,
                wrong.join(", ")
            );
            broken(title, &[content.reply]).into()
        })
    };
    settled(judged())
}

fn incomplete(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (_, version) = seen.version()?;
        let content = seen.body(About::Module, Endpoint::List)?;
        let info = seen.body(About::Module, Endpoint::Info)?;
        if pseudo::is_pseudo(version) {
            return Ok(Ruling::open("pseudo-versions need not be listed"));
        }
        if !lines(&lossy(content.body)).1.is_empty() {
            return Ok(Ruling::open("the list is no list of versions alone"));
        }
        Ok(if seen.listed()?.iter().any(|listed| listed == version) {
            Ruling::kept(format!("{version} is listed"))
        } else {
            let title = format!("The list leaves {version} out, which the proxy has.");
            broken(title, &[content.reply, info.reply]).into()
        })
    };
    settled(judged())
}

/// How long a cache may keep a list before new versions are missed, in seconds.
const DAY: u64 = 86_400;

fn cached(seen: &Seen<'_>) -> Ruling {
    let replies = [Endpoint::List, Endpoint::Latest];
    let replies = replies.iter().filter_map(|it| seen.body(About::Module, *it).ok());
    let replies: Vec<_> = replies.map(|content| content.reply).collect();
    let ages = replies.iter().map(|reply| max_age(reply.header("cache-control").unwrap_or("")));
    match (replies.iter().zip(ages).find(|(_, age)| *age > DAY), replies.is_empty()) {
        (Some((reply, age)), _) => {
            let title = format!("Caches may keep a list for {} days.", age / DAY);
            let mut told = broken(title, &[reply]);
            let header = reply.header("cache-control").unwrap_or_default();
            told.evidence.push(("Cache-Control".to_owned(), header.to_owned()));
            told.into()
        }
        (None, true) => Ruling::open("no list came"),
        (None, false) => Ruling::kept("a day at most"),
    }
}

/// How long a shared cache may keep an answer, in seconds (RFC 9111 §4.2.1).
fn max_age(header: &str) -> u64 {
    let header = header.to_ascii_lowercase();
    let words: Vec<&str> = header.split(',').map(str::trim).collect();
    if words.iter().any(|word| matches!(*word, "no-store" | "no-cache" | "private")) {
        return 0;
    }
    let of = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.parse().ok());
    of("s-maxage=").or_else(|| of("max-age=")).unwrap_or(0)
}

fn latest(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let listed = seen.listed()?;
        let (list, reply) = (
            seen.reply(About::Module, Endpoint::List)?,
            seen.reply(About::Module, Endpoint::Latest)?,
        );
        Ok(match &reply.end {
            _ if !listed.is_empty() => {
                Ruling::kept(format!("{} versions are listed", listed.len()))
            }
            End::Body { text, .. } if is_info(&text.0) => Ruling::kept(answer(reply)),
            _ => {
                let title = "Neither the list nor @latest names a version.";
                broken(title, &[list, reply]).into()
            }
        })
    };
    settled(judged())
}

/// Whether every release reads an `.info` of a version.
fn is_info(body: &[u8]) -> bool {
    by_release(|release| no_info(body, release)).is_none()
}

/// Why a release does not take `body` for the `.info` of a version.
fn no_info(body: &[u8], release: Version) -> Option<String> {
    match info::read(body, release) {
        Err(why) => Some(why),
        Ok(info) if semver::is_valid(&info.version) => None,
        Ok(info) => Some(format!("it names the version {:?}", info.version)),
    }
}

fn latest_unreadable(seen: &Seen<'_>) -> Ruling {
    settled(seen.reply(About::Module, Endpoint::Latest).map(|reply| match &reply.end {
        _ if reply.is_missing() => Ruling::kept("404: the list decides"),
        End::Body { text, .. } => match by_release(|release| no_info(&text.0, release)) {
            None => Ruling::kept(answer(reply)),
            Some((what, releases)) => {
                let mut told =
                    broken(format!("@latest is no .info of a version: {what}"), &[reply]);
                told.releases = releases;
                told.into()
            }
        },
        _ => broken("@latest is answered with neither 200 nor 404.", &[reply]).into(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_those_of_shared_caches() {
        for (header, age) in [
            ("", 0),
            ("public, max-age=60", 60),
            ("max-age=60, s-maxage=604800", 604_800),
            ("no-cache, max-age=99999999", 0),
            ("Max-Age=x", 0),
        ] {
            assert_eq!(max_age(header), age, "{header}");
        }
    }
}
