//! The go.mod of a version as a proxy serves it: `.mod`.

use super::{
    info::there,
    rule::rule,
    ruling::Ruling,
    seen::{Seen, answer, broken, by_release, settled},
};
use crate::{
    go::{version::Version, xmod::modfile},
    trace::protocol::{About, Endpoint},
};

rule! {
    MISSING = "protocol-mod-missing", Error, Module, of module, missing;
    ".mod is there";
    "The module proxy has no `.mod` of the version, without which go cannot use it.";
    alike "A module without a go.mod has a `.mod` all the same, of one line that names it.";
    cure "Serve MODULE/@v/VERSION.mod for every version; where the version has no go.mod, the line module MODULE.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@v/v1.0.0.mod"
}

rule! {
    UNREADABLE = "protocol-mod-unreadable", Error, Module, of module, unreadable;
    ".mod: a go.mod that every release reads";
    "The `.mod` of the version is no go.mod: a page, or a file that releases of go do not read or that has no module line. go fails wherever it needs the module's requirements.";
    alike "The same file in the repository is a fault of the module, not of the proxy. An empty one is `protocol-mod-empty`.";
    cure "Serve the go.mod of the version, byte for byte.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.mod"
}

rule! {
    EMPTY = "protocol-mod-empty", Error, Module, of module, empty;
    ".mod is not empty";
    "The `.mod` of the version is empty. go takes it for a go.mod that requires nothing, keeps it, and builds with other versions than the module needs.";
    alike "`sum-bad-gomod-hash-empty-file` is what go.sum says of it. A module without requirements has a module line.";
    cure "Serve the go.mod of the version; look for a store that answers 200 with nothing while it still fetches.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@v/v1.0.0.mod"
}

rule! {
    OTHER = "protocol-mod-other-module", Warning, Module, of module, other;
    ".mod names the module";
    "The `.mod` of the version names another module than it was asked for. `go get` refuses it; as a requirement it is taken only behind a replace line.";
    alike "A fork whose go.mod was left as it is: a fault of the module. A store that mixes two names up answers so for modules that are in order. `gomod-path-mismatch-renamed` is what a run says.";
    cure "Ask for the module by the path that its go.mod names; where the file is not that of the version, clear it from the store.";
    "curl -sS https://proxy.example.com/example.com/mod/@v/v1.0.0.mod"
}

fn missing(seen: &Seen<'_>) -> Ruling {
    there(seen, Endpoint::Mod, ".mod")
}

fn unreadable(seen: &Seen<'_>) -> Ruling {
    settled(seen.body(About::Module, Endpoint::Mod).map(|content| {
        match by_release(|release| no_go_mod(content.body, release)) {
            None => Ruling::kept("by every release"),
            Some((what, releases)) => {
                let first = what.lines().next().unwrap_or_default().to_owned();
                let title = format!("The .mod cannot be read: {first}");
                let mut told = broken(title, &[content.reply]);
                told.releases = releases;
                told.into()
            }
        }
    }))
}

/// Why a release does not take `body` for a go.mod; it passes over lines that it does not know, and an empty one is one.
fn no_go_mod(body: &[u8], release: Version) -> Option<String> {
    match modfile::parse_lax("go.mod", body, release, None) {
        Err(errors) => Some(errors.to_string()),
        Ok(file) if file.module.is_none() && !body.trim_ascii().is_empty() => {
            Some("it has no module line".to_owned())
        }
        Ok(_) => None,
    }
}

fn empty(seen: &Seen<'_>) -> Ruling {
    settled(seen.body(About::Module, Endpoint::Mod).map(|content| {
        if content.body.trim_ascii().is_empty() {
            broken("The .mod is empty.", &[content.reply]).into()
        } else {
            Ruling::kept(format!("{} bytes", content.body.len()))
        }
    }))
}

fn other(seen: &Seen<'_>) -> Ruling {
    let judged = || {
        let (module, _) = seen.version()?;
        let content = seen.body(About::Module, Endpoint::Mod)?;
        let read = modfile::parse_lax("go.mod", content.body, seen.run.go, None);
        let file = read.map_err(|_| Ruling::open("it cannot be read"))?;
        let named = file.module.map(|line| line.path);
        Ok(match named {
            Some(named) if named == module => Ruling::kept(answer(content.reply)),
            Some(named) => broken(format!("The .mod names {named}."), &[content.reply]).into(),
            None => Ruling::open("it names no module"),
        })
    };
    settled(judged())
}
