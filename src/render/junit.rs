//! `JUnit` XML: a suite for each file of paths, a case for each path.

use std::time::Duration;

use super::{text::harmless, xml::Element};
use crate::report::{Batch, Item, Remark, Status};

/// The name of the suite for paths that no file names.
const TYPED: &str = "paths";

/// A test case and the element that says how it ended; a case that passed has none.
struct Case {
    element: Element,
    outcome: Option<&'static str>,
}

/// The batch as a test report.
pub fn render(batch: &Batch) -> String {
    let mut all: Vec<(String, Vec<Case>)> = suites(batch)
        .into_iter()
        .map(|(name, items)| {
            (harmless(name), items.into_iter().map(|item| case(item, batch)).collect())
        })
        .collect();
    all.extend(incomplete(batch).map(|case| ("goget-doctor".to_owned(), vec![case])));
    let cases = || all.iter().flat_map(|(_, cases)| cases);
    Element::new("testsuites")
        .with("name", "goget-doctor")
        .with("tests", cases().count().to_string())
        .with("skipped", ended(cases(), "skipped"))
        .with("failures", ended(cases(), "failure"))
        .with("errors", ended(cases(), "error"))
        .elements(all.into_iter().map(|(name, cases)| suite(&name, cases, batch)).collect())
        .document()
}

fn suite(name: &str, cases: Vec<Case>, batch: &Batch) -> Element {
    let judged = batch.judged().map(|stage| properties(stage.name()));
    Element::new("testsuite")
        .with("name", name)
        .with("tests", cases.len().to_string())
        .with("skipped", ended(&cases, "skipped"))
        .with("errors", ended(&cases, "error"))
        .with("failures", ended(&cases, "failure"))
        .elements(judged.into_iter().chain(cases.into_iter().map(|case| case.element)).collect())
}

/// The last stage that was judged of what passed.
fn properties(decided: &str) -> Element {
    let property = Element::new("property").with("name", "decided").with("value", decided);
    Element::new("properties").elements(vec![property])
}

/// How many cases ended with this element.
fn ended<'a>(cases: impl IntoIterator<Item = &'a Case>, outcome: &str) -> String {
    let ended = cases.into_iter().filter(|case| case.outcome == Some(outcome));
    ended.count().to_string()
}

/// The case that fails where the run was not completed.
fn incomplete(batch: &Batch) -> Option<Case> {
    let problem = batch.incomplete.as_ref()?;
    let error = Element::new("error")
        .with("message", harmless(&problem.what))
        .with("type", "incomplete")
        .text(harmless(&problem.to_string()));
    let element =
        Element::new("testcase").with("name", "the run is complete").elements(vec![error]);
    Some(Case { element, outcome: Some("error") })
}

/// The items by their files, in the order of the input.
fn suites(batch: &Batch) -> Vec<(&str, Vec<&Item>)> {
    let mut suites: Vec<(&str, Vec<&Item>)> = Vec::new();
    for item in &batch.items {
        let name = item.source.as_ref().map_or(TYPED, |source| source.file.as_str());
        match suites.iter_mut().find(|(known, _)| *known == name) {
            Some((_, items)) => items.push(item),
            None => suites.push((name, vec![item])),
        }
    }
    suites
}

fn case(item: &Item, batch: &Batch) -> Case {
    let place = item.source.as_ref().map(|source| format!("{}:{}", source.file, source.line));
    let time = Duration::from_micros(item.hosts.iter().map(|host| host.micros).sum());
    let element = Element::new("testcase")
        .with("name", harmless(&item.report.path))
        .with("classname", harmless(place.as_deref().unwrap_or(TYPED)))
        .with("time", format!("{:.3}", time.as_secs_f64()));
    let said = item.remarks();
    let outcome = match batch.status(item) {
        Status::Passed if said.is_empty() => return Case { element, outcome: None },
        Status::Passed => {
            let output = Element::new("system-out").text(text(item, &said));
            return Case { element: element.elements(vec![output]), outcome: None };
        }
        Status::Failed => "failure",
        Status::Open => "error",
        Status::Known => "skipped",
    };
    let mut status = Element::new(outcome);
    if let Some(first) = said.first() {
        status = status.with("message", harmless(first.title)).with("type", first.name);
    }
    let element = element.elements(vec![status.text(text(item, &said))]);
    Case { element, outcome: Some(outcome) }
}

fn text(item: &Item, remarks: &[Remark<'_>]) -> String {
    let mut lines: Vec<String> = item
        .report
        .verdict
        .error()
        .iter()
        .map(|error| format!("{:<7}  {}", item.report.says(), harmless(error)))
        .collect();
    for remark in remarks {
        lines.push(format!("{}  {}", remark.name, harmless(remark.title)));
        let Some(finding) = remark.finding else { continue };
        lines.extend(finding.evidence.iter().map(|seen| format!("seen     {}", harmless(seen))));
        lines.extend(finding.fix.iter().map(|fix| format!("cure     {}", harmless(fix))));
    }
    lines.join("\n")
}
