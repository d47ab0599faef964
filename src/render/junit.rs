//! `JUnit` XML: a suite for each file of paths, a case for each path.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::text::harmless;
use crate::report::{Batch, Item, Remark, Status};

/// The name of the suite for paths that no file names.
const TYPED: &str = "paths";

/// The batch as a test report.
pub fn render(batch: &Batch) -> String {
    let mut document = Document::new("goget-doctor");
    for (name, items) in suites(batch) {
        let mut suite = TestSuite::new(harmless(name));
        suite.add_test_cases(items.into_iter().map(|item| case(item, batch)));
        document.add_test_suite(suite);
    }
    if let Some(problem) = &batch.incomplete {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(harmless(&problem.what)).set_type("incomplete");
        status.set_description(harmless(&problem.to_string()));
        let mut suite = TestSuite::new("goget-doctor");
        suite.add_test_case(TestCase::new("the run is complete", status));
        document.add_test_suite(suite);
    }
    document.to_string().map(|text| text.trim_end().to_owned() + "\n").unwrap_or_default()
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

fn case(item: &Item, batch: &Batch) -> TestCase {
    let mut case = TestCase::new(harmless(&item.report.path), status(item, batch));
    let place = item.source.as_ref().map(|source| format!("{}:{}", source.file, source.line));
    case.set_classname(harmless(place.as_deref().unwrap_or(TYPED)));
    case.set_time(Duration::from_micros(item.hosts.iter().map(|host| host.micros).sum()));
    let passed = batch.status(item) == Status::Passed;
    let said = item.remarks();
    if passed && !said.is_empty() {
        case.set_system_out(text(item, &said));
    }
    case
}

fn status(item: &Item, batch: &Batch) -> TestCaseStatus {
    let remarks = item.remarks();
    let mut status = match batch.status(item) {
        Status::Passed => return TestCaseStatus::success(),
        Status::Failed => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Status::Open => TestCaseStatus::non_success(NonSuccessKind::Error),
        Status::Known => TestCaseStatus::skipped(),
    };
    if let Some(first) = remarks.first() {
        status.set_type(first.name).set_message(harmless(first.title));
    }
    status.set_description(text(item, &remarks));
    status
}

fn text(item: &Item, remarks: &[Remark<'_>]) -> String {
    let mut lines: Vec<String> =
        item.report.error.iter().map(|error| format!("go says  {}", harmless(error))).collect();
    for remark in remarks {
        lines.push(format!("{}  {}", remark.name, harmless(remark.title)));
        let Some(finding) = remark.finding else { continue };
        lines.extend(finding.evidence.iter().map(|seen| format!("seen     {}", harmless(seen))));
        lines.extend(finding.fix.iter().map(|fix| format!("cure     {}", harmless(fix))));
    }
    lines.join("\n")
}
