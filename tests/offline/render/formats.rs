//! The formats for pipelines: on the same sample, with hostile text, and read by their readers.

#![expect(clippy::unwrap_used, reason = "a test may")]

use goget_doctor::{
    problem::Problem,
    render::{
        Detail, Painter, check, github, gitlab, html, junit, line, markdown, openmetrics, sarif,
    },
    report::{Batch, Certificate, Chain, Details, HostTime, Item, Phase, Report, Request, Source},
    trace::Verdict,
};
use proptest::{prelude::*, test_runner::RngSeed};
use serde_json::Value;

use super::{hostile, hostile_report, is_harmless, sample};
use crate::support::{openmetrics::metrics, schema};

fn stopped() -> Batch {
    let problem =
        Problem::new("2 of 9 paths were checked", "the run was interrupted", "run it again");
    let items = sample::batch().items.into_iter().take(2).collect();
    Batch { incomplete: Some(problem), ..Batch::new(items) }
}

#[test]
fn people_see_a_table_then_the_failures() {
    insta::assert_snapshot!(
        "check_human",
        check::human(&sample::batch(), &Painter::FILE, Detail::Normal)
    );
    let narrow = Painter { terminal: Some(60), unicode: false, ..Painter::FILE };
    insta::assert_snapshot!("check_quiet", check::human(&stopped(), &narrow, Detail::Quiet));
}

#[test]
fn the_formats_of_pipelines() {
    insta::assert_snapshot!("sarif", sarif_without_rules(&sample::batch()));
    insta::assert_snapshot!("junit", junit::render(&sample::batch()));
    insta::assert_snapshot!("github", github::render(&sample::batch()));
    insta::assert_snapshot!("gitlab", gitlab::render(&sample::batch()));
    insta::assert_snapshot!("line", line::render(&sample::batch()));
    insta::assert_snapshot!("markdown", markdown::render(&sample::batch()));
    insta::assert_snapshot!("html", without_style(&html::render(&sample::batch())));
}

#[test]
fn what_is_incomplete_says_so() {
    let batch = stopped();
    let sarif: Value = serde_json::from_str(&sarif::render(&batch)).unwrap();
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    for text in [
        junit::render(&batch),
        github::render(&batch),
        gitlab::render(&batch),
        line::render(&batch),
        markdown::render(&batch),
        html::render(&batch),
    ] {
        assert!(text.contains("2 of 9 paths were checked") && text.contains("ncomplete"), "{text}");
    }
}

/// The rules come from the catalogue, and change with it.
fn sarif_without_rules(batch: &Batch) -> String {
    let mut value: Value = serde_json::from_str(&sarif::render(batch)).unwrap();
    value["runs"][0]["tool"]["driver"]["rules"] = Value::Null;
    for result in value["runs"][0]["results"].as_array_mut().unwrap() {
        result.as_object_mut().unwrap().remove("ruleIndex");
    }
    serde_json::to_string_pretty(&value).unwrap()
}

fn without_style(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("{head}<style></style>{body}")
}

fn sarif_held(text: &str) -> Result<(), String> {
    schema::sarif().check(&serde_json::from_str(text).unwrap())
}

#[test]
fn sarif_is_what_its_schema_says() {
    let nothing = Batch::nothing(Problem::new("a", "b", "c"));
    for batch in [sample::batch(), stopped(), nothing] {
        assert_eq!(sarif_held(&sarif::render(&batch)), Ok(()));
    }
    assert!(sarif_held("{\"version\": \"2.1.0\"}").is_err());
}

fn gitlab_held(text: &str) -> Result<(), String> {
    schema::code_quality().check(&serde_json::from_str(text).unwrap())
}

#[test]
fn gitlab_gets_what_it_asks_for() {
    for batch in [sample::batch(), stopped(), Batch::new(Vec::new())] {
        assert_eq!(gitlab_held(&gitlab::render(&batch)), Ok(()));
    }
    assert!(gitlab_held("[{}]").is_err());
}

