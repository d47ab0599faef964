//! The built command: what it prints, and how it ends.

use std::process::Output;

use goget_doctor::lab::Lab;
use serde_json::Value;

use super::{PROXY, TOOL, lab};
use crate::support::{child::doctor, schema};

fn run(lab: &Lab, args: &[&str]) -> Output {
    let mut command = doctor();
    command.arg("proxy").args(args).args(["--go", "1.27"]).current_dir("/");
    command.envs(lab.exports()).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

async fn printed(routes: &str, args: &'static [&'static str]) -> Output {
    let lab = lab(routes).await;
    tokio::task::spawn_blocking(move || run(&lab, args)).await.unwrap()
}

/// The list is a page, and so is what is not there.
const PAGES: &str = "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = '<!doctype html>'\n\
    [[host.route]]\npath = '/goget-doctor.invalid/*'\nbody = '<!doctype html>'\n";

#[tokio::test(flavor = "multi_thread")]
async fn people_see_a_row_for_each_rule() {
    let good = printed("", &[PROXY]).await;
    assert_eq!(good.status.code(), Some(0));
    insta::assert_snapshot!("without_a_module", text(&good));
    let good = printed("", &[PROXY, TOOL]).await;
    assert_eq!(good.status.code(), Some(0));
    insta::assert_snapshot!("good", text(&good));
    let bad = printed(PAGES, &[PROXY, TOOL]).await;
    assert_eq!(bad.status.code(), Some(1));
    insta::assert_snapshot!("pages", text(&bad));
    let quiet = printed(PAGES, &[PROXY, TOOL, "-q"]).await;
    insta::assert_snapshot!("quiet", text(&quiet));
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_get_all_of_it() {
    let bad = printed(PAGES, &[PROXY, TOOL, "--json"]).await;
    let value: Value = serde_json::from_slice(&bad.stdout).unwrap();
    schema::hold(schema::strict(), &value);
    assert_eq!((&value["exit"], bad.status.code()), (&1.into(), Some(1)));
    let broken = value["rules"].as_array().unwrap().iter().find(|row| row["verdict"] == "fail");
    let broken = broken.unwrap();
    assert_eq!(broken["name"], "protocol-missing-is-a-page");
    let request = format!("GET {PROXY}/goget-doctor.invalid/no-such-module/@v/list");
    assert_eq!(broken["evidence"][0]["request"], request);
    let answer = "200, text/html; charset=utf-8, 15 bytes: <!doctype html>";
    assert_eq!(broken["evidence"][0]["answer"], answer);
    assert_eq!(broken["releases"].as_array().unwrap().len(), 17);
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_as_bad_as_is_said() {
    let denied = "[[host.route]]\npath = '/go.example.com/tool/@latest'\nbody = '<html>'\n";
    let warned = printed(denied, &[PROXY, TOOL]).await;
    assert_eq!(warned.status.code(), Some(0));
    let denied = printed(denied, &[PROXY, TOOL, "--deny", "protocol-latest-unreadable"]).await;
    assert_eq!(denied.status.code(), Some(1));
    let args = &[PROXY, TOOL, "--allow", "protocol-missing-is-a-page,protocol-list-not-versions"];
    assert_eq!(printed(PAGES, args).await.status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_named_with_a_way_on() {
    for (args, said) in [
        (&["direct"][..], "it is a word of GOPROXY"),
        (&["https://a.test,https://b.test"], "it is a list"),
        (&["proxy.example.com:x"], "names no module proxy"),
        (&["https://me:secret@a.test|direct"], "it is a list"),
        (&[PROXY, "tool"], "missing dot in first path element"),
        (&[PROXY, "go.example.com/tool@latest"], "no version such as v1.2.3"),
        (&[PROXY, "go.example.com/tool@v2.0.0"], "should be v0 or v1, not v2"),
        (&[PROXY, "--go", "all"], "proxy has no --go all"),
    ] {
        let mut command = doctor();
        let output = command.arg("proxy").args(args).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
        assert!(text.contains(said) && !text.contains("secret"), "{args:?}: {text}");
    }
}
