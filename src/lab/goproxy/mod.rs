//! Module proxies: trees of modules, served by the protocol that GOPROXY names (modules.md §1, 6; go.dev/ref/mod).

mod archive;
pub(super) mod path;
mod version;

use std::{cmp::Ordering, collections::BTreeMap};

use bytes::Bytes;

pub use version::ModuleVersion;

use self::path::{Wanted, parse};
use super::reply::Reply;
use crate::go::{
    version::Version,
    xmod::{escape::escape_version, module, pseudo, semver},
};

/// The tree of versions that name none.
pub(super) const PUBLIC: &str = "public";

/// All trees of a scenario, by name.
pub(super) struct Trees(BTreeMap<String, Vec<Served>>);

/// A version with the spellings that it is asked for by.
struct Served {
    module: String,
    names: Vec<String>,
    version: ModuleVersion,
}

impl Trees {
    pub(super) fn new(versions: &[ModuleVersion]) -> Self {
        let mut trees: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for version in versions {
            trees.entry(version.tree.clone()).or_default().push(Served::new(version));
        }
        Self(trees)
    }

    /// What the proxy of `tree` answers to a request for a path below it, which begins with a slash.
    pub(super) fn answer(&self, tree: &str, below: &str) -> Reply {
        let Some((path, wanted)) = parse(below) else { return not_found(below) };
        let all = self.0.get(tree).into_iter().flatten();
        let own: Vec<_> = all.filter(|served| served.module == path).collect();
        if own.is_empty() {
            return not_found(&format!("module {path}: no such module"));
        }
        match wanted {
            Wanted::List => text(list(&own)),
            Wanted::Latest => match own.iter().max_by(|a, b| newer(a, b)) {
                Some(newest) => newest.info(),
                None => not_found(path),
            },
            Wanted::Of(name, what) => part(&own, name, what).unwrap_or_else(|| {
                not_found(&format!("{path}@{name}: invalid version: unknown revision {name}"))
            }),
        }
    }
}

impl Served {
    fn new(version: &ModuleVersion) -> Self {
        let spelt = |name: &String| escape_version(name, Version::NEWEST).ok();
        let names = [version.version.get_ref()].into_iter().chain(&version.revisions);
        let path = version.module.get_ref();
        Self {
            module: module::escape(path).unwrap_or_else(|_| path.clone()),
            names: names.filter_map(spelt).collect(),
            version: version.clone(),
        }
    }

    fn info(&self) -> Reply {
        let ModuleVersion { version, time, info_version, .. } = &self.version;
        let version = info_version.as_ref().unwrap_or(version.get_ref());
        let info = serde_json::json!({ "Version": version, "Time": time });
        Reply::new(200, "application/json", info.to_string())
    }
}

fn list(own: &[&Served]) -> String {
    let listed = own.iter().map(|served| &served.version);
    let listed = listed.filter(|it| !it.unlisted && !pseudo::is_pseudo(it.version.get_ref()));
    listed.flat_map(|it| [it.version.get_ref(), "\n"]).collect()
}

/// A part of the version `name`. Only its `.info` is found by other revisions.
fn part(own: &[&Served], name: &str, what: &str) -> Option<Reply> {
    let is = |served: &&&Served| match what {
        "info" => served.names.iter().any(|own| own == name),
        _ => served.names.first().is_some_and(|own| own == name),
    };
    let served = own.iter().find(is)?;
    Some(match what {
        "info" => served.info(),
        "mod" => text(served.version.go_mod()),
        _ => Reply::new(200, "application/zip", served.version.zip()),
    })
}

/// Releases are newer than pre-releases, which are newer than commits.
fn newer(a: &Served, b: &Served) -> Ordering {
    let rank = |version: &str| match pseudo::is_pseudo(version) {
        true => 0,
        false if !semver::prerelease(version).is_empty() => 1,
        false => 2,
    };
    let [a, b] = [a, b].map(|served| served.version.version.get_ref());
    rank(a).cmp(&rank(b)).then_with(|| semver::compare(a, b))
}

fn text(body: impl Into<Bytes>) -> Reply {
    Reply::new(200, "text/plain; charset=utf-8", body)
}

fn not_found(what: &str) -> Reply {
    Reply::new(404, "text/plain; charset=utf-8", format!("not found: {what}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trees() -> Trees {
        let versions = r#"
            [[version]]
            module = "a.test/Tool"
            version = "v1.0.0"
            files = {}
            revisions = ["main"]
            [[version]]
            module = "a.test/Tool"
            version = "v1.1.0-RC1"
            files = { "go.mod" = "module x\n" }
            [[version]]
            module = "a.test/Tool"
            version = "v1.2.1-0.20240101000000-0123456789ab"
            files = {}
        "#;
        let mut read: BTreeMap<String, Vec<ModuleVersion>> = toml::from_str(versions).unwrap();
        Trees::new(&read.remove("version").unwrap())
    }

    async fn asked(below: &str) -> (u16, String) {
        let mut reply = trees().answer(PUBLIC, below);
        let body = match reply.body.next().await {
            Some(piece) => piece.ok().unwrap(),
            None => Bytes::new(),
        };
        (reply.status, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn a_tree_is_served_by_the_protocol() {
        let info = r#"{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}"#;
        for (below, body) in [
            ("/a.test/!tool/@v/list", "v1.0.0\nv1.1.0-RC1\n"),
            ("/a.test/!tool/@latest", info),
            ("/a.test/!tool/@v/v1.0.0.info", info),
            ("/a.test/!tool/@v/main.info", info),
            ("/a.test/!tool/@v/v1.0.0.mod", "module a.test/Tool\n"),
            ("/a.test/!tool/@v/v1.1.0-!r!c1.mod", "module x\n"),
        ] {
            assert_eq!(asked(below).await, (200, body.to_owned()), "{below}");
        }
        for below in ["Tool/@v/list", "!tool/@v/main.mod", "!tool/@v/v1.1.0.info", "!tool/x"] {
            assert_eq!(asked(&format!("/a.test/{below}")).await.0, 404, "{below}");
        }
        assert_eq!(
            asked("/a.test/!tool/@v/v9.0.0.zip").await.1,
            "not found: a.test/!tool@v9.0.0: invalid version: unknown revision v9.0.0\n"
        );
    }
}