/// The pattern of the problem matchers that docs/ci holds.
#[test]
fn problem_matchers_find_every_line_of_a_file() {
    let matcher: Value =
        serde_json::from_str(include_str!("../../../docs/ci/problem-matcher.json")).unwrap();
    let pattern = &matcher["problemMatcher"][0]["pattern"][0];
    let tasks: Value =
        serde_json::from_str(include_str!("../../../docs/ci/vscode-tasks.json")).unwrap();
    assert_eq!(&tasks["tasks"][0]["problemMatcher"]["pattern"], pattern);
    let line_of_file = regex::Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
    let text = line::render(&sample::batch());
    let found = text.lines().filter_map(|line| line_of_file.captures(line));
    let part = |captures: &regex::Captures<'_>, name: &str| {
        let group = usize::try_from(pattern[name].as_u64().unwrap()).unwrap();
        captures[group].to_owned()
    };
    let parts: Vec<_> = found
        .map(|it| ["file", "line", "severity", "code"].map(|name| part(&it, name)).join(" "))
        .collect();
    let first = "go.mod 5 error tls-roots-in-unsearched-location";
    assert_eq!((parts.len(), parts[0].as_str()), (5, first));
}

#[test]
fn results_name_their_rules_and_keep_their_fingerprints() {
    let value: Value = serde_json::from_str(&sarif::render(&sample::batch())).unwrap();
    let run = &value["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        if let Some(index) = result["ruleIndex"].as_u64() {
            assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
        }
    }
    let moved = |line| {
        let mut batch = sample::batch();
        batch.items[0].source = Some(Source { file: "go.mod".to_owned(), line });
        let value: Value = serde_json::from_str(&sarif::render(&batch)).unwrap();
        value["runs"][0]["results"][0]["partialFingerprints"].clone()
    };
    assert_eq!(moved(5), moved(50));
}

fn hostile_batch() -> impl Strategy<Value = Batch> {
    (hostile_report(), hostile(), hostile(), hostile(), 1_usize..9).prop_map(
        |(report, file, host, url, line)| {
            let request =
                Request { url: url.clone(), end: host.clone(), failed: true, ..Request::default() };
            let details = Details { requests: vec![request], chains: Vec::new() };
            let item = Item {
                source: Some(Source { file, line }),
                details: Some(details),
                hosts: vec![HostTime { host, requests: 1, micros: 5 }],
                ..Item::new(report)
            };
            let problem = Problem::new(url.clone(), url.clone(), url);
            Batch { incomplete: Some(problem), ..Batch::new(vec![item]) }
        },
    )
}

/// Reads HTML as a browser does; what it holds in addition to what we write.
fn strangers(page: &str) -> Vec<String> {
    let known = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "p",
        "main",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "span",
        "details",
        "summary",
        "pre",
        "div",
        "strong",
        "code",
        "figure",
        "figcaption",
        "svg",
        "rect",
        "ol",
        "li",
        "b",
        "dl",
        "dt",
        "dd",
        "i",
        "!doctype",
    ];
    let tags = page.split('<').skip(1).map(|tag| {
        let name = tag.trim_start_matches('/');
        name.split(|c: char| !c.is_ascii_alphanumeric() && c != '!')
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    tags.filter(|name| !known.contains(&name.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2),
        ..ProptestConfig::default()
    })]

    #[test]
    fn hostile_text_stays_text(batch in hostile_batch()) {
        let text = check::human(&batch, &Painter::FILE, Detail::Verbose);
        prop_assert!(text.chars().all(is_harmless), "{text:?}");
        let commands = github::render(&batch);
        prop_assert!(commands.lines().all(|line| line.starts_with("::")), "{commands:?}");
        prop_assert!(commands.chars().all(is_harmless), "{commands:?}");
        prop_assert_eq!(commands.lines().count(), batch.items[0].remarks().len() + 2);
        let lines = line::render(&batch);
        prop_assert!(lines.chars().all(is_harmless), "{lines:?}");
        prop_assert!(!lines.lines().any(|line| line.starts_with("::") || line.starts_with("##[")));
        prop_assert_eq!(lines.lines().count(), batch.items[0].remarks().len() + 2);
        let text = markdown::render(&batch);
        prop_assert!(text.chars().all(is_harmless), "{text:?}");
        let page = without_style(&html::render(&batch));
        prop_assert!(page.chars().all(is_harmless), "{page:?}");
        prop_assert_eq!(strangers(&page), Vec::<String>::new());
    }

    #[test]
    fn readers_read_hostile_text(batch in hostile_batch()) {
        prop_assert_eq!(gitlab_held(&gitlab::render(&batch)), Ok(()));
        prop_assert_eq!(sarif_held(&sarif::render(&batch)), Ok(()));
        let xml = junit::render(&batch);
        let read = junit_parser::from_reader(xml.as_bytes());
        let read = read.map_err(|error| TestCaseError::fail(format!("{error}: {xml}")))?;
        prop_assert_eq!(read.suites.iter().map(|suite| suite.cases.len()).sum::<usize>(), 2);
    }
}

