//! Whether somebody is told of a module whom go would not ask about it: a module proxy of one that GONOPROXY names, a
//! checksum database of one that GONOSUMDB names.
#![cfg(feature = "lab")]

use std::collections::BTreeMap;

use goget_doctor::{
    go::xmod::{escape::unescape_path, pattern},
    lab::{self, Counts, Scenario},
    trace::{Settings, Trace},
};

/// Each request that names a module which is not for its host, as a sentence.
pub(crate) fn told(
    scenario: &Scenario,
    trace: &Trace,
    counts: &BTreeMap<String, Counts>,
) -> Vec<String> {
    let value = |name: &str| {
        let read = trace.first::<Settings>();
        let setting = read.iter().flat_map(|read| read.settings.iter()).find(|it| it.name == name);
        setting.map_or(String::new(), |setting| setting.value.expose().to_owned())
    };
    let lists = Lists { proxies: value("GONOPROXY"), sums: value("GONOSUMDB") };
    let requests = counts.iter().flat_map(|(host, counts)| {
        let is_proxy_of_a_tag = format!("{scenario:?}").contains(&format!(" mod https://{host}"));
        let requests = counts.requests.iter().filter(move |_| !is_proxy_of_a_tag);
        requests.map(move |request| (host, &request.target))
    });
    let told = requests.filter_map(|(host, target)| {
        lists.keep_from(target).map(|list| format!("{host} is asked {target} in spite of {list}"))
    });
    told.collect()
}

struct Lists {
    /// GONOPROXY.
    proxies: String,
    /// GONOSUMDB.
    sums: String,
}

impl Lists {
    /// The list that keeps the module in `target` from whoever is asked.
    fn keep_from(&self, target: &str) -> Option<&'static str> {
        if let Some((_, named)) = target.split_once("/lookup/") {
            let (module, _) = named.split_once('@')?;
            return covers(&self.sums, module).then_some("GONOSUMDB");
        }
        let (named, _) = target.split_once("/@v/").or_else(|| target.split_once("/@latest"))?;
        // What is in front of the module in the path of an entry is not known.
        let mut starts = named.match_indices('/').map(|(at, _)| &named[at + 1..]);
        starts.any(|module| covers(&self.proxies, module)).then_some("GONOPROXY")
    }
}

fn covers(list: &str, escaped: &str) -> bool {
    unescape_path(escaped).is_ok_and(|module| pattern::matches(list, &module).is_some())
}

#[test]
fn what_is_told_is_seen() {
    let lists = Lists { proxies: "*.corp.test".into(), sums: "git.corp.test,a.test/M".into() };
    for (target, list) in [
        ("/lookup/git.corp.test/x@v1.0.0", Some("GONOSUMDB")),
        ("/sumdb/sum.a.test/lookup/a.test/!m/x@v1.0.0", Some("GONOSUMDB")),
        ("/lookup/b.corp.test/x@v1.0.0", None),
        ("/b.corp.test/x/@v/list", Some("GONOPROXY")),
        ("/base/of/proxy/b.corp.test/@latest", Some("GONOPROXY")),
        ("/a.test/!m/@v/v1.0.0.info", None),
        ("/tile/8/0/000.p/1", None),
        ("/git.corp.test/x?go-get=1", None),
    ] {
        assert_eq!(lists.keep_from(target), list, "{target}");
    }
}

/// The scenarios have to put it to the test.
#[test]
fn many_scenarios_have_private_paths() {
    let private = lab::list().iter().filter(|(name, text)| {
        let scenario = Scenario::parse(name, text).unwrap();
        let lists = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB"];
        let set = scenario.env.iter().filter(|(name, _)| lists.contains(&name.as_str()));
        set.into_iter().any(|(_, list)| pattern::matches(list, &scenario.path).is_some())
    });
    let count = private.count();
    assert!(count >= 15, "{count}");
}
