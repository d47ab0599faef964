//! Texts that go, its releases and its git can print, and those that people pasted: `testdata/log_texts.jsonl`, a log
//! a line, with the stage and the first cause of its one error.

use goget_doctor::{
    explain::{Message, explain},
    trace::Step,
};
use serde::Deserialize;

const TEXTS: &str = include_str!("../../../testdata/log_texts.jsonl");

const CATALOGUE: &str = include_str!("../../../testdata/log_catalogue.jsonl");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    of: &'a str,
    stage: &'a str,
    cause: Option<&'a str>,
    text: String,
}

fn rows() -> impl Iterator<Item = Row<'static>> {
    TEXTS.lines().map(|line| serde_json::from_str(line).unwrap())
}

/// Every text of the catalogues of what go, its module proxies, git and the other tools say, with made-up names: the
/// stage is right, and the due cause is among the first three.
#[test]
fn every_text_of_the_catalogues_has_its_stage_and_its_cause() {
    let rows: Vec<Row<'_>> =
        CATALOGUE.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut stages, mut causes) = (Vec::new(), Vec::new());
    for Row { of, stage, cause, text } in &rows {
        let found = messages(text);
        let first = found.first();
        let read = first.map_or("nothing", |found| Step::in_logs(found.step));
        let names: Vec<_> = first.iter().flat_map(|it| &it.causes).map(|it| &*it.name).collect();
        if read != *stage || found.len() != 1 {
            stages.push(format!("{of}: {text}\n  is {read} ({} found), not {stage}", found.len()));
        }
        if !names.iter().take(3).any(|name| Some(*name) == *cause) {
            causes.push(format!("{of}: {text}\n  is {names:?}, not {cause:?}"));
        }
    }
    assert!(stages.is_empty(), "{}", stages.join("\n"));
    assert!(causes.len() * 20 <= rows.len(), "{}", causes.join("\n"));
}

fn messages(log: &str) -> Vec<Message> {
    explain(log.as_bytes()).map(Result::unwrap).collect()
}

/// Holds each of the `count` texts of one subject to its stage and first cause.
fn hold(subject: &str, count: usize) {
    let rows: Vec<_> = rows().filter(|row| row.of == subject).collect();
    let wrong: Vec<String> = rows.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rows.len(), count, "{subject}");
}

/// What is read from a text, where it is not what its row says.
fn wrong(row: &Row<'_>) -> Option<String> {
    let Row { stage, cause, text, .. } = row;
    let found = messages(text);
    let first = found.first();
    let read = first
        .map(|found| (Step::in_logs(found.step), found.causes.first().map(|cause| &*cause.name)));
    let is_right = read == Some((*stage, *cause)) && found.len() == 1;
    (!is_right)
        .then(|| format!("{text}\n  is {read:?} ({} found), not {stage} {cause:?}", found.len()))
}

#[test]
fn what_a_fetch_can_meet() {
    hold("fetch", 26);
}

#[test]
fn what_a_verifier_can_refuse() {
    hold("verifier", 12);
}

#[test]
fn what_a_page_can_be() {
    hold("page", 19);
}

#[test]
fn what_a_proxy_can_answer() {
    hold("proxy", 18);
}

#[test]
fn what_a_checksum_can_say() {
    hold("checksum", 10);
}

#[test]
fn what_git_can_say() {
    hold("git", 16);
}

#[test]
fn what_needs_no_network() {
    hold("no network", 17);
}

#[test]
fn what_a_build_can_lack() {
    hold("build", 6);
}

#[test]
fn what_people_paste() {
    hold("pasted", 141);
}

#[test]
fn every_text_is_of_a_subject() {
    assert_eq!(rows().count(), 265);
}

#[test]
fn several_errors_keep_their_order_and_their_lines() {
    let log = "\
[Error - 10:23:45 AM] 2021/01/02 10:23:45 go packages.Load: err: exit status 1: stderr: go: h.test/a@v1.0.0: module lookup disabled by GOPROXY=off
{\"level\":\"error\",\"msg\":\"exit status 1: go: module h.test/b: git ls-remote -q origin in /c: exit status 128:\\n\\tfatal: could not read Password for 'https://t@h.test': terminal prompts disabled\\n\",\"operation\":\"download.ListHandler\"}
Error: go: h.test/c@v1.2.3: reading https://px.test/h.test/c/@v/v1.2.3.mod: 401 Unauthorized
main.go:4:2: no required module provides package h.test/d; to add it:
\tgo get h.test/d
--- FAIL: TestDial (0.00s)
    dial_test.go:12: dial tcp 127.0.0.1:1: connect: connection refused
go: updates to go.mod needed; to update it:
\tgo mod tidy
";
    let found = messages(log);
    let told: Vec<_> = found
        .iter()
        .map(|found| {
            let cause = found.causes.first().map_or("-", |cause| &*cause.name);
            (found.line, found.path.as_deref().unwrap_or("-"), cause)
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, "h.test/a", "goproxy-off"),
            (2, "h.test/b", "git-token-as-username-without-password"),
            (3, "h.test/c", "goproxy-401-credentials-missing"),
            (4, "h.test/d", "package-not-required"),
            (8, "-", "go-mod-out-of-date"),
        ]
    );
    assert_eq!(found[3].text.lines().count(), 2);
}
