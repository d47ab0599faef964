//! What was wrong before: the output of an earlier run, whose failures do not fail again.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;
use serde_json::Value;

use crate::{findings::Severity, problem::Problem, report::Item};

/// What an earlier run found wrong, by path.
#[derive(Clone, Debug, Default)]
pub struct Baseline(BTreeMap<String, Known>);

#[derive(Clone, Debug, Default)]
struct Known {
    failed: bool,
    error: Option<String>,
    findings: BTreeSet<String>,
}

impl Baseline {
    /// Reads what `check` wrote with `--format json` or `jsonl`; `name` is the file.
    pub fn parse(bytes: &[u8], name: &str) -> Result<Self, Problem> {
        let broken = |why: String| {
            let next = "goget-doctor check --format json > FILE";
            Problem::new(format!("cannot use the baseline {name}"), why, next)
        };
        let values = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>();
        let values: Result<Vec<Value>, _> = values.collect();
        let values = values.map_err(|error| broken(error.to_string()))?;
        let reports = values.into_iter().flat_map(|value| match value {
            Value::Array(reports) => reports,
            Value::Object(mut envelope) if envelope.contains_key("results") => {
                match envelope.remove("results") {
                    Some(Value::Array(reports)) => reports,
                    _ => Vec::new(),
                }
            }
            report => vec![report],
        });
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        for report in reports.filter(|report| report.get("problem").is_none()) {
            let path = report.get("path").and_then(Value::as_str);
            let path = path.ok_or_else(|| broken("an object in it has no path".into()))?;
            known.entry(path.to_owned()).or_default().add(&report);
        }
        Ok(Self(known))
    }

    /// Whether all that is wrong with `item` was so before.
    pub fn knows(&self, item: &Item) -> bool {
        let report = &item.report;
        let Some(known) = self.0.get(&report.path) else { return false };
        let mut failing = report.findings.iter().filter(|it| it.severity < Severity::Note);
        let named = failing.all(|finding| known.findings.contains(&*finding.name));
        let explained = report.findings.iter().any(|it| it.severity == Severity::Error);
        let same = explained || steady(report.verdict.error()) == steady(known.error.as_deref());
        named && (report.verdict.ok() != Some(false) || (known.failed && same))
    }
}

/// An error without what changes from run to run: ports and the numbers of streams.
fn steady(error: Option<&str>) -> Option<Cow<'_, str>> {
    static CHANCE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"stream ID [0-9]+|:[0-9]{4,5}").ok());
    let error = error?;
    Some(match &*CHANCE {
        Some(chance) => chance.replace_all(error, ""),
        None => Cow::Borrowed(error),
    })
}

impl Known {
    fn add(&mut self, report: &Value) {
        self.failed |= report.get("ok") == Some(&Value::Bool(false));
        self.error = report.get("error").and_then(Value::as_str).map(ToOwned::to_owned);
        let findings = report.get("findings").and_then(Value::as_array).into_iter().flatten();
        let names = findings.filter_map(|finding| finding.get("name")?.as_str());
        self.findings.extend(names.map(ToOwned::to_owned));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{go::version::Version, report::Report, trace::Verdict};

    fn item(path: &str, error: &str) -> Item {
        let report = Report::of_line(path, Version::NEWEST, Vec::new());
        Item::new(Report { verdict: Verdict::Fails(error.to_owned()), ..report })
    }

    #[test]
    fn only_the_same_failure_is_known() {
        let text = br#"{"path": "a", "ok": false, "error": "x", "findings": []}
{"schema": 1, "problem": {}}"#;
        let baseline = Baseline::parse(text, "b").unwrap();
        assert!(baseline.knows(&item("a", "x")));
        assert!(!baseline.knows(&item("a", "y")) && !baseline.knows(&item("b", "x")));
        let array =
            Baseline::parse(br#"[{"path": "b", "ok": true, "findings": []}]"#, "b").unwrap();
        assert!(!array.knows(&item("b", "x")));
        assert!(Baseline::parse(b"{", "b").is_err() && Baseline::parse(b"{}", "b").is_err());
    }
}
