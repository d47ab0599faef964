//! What our resolver finds at each path of each configuration.

use std::{ffi::OsStr, fs, sync::Arc};

use goget_doctor::{
    pipeline::{self, Options},
    report::Report,
    serve::{
        answer::{Answers, Ask},
        site::{Choice, Site},
    },
    trace::Stage,
    world::World,
};

use crate::support::vanity::{CONFIGS, Served, Way, rows, text};

/// The paths at which another thing is found than is to be found there.
async fn differences(served: &Served) -> Vec<String> {
    let mut world = World::empty();
    for (name, value) in served.settings() {
        world.set(name, value);
    }
    let world = Arc::new(world);
    let mut wrong = Vec::new();
    for (path, wanted) in rows() {
        let options = Options {
            module: true,
            until: Some(Stage::Root),
            direct: true,
            no_probe: true,
            ..Options::default()
        };
        let trace = pipeline::resolve(world.clone(), OsStr::new(&path), &options).await.unwrap();
        let verdict = Report::of(&trace).verdict;
        let found = verdict
            .root()
            .map(|root| format!("{} {} {} {}", root.path, root.vcs, root.repo, root.subdir));
        let found = found.map(|found| found.trim_end().to_owned());
        if found != wanted {
            wrong.push(format!("{path}: {found:?}, wanted {wanted:?}: {:?}", verdict.error()));
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_answers_for_every_path() {
    assert!(rows().len() >= 100, "{} paths", rows().len());
    for way in [Way::Tls, Way::Nginx] {
        let Some(served) = Served::start(way, None, "").await else { continue };
        let wrong = differences(&served).await;
        assert!(wrong.is_empty(), "{way:?}\n{}", wrong.join("\n"));
    }
}

/// Both forms of govanityurls are one site, as far as go reads.
#[test]
fn the_forms_of_govanityurls_are_equal_to_go() {
    let (original, fork) = (CONFIGS[0].1, CONFIGS[1].1);
    let answers = |config: &str| {
        let choice = Choice { host: Some("same.example.com".to_owned()), docs: None };
        Answers::new(Site::read("vanity.yaml", &text(config), &choice).unwrap(), false)
    };
    let (original, fork) = (answers(original), answers(fork));
    for (path, _) in rows() {
        let Some(below) = path.strip_prefix("a.example.com") else { continue };
        let target = format!("{below}?go-get=1");
        let target = if target.starts_with('/') { target } else { format!("/{target}") };
        let ask = Ask {
            method: "GET",
            host: Some("same.example.com"),
            target: &target,
            ..Ask::default()
        };
        let (original, fork) = (original.to(&ask), fork.to(&ask));
        assert_eq!((original.status(), original.body()), (fork.status(), fork.body()), "{target}");
    }
}

/// The configurations in the tests are those of the programs, without a remark.
#[test]
fn the_configurations_are_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    for (name, config, host) in CONFIGS {
        let file = folder.path().join(name);
        fs::write(&file, text(config)).unwrap();
        let choice = Choice { host: host.map(ToOwned::to_owned), docs: None };
        let config = goget_doctor::serve::load::Config { file, choice, redirect: false };
        assert!(goget_doctor::serve::load::load(&World::empty(), &config).is_ok(), "{name}");
    }
}
