//! The machine formats are what `docs/report.schema.json` says, and nothing else.

use goget_doctor::{
    problem::Problem,
    render::{catalog, json, jsonl, lab::Entry, problem::ProblemDocument},
    report::{Batch, StepVerdict},
    stages::catalogue,
    trace::Step,
};
use serde_json::json;

use super::sample;
use crate::support::schema::{self as closed, Checker, schema, strict, strict_of};

fn hold(checker: &Checker, text: &str) {
    closed::hold(checker, &serde_json::from_str(text).expect("JSON"));
}

#[test]
fn reports_hold_to_the_schema() {
    let schema = strict();
    let reports = sample::all();
    hold(schema, &json::envelope(&sample::batch()));
    let stopped = Batch { incomplete: Some(Problem::new("a", "b", "c")), ..sample::batch() };
    hold(schema, &json::envelope(&stopped));
    for report in reports {
        hold(schema, &json::document(&report));
        hold(schema, &jsonl::render(&[report]));
    }
}

#[test]
fn the_other_documents_hold_to_the_schema() {
    let schema = strict();
    hold(schema, &json::document(&sample::page()));
    hold(schema, &json::document(&sample::lab_run()));
    for pretty in [true, false] {
        hold(schema, &sample::explained(pretty));
    }
    let entry = Entry { name: "too-long".to_owned(), about: "A page.".to_owned() };
    hold(schema, &jsonl::line(&entry));
    hold(schema, &json::document(&[entry]));
    let pages: Vec<_> =
        catalogue::all().iter().map(|named| catalog::Entry::new(named, Vec::new())).collect();
    hold(schema, &json::document(&pages));
    hold(&strict_of("findingPage"), &jsonl::line(&pages[0]));
    let problem = Problem::new("a", "b", "c");
    hold(schema, &json::document(&ProblemDocument::new(&problem)));
}

/// The closed list of steps, in the order of the enum.
#[test]
fn every_step_has_its_name_in_the_schema() {
    let schema = schema();
    let names = &schema["$defs"]["stepName"]["enum"];
    let ours: Vec<_> = Step::ALL.iter().filter(|step| step.is_of_runs()).collect();
    assert_eq!(&serde_json::to_value(ours).unwrap(), names);
}

/// A log has the names of the catalogue of causes.
#[test]
fn every_step_of_a_log_has_its_name_in_the_schema() {
    let schema = schema();
    let names = schema["$defs"]["message"]["properties"]["stage"]["enum"].as_array().unwrap();
    let ours: Vec<_> = Step::ALL.iter().map(|step| Step::in_logs(Some(*step))).collect();
    for name in names {
        let name = name.as_str().unwrap();
        assert!(ours.contains(&name) || name == Step::in_logs(None), "{name}");
    }
    for step in Step::ALL.iter().filter(|step| !step.is_of_runs()) {
        let name = Step::in_logs(Some(*step));
        assert!(names.contains(&json!(name)), "{name}");
    }
}

#[test]
fn what_does_not_belong_is_refused() {
    let strict = strict();
    let open = Checker::new(schema()).unwrap();
    let mut report = serde_json::to_value(sample::failing()).unwrap();
    report["later"] = json!(1);
    assert!(open.check(&report).is_ok(), "readers ignore what they do not know");
    assert!(strict.check(&report).is_err());
    for (pointer, value) in [
        ("/schema", json!(1)),
        ("/ok", json!("no")),
        ("/go", json!("go1.27")),
        ("/steps/0/step", json!("guess")),
        ("/steps/0/verdict", json!("maybe")),
        ("/findings/0/name", json!("Not Kebab")),
    ] {
        let mut report = serde_json::to_value(sample::failing()).unwrap();
        *report.pointer_mut(pointer).unwrap() = value;
        assert!(open.check(&report).is_err(), "{pointer}");
    }
    let verdicts = [StepVerdict::Fail, StepVerdict::Pass, StepVerdict::Skip, StepVerdict::Warn];
    for verdict in verdicts {
        let mut report = serde_json::to_value(sample::failing()).unwrap();
        report["steps"][0]["verdict"] = serde_json::to_value(verdict).unwrap();
        assert!(open.check(&report).is_ok());
    }
}
