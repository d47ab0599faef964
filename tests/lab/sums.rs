//! What is shown of a sum that is refused, in each format: all hashes one under the other with the odd one marked, the
//! record, the head with its key, the tiles, and who decided.
#![cfg(all(feature = "lab", unix))]

use std::{ffi::OsStr, sync::Arc};

use crate::support::{child::doctor, scenario};
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    render::{Detail, Painter, check, html, human, json, markdown},
    report::{Batch, Item},
    world::World,
};

/// The scenario's report in each format, by name, with spaces in a row as one.
async fn shown(name: &str) -> [(&'static str, String); 4] {
    let (_, text) = lab::list().iter().find(|(other, _)| *other == name).unwrap();
    let scenario = Scenario::parse(name, text).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let options = scenario::options(&scenario);
    let argument = scenario.argument();
    let world = Arc::new(lab.world());
    let trace = pipeline::resolve(world, OsStr::new(&argument), &options).await.unwrap();
    let batch = Batch::new(vec![Item::of(&trace)]);
    let all = [
        ("human", human::render(batch.reports(), &Painter::FILE, Detail::Verbose)),
        ("markdown", markdown::render(&batch)),
        ("html", html::render(&batch)),
        ("json", json::envelope(&batch)),
    ];
    assert!(check::human(&batch, &Painter::FILE, Detail::Normal).contains("that came:"));
    all.map(|(format, text)| (format, text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_is_in_every_format() {
    for (format, text) in shown("sumdb-proxy-other-bits").await {
        // The sums, one under the other: what came is the odd one where two others agree.
        for part in ["zip that came: h1:", "sum.example.com, record 300: h1:", "= differs"] {
            assert!(text.contains(part), "{format} lacks {part}: {text}");
        }
    }
    let text = shown("gosum-wrong").await;
    for (format, text) in text {
        for part in ["zip that came: h1:", "go.sum, line 1: h1:", "= differs"] {
            assert!(text.contains(part), "{format} lacks {part}: {text}");
        }
    }
}

/// Markdown is a summary; the other three tell how it came.
#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_record_is_told() {
    let shown = shown("sumdb-proxy-other-bits").await;
    let text = |format: &str| &shown.iter().find(|(name, _)| *name == format).unwrap().1;
    for format in ["human", "html"] {
        for part in
            ["300 of sum.example.com", "301 records, ", "/tile/8/", "sum.example.com decided"]
        {
            assert!(text(format).contains(part), "{format} lacks {part}: {}", text(format));
        }
    }
    for part in [
        "\"fact\":\"sums-asked\"",
        "\"key\":\"sum.example.com+",
        "\"id\":300",
        "\"size\":301",
        "/tile/8/0/001.p/45",
        "\"by\":{\"who\":\"database\"}",
    ] {
        assert!(text("json").contains(part), "json lacks {part}");
    }
}

/// go writes go.sum behind `go mod download` of a build too, and dies where it was sent two files for one place.
#[tokio::test(flavor = "multi_thread")]
async fn a_build_dies_of_two_sums_of_a_file() {
    let name = "sumdb-bar-other-go-mod";
    let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("go.mod");
    std::fs::write(&file, "module m\n\ngo 1.21\n\nrequire go.example.com/tool v1.2.0\n").unwrap();
    let mut command = doctor();
    command.args(["check", "--json", "--no-probe"]).arg(file).envs(lab.exports());
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let error = report["results"][0]["error"].as_str().unwrap_or_default();
    let text = "verifying go.example.com/tool@v1.2.0/go.mod: checksum mismatch\n";
    assert!(error.starts_with(text), "{report}");
    assert_eq!(output.status.code(), Some(1));
}
