//! Capitals: how a proxy reads the spelling of paths and versions.

use super::{
    rule::rule,
    ruling::Ruling,
    seen::{Seen, broken, settled},
};
use crate::trace::protocol::{About, Endpoint, Reply};

rule! {
    CAPITAL = "protocol-capital-not-escaped", Error, Proxy, of module, capital;
    "a capital is ! and its small letter";
    "The module proxy knows the module or the version by its capitals alone. go never sends one: it spells a capital as `!` and the small letter, so that stores may have names without case.";
    alike "A module that is not there at all answers neither spelling. Where `!` works and `%21` does not, see `protocol-percent-not-decoded`.";
    cure "Name the files of a folder as go's module cache does (cache/download, with ! for capitals); in a server turn ! and a letter into the capital before the look-up.";
    "curl -sS -i 'https://proxy.example.com/example.com/!mod/@v/list'"
}

rule! {
    PERCENT = "protocol-percent-not-decoded", Error, Proxy, of module, percent;
    "%21 is read as !";
    "The module proxy finds the name where `!` is sent as it is, and not where it is sent as `%21`, which is how go writes it. Both are the same URL (RFC 3986 §2.4).";
    alike "A proxy that knows neither spelling is `protocol-capital-not-escaped`. curl sends `!` as it is, so that curl succeeds and go fails.";
    cure "Decode the path before the look-up; a gateway on the way must not encode % a second time.";
    "curl -sS -i 'https://proxy.example.com/example.com/%21mod/@v/list'"
}

rule! {
    FOLDED = "protocol-case-folded", Warning, Proxy, of module, folded;
    "letters of another case are another name";
    "The module proxy answers for a version in letters of another case as if it were the same. Two modules whose names differ in case alone are mixed up, and one is served with the files of the other.";
    alike "A proxy that asks a forge whose own names have no case finds such modules too, and their `.mod` tells them apart; a version `V1.0.0` no forge has.";
    cure "Compare names with their case: decode ! first, and then look in a store that keeps case.";
    "curl -sS -i 'https://proxy.example.com/example.com/mod/@v/!v1.0.0.info'"
}

/// What go asks for, and the same in another spelling.
fn pairs<'a>(seen: &Seen<'a>, about: About) -> Vec<(&'a Reply, &'a Reply)> {
    let endpoints = [Endpoint::List, Endpoint::Info];
    let pair = |it| Some((seen.reply(About::Module, it).ok()?, seen.reply(about, it).ok()?));
    endpoints.into_iter().filter_map(pair).collect()
}

/// Whether the module or the version has a capital, and was asked for by it.
fn has_capital(seen: &Seen<'_>) -> bool {
    let module = seen.run.module.as_ref();
    let names = module.map(|it| format!("{}{}", it.path, it.version.as_deref().unwrap_or("")));
    let asked = seen.run.reply(About::Module, Endpoint::List).is_some();
    asked && names.is_some_and(|names| names.contains(|c: char| c.is_ascii_uppercase()))
}

fn found_by(seen: &Seen<'_>, about: About, title: &str) -> Ruling {
    if let Err(open) = seen.module() {
        return open;
    }
    let found = pairs(seen, about).into_iter().find(|(_, other)| other.body().is_some());
    match found {
        Some((own, other)) => broken(title, &[own, other]).into(),
        None if !has_capital(seen) => Ruling::open("no capital in the module and the version"),
        None if spelt(seen) => Ruling::kept("found by go's spelling"),
        None => Ruling::open("found by no spelling"),
    }
}

/// Whether the list, or the version, came by go's own spelling.
fn spelt(seen: &Seen<'_>) -> bool {
    seen.body(About::Module, Endpoint::List).is_ok()
        || seen.body(About::Module, Endpoint::Info).is_ok()
}

fn capital(seen: &Seen<'_>) -> Ruling {
    found_by(seen, About::Capitals, "The proxy finds the name by its capitals alone.")
}

fn percent(seen: &Seen<'_>) -> Ruling {
    found_by(seen, About::Unencoded, "The proxy finds the name by ! and not by %21.")
}

fn folded(seen: &Seen<'_>) -> Ruling {
    settled(seen.reply(About::OtherCase, Endpoint::Info).map(|reply| {
        let own = seen.run.reply(About::Module, Endpoint::Info);
        match (reply.body(), own.and_then(Reply::body)) {
            (Some(other), Some(body)) if other == body => {
                broken("A version in letters of another case is answered as the same.", &[reply])
                    .into()
            }
            (None, Some(_)) => Ruling::kept("another name"),
            _ => Ruling::open("nothing to compare with"),
        }
    }))
}