#[test]
fn a_reader_of_junit_counts_as_we_do() {
    let read = junit_parser::from_reader(junit::render(&sample::batch()).as_bytes()).unwrap();
    let counts: Vec<_> = read
        .suites
        .iter()
        .map(|suite| {
            (suite.name.as_str(), suite.tests, suite.failures, suite.errors, suite.skipped)
        })
        .collect();
    assert_eq!(counts, [("go.mod", 5, 1, 2, 1), ("paths", 1, 0, 0, 0)]);
}

#[test]
fn bars_never_end_a_cell() {
    let report = Report { verdict: Verdict::Fails("e".to_owned()), ..sample::empty("a|b`c") };
    let text = markdown::render(&Batch::new(vec![Item::new(report)]));
    let row = text.lines().find(|line| line.starts_with("| failed")).unwrap();
    assert_eq!(row, r"| failed | a\|b\`c |  | `go-fails` |");
}

#[test]
fn metrics_are_read_by_a_reader_of_their_format() {
    let mut batch = sample::batch();
    let certificate =
        Certificate { ends: Some(1_795_219_200 + 86_400 * 7), ..Certificate::default() };
    let phase = |name, micros| Phase { name, start: 0, micros };
    let details = Details {
        requests: vec![Request {
            url: "https://go.example.com/x".to_owned(),
            phases: vec![phase("tls", 1_500_000), phase("wait", 2)],
            ..Request::default()
        }],
        chains: vec![Chain {
            host: "go.example.com".into(),
            certificates: vec![certificate],
            error: None,
        }],
    };
    batch.started = "2026-11-21T00:00:00Z".to_owned();
    batch.items[0].details = Some(details);
    batch.items[1].report.path = "odd\\path\"\n{}".to_owned();
    let samples = metrics(&openmetrics::render(&batch));
    let value = |name: &str, label: &str| {
        let found = samples.iter().find(|it| {
            it.0 == name && (label.is_empty() || it.1.values().any(|value| value == label))
        });
        found.unwrap_or_else(|| panic!("{name} {label}")).2
    };
    assert!((value("goget_doctor_certificate_days_left", "go.example.com") - 7.0).abs() < 0.01);
    assert!((value("goget_doctor_phase_seconds_sum", "tls") - 1.5).abs() < 0.01);
    assert!((value("goget_doctor_phase_seconds_count", "wait") - 1.0).abs() < 0.01);
    let failed = value("goget_doctor_paths", "failed");
    assert!(failed >= 1.0 && value("goget_doctor_complete", "") > 0.5);
    let first = &batch.items[0].report.path;
    assert!(value("goget_doctor_path_ok", first) < 0.5);
    metrics(&openmetrics::render(&stopped()));
}

#[test]
fn metrics_of_many_paths_are_bounded() {
    let item = |number: usize| {
        let mut item = sample::batch().items.remove(0);
        item.report.path = format!("h{number}.test/x");
        let request = Request {
            url: format!("https://h{number}.test/x"),
            phases: vec![Phase { name: "wait", start: 0, micros: 1 }],
            ..Request::default()
        };
        item.details = Some(Details { requests: vec![request], chains: Vec::new() });
        item
    };
    let batch = Batch::new((0..1200).map(item).collect());
    let samples = metrics(&openmetrics::render(&batch));
    assert!(samples.len() < 2500, "{}", samples.len());
    let dropped: Vec<_> =
        samples.iter().filter(|it| it.0 == "goget_doctor_dropped").map(|it| it.2).collect();
    assert_eq!(dropped, [1000.0, 200.0]);
}

#[test]
fn every_link_of_the_page_leads_to_a_place_on_it() {
    let mut batch = sample::batch();
    batch.about = vec![("command", "goget-doctor check <a>".to_owned())];
    let page = html::render(&batch);
    let links = regex::Regex::new("href=\"#([^\"]*)\"|for=\"([^\"]*)\"").unwrap();
    let mut count = 0;
    for link in links.captures_iter(&page) {
        let name = link.get(1).or(link.get(2)).unwrap().as_str();
        assert_eq!(page.matches(&format!("id=\"{name}\"")).count(), 1, "{name}");
        count += 1;
    }
    assert!(count > 10, "{count}");
    for part in
        ["id=\"failed\"", "id=\"passed\"", "<dt>command</dt><dd>goget-doctor check &lt;a&gt;</dd>"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(
        page.contains("id=\"page-tls-roots-in-unsearched-location\"") && !page.contains("<script")
    );
}
