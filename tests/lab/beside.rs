//! What other releases of interest say to what a run saw, without a request of their own.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{ffi::OsStr, sync::Arc};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline::{self, Options},
    report::{Other, Report},
    trace::{Stage, Target},
    world::World,
};

/// What the newest release says to what `release` saw in the scenario, where they disagree.
async fn newest_beside(name: &str, release: &str) -> Vec<Other> {
    let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
    let lab = Lab::start(&scenario, &World::empty()).await.unwrap();
    let go = Some(release.parse().unwrap());
    let until = Some(Stage::Root);
    let options = Options { go, module: scenario.module, until, ..Options::default() };
    let (world, path) = (Arc::new(lab.world()), OsStr::new(&scenario.path));
    let trace = pipeline::resolve(world.clone(), path, &options).await.unwrap();
    let asked = requests(&lab);
    let target = Target::of(path, scenario.module);
    let others = pipeline::beside(world, &[target], &[&trace], &options).await;
    assert_eq!(requests(&lab), asked, "{name}: something was sent");
    Report::of(&trace).beside(&others[0]).disagree
}

/// How many requests the lab's hosts had.
fn requests(lab: &Lab) -> usize {
    lab.counts().values().map(|host| host.requests.len()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_releases_read_otherwise() {
    let others = newest_beside("subdir", "1.24").await;
    let [newest] = others.as_slice() else { panic!("{others:?}") };
    assert_eq!((newest.go.to_string().as_str(), newest.because.as_str()), ("1.27", "newest known"));
    assert!(
        newest.verdict.finds() == Some(true) && newest.verdict.root().unwrap().subdir == "go",
        "{newest:?}"
    );

    let others = newest_beside("subdir-leading-slash", "1.25").await;
    let [newest] = others.as_slice() else { panic!("{others:?}") };
    assert!(
        newest.verdict.finds() == Some(false)
            && newest.verdict.error().unwrap().ends_with("leading slash"),
        "{newest:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_where_they_agree_or_another_request_would_tell() {
    for (name, release) in [
        // The same, in other words.
        ("unknown-ca", "1.19"),
        ("sub-package", "1.24"),
        ("tag-in-body", "1.21"),
        // 1.27 believes no common name, 1.14 does; and 1.13 follows where 1.27 does not go.
        ("cert-common-name-only", "1.27"),
        ("redirect-to-http", "1.27"),
        // 1.24 and later ask once more after a 404.
        ("status-404", "1.23"),
    ] {
        let others = newest_beside(name, release).await;
        assert!(others.is_empty(), "{name}, {release}: {others:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_that_only_the_older_release_believes() {
    let others = newest_beside("cert-common-name-only", "1.14").await;
    let [newest] = others.as_slice() else { panic!("{others:?}") };
    assert!(newest.verdict.error().unwrap().contains("use SANs instead"), "{newest:?}");
}
