//! JSON: one object for one path, an array for several.

use serde::Serialize;
use serde_json::to_value;

use super::problem::ProblemDocument;
use crate::report::{Batch, Report};

/// The reports as JSON, keys in the order of the struct.
pub fn render(reports: &[Report]) -> String {
    match reports {
        [report] => document(report),
        reports => document(&reports),
    }
}

/// A batch as an array, at its end why it is incomplete where it is.
pub fn array(batch: &Batch) -> String {
    let items = batch.items.iter().map(|item| to_value(item).unwrap_or_default());
    let problem = batch.incomplete.as_ref().map(ProblemDocument::new);
    let problem = problem.iter().map(|problem| to_value(problem).unwrap_or_default());
    document(&items.chain(problem).collect::<Vec<_>>())
}

/// Anything that is serialized without fail, indented, with a line end.
pub fn document(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").unwrap_or_default()
}
