//! Every format on the same sample reports.

mod commonest;
mod fixes;
mod formats;
mod groups;
mod sample;
mod schema;

use goget_doctor::{
    explain::Group,
    go::version::Version,
    problem::Problem,
    render::{Detail, Painter, explain, human, json, jsonl, lab, meta, problem},
    report::{
        Batch, Finding, Item, Line, Report, Severity, StepReport, StepVerdict, meta::MetaView,
    },
    trace::{Got, Step, Verdict},
};
use proptest::{prelude::*, test_runner::RngSeed};

fn terminal(width: usize) -> Painter {
    Painter { terminal: Some(width), ..Painter::FILE }
}

fn normal(report: Report, painter: Painter) -> String {
    human::render(&[report], &painter, Detail::Normal)
}

#[test]
fn a_failure_in_a_file() {
    insta::assert_snapshot!(normal(sample::failing(), Painter::FILE));
}

#[test]
fn a_failure_at_120_80_and_40_columns() {
    for width in [120, 80, 40] {
        let screen = normal(sample::failing(), terminal(width));
        insta::assert_snapshot!(format!("failing_{width}"), screen);
    }
}

#[test]
fn a_failure_in_ascii() {
    insta::assert_snapshot!(normal(sample::failing(), Painter { unicode: false, ..terminal(80) }));
}

#[test]
fn a_failure_in_colour() {
    colored::control::set_override(true);
    insta::assert_snapshot!(normal(sample::failing(), Painter { color: true, ..Painter::FILE }));
}

#[test]
fn a_failure_quiet_and_verbose() {
    for (name, detail) in [("quiet", Detail::Quiet), ("verbose", Detail::Verbose)] {
        let reports = [sample::failing(), sample::several()];
        insta::assert_snapshot!(name, human::render(&reports, &Painter::FILE, detail));
    }
}

#[test]
fn the_other_outcomes() {
    let reports = [sample::success(), sample::undetermined(), sample::limit(), sample::several()];
    insta::assert_snapshot!(human::render(&reports, &terminal(80), Detail::Normal));
}

#[test]
fn machine_formats() {
    insta::assert_snapshot!("one_json", json::document(&sample::failing()));
    insta::assert_snapshot!(
        "several_json",
        json::envelope(&Batch::new(vec![
            Item::new(sample::limit()),
            Item::new(sample::undetermined())
        ]))
    );
    insta::assert_snapshot!("jsonl", jsonl::render(&[sample::several(), sample::success()]));
}

