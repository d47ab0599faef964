//! Saved runs that can be shared.

use crate::{problem::Problem, redact::redact, report::Report, trace::Trace};

/// A saved run without its names. That it says the same is tried.
pub(super) fn redacted(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let failed = |why: String| {
        let next = "leave out --redact, and look through the file before it is shared";
        Problem::new("the run cannot be shared as it is", why, next)
    };
    let redacted = redact(bytes).map_err(failed)?;
    let [before, after] = [bytes, &redacted].map(|bytes| Trace::load(bytes, "the run"));
    let says = |traces: &[Trace]| -> Vec<_> {
        let reports = traces.iter().map(Report::of);
        let names = |report: &Report| -> Vec<_> {
            report.findings.iter().map(|finding| finding.name.clone()).collect()
        };
        reports.map(|report| (report.verdict.ok(), names(&report))).collect()
    };
    if says(&before?) != says(&after?) {
        return Err(failed("other names would change what it says".to_owned()));
    }
    Ok(redacted)
}