#[test]
fn an_error_of_several_lines() {
    let report = Report {
        verdict: Verdict::Fails(
            "module a.test/b: git ls-remote: exit status 128:\n\tfatal: \u{1b}[31mno\n".to_owned(),
        ),
        ..sample::empty("a.test/b")
    };
    insta::assert_snapshot!(human::render(&[report], &Painter::FILE, Detail::Quiet), @r"
    a.test/b                                                                   as go 1.27 (newest known)

    go says  module a.test/b: git ls-remote: exit status 128:
                 fatal: \x1b[31mno
    ");
}

#[test]
fn a_problem() {
    let problem =
        Problem::new("cannot read x\u{7}", "no such file", "name a file that can be read");
    insta::assert_snapshot!(problem::human(&problem, &Painter::FILE), @r"
    error    cannot read x\x07
    why      no such file
    next     name a file that can be read
    ");
}

#[test]
fn a_page() {
    insta::assert_snapshot!("meta_human", meta::human(&sample::page(), &terminal(80)));
    insta::assert_snapshot!("meta_json", json::document(&sample::page()));
    let nothing = MetaView::of("-", b"", None, Version::NEWEST);
    insta::assert_snapshot!("meta_nothing", meta::human(&nothing, &Painter::FILE));
}

#[test]
fn a_lab_run() {
    let run = sample::lab_run();
    assert!(!run.is_as_said());
    insta::assert_snapshot!("lab_human", lab::human(&run, &Painter::FILE, Detail::Quiet));
    insta::assert_snapshot!("lab_json", jsonl::line(&run));
}

#[test]
fn a_log() {
    let screen = |painter: &Painter, detail: Detail| -> String {
        sample::messages()
            .iter()
            .map(|message| explain::human(&Group::new(message.clone()), None, detail, painter))
            .collect()
    };
    insta::assert_snapshot!("log_human", screen(&Painter::FILE, Detail::Verbose));
    insta::assert_snapshot!(
        "log_60",
        screen(&Painter { unicode: false, ..terminal(60) }, Detail::Normal)
    );
    let (mut document, nothing) = (explain::Document::new(true), explain::Document::new(true));
    let pieces: String = sample::messages().iter().map(|message| document.piece(message)).collect();
    insta::assert_snapshot!("log_json", document.head() + &pieces + &document.tail(&[], &[]));
    assert_eq!(
        nothing.head() + &nothing.tail(&[], &[]),
        "{\n  \"schema\": 2,\n  \"messages\": []\n}\n"
    );
}

/// Text in which every second character is one that a terminal obeys or hides.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let control = prop_oneof![
        any::<char>(),
        prop::char::range('\0', '\u{1f}'),
        prop::char::range('\u{7f}', '\u{9f}'),
        prop::char::range('\u{200b}', '\u{202e}'),
        Just('\u{1b}'),
        Just('大'),
        Just(' '),
    ];
    prop::collection::vec(prop_oneof![control, prop::char::range(' ', '~')], 0..40)
        .prop_map(|chars| chars.into_iter().collect())
}

pub(crate) fn hostile_report() -> impl Strategy<Value = Report> {
    (hostile(), hostile(), hostile(), hostile(), hostile(), any::<Option<bool>>()).prop_map(
        |(path, says, text, label, error, ok)| {
            let line = Line { label, text: text.clone(), aside: says.clone(), micros: Some(1) };
            let step = StepReport {
                aside: path.clone(),
                lines: vec![line.clone(), Line { label: String::new(), ..line }],
                ..sample::step(Step::Fetch, StepVerdict::Fail, &says)
            };
            let finding = Finding {
                name: "sample".into(),
                severity: Severity::Error,
                usual: None,
                title: text.clone(),
                evidence: vec![error.clone()],
                fix: vec![path.clone(), says.clone()],
                not: vec![text],
                step: Step::Meta,
                look: None,
            };
            Report {
                go_because: says.clone(),
                verdict: match ok {
                    Some(true) => Verdict::Gets(Got::default()),
                    Some(false) => Verdict::Fails(error),
                    None => Verdict::unknown(says),
                },
                steps: vec![step],
                findings: vec![finding],
                ..sample::empty(&path)
            }
        },
    )
}

/// `text` without the sequences that set colours.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(part.len());
        match part[end..].strip_prefix('m') {
            Some(rest) => text + rest,
            None => text + "\u{1b}" + part,
        }
    })
}

pub(crate) fn is_harmless(c: char) -> bool {
    let hidden = ['\u{200b}'..='\u{200f}', '\u{2028}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    c == '\n' || !(c.is_control() || hidden.iter().any(|range| range.contains(&c)))
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through(
        report in hostile_report(),
        width in prop::option::of(1_usize..200),
        unicode: bool,
        color: bool,
    ) {
        colored::control::set_override(true);
        let painter = Painter { color, unicode, terminal: width, trace_first: false };
        for detail in [Detail::Normal, Detail::Quiet, Detail::Verbose] {
            let screen = human::render(std::slice::from_ref(&report), &painter, detail);
            let plain = if color { without_colours(&screen) } else { screen };
            prop_assert!(plain.chars().all(is_harmless), "{plain:?}");
            prop_assert!(unicode || plain.is_ascii(), "{plain:?}");
        }
    }

    #[test]
    fn machine_formats_read_back(report in hostile_report()) {
        let text = json::document(&report);
        let value: serde_json::Value = serde_json::from_str(&text)?;
        prop_assert_eq!(&value, &serde_json::to_value(&report)?);
        let line = jsonl::render(std::slice::from_ref(&report));
        prop_assert_eq!(line.lines().count(), 1);
        prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&line)?, &value);
    }
}
