//! From a trace to a report. Pure, so that a saved run is judged again without a network.

use crate::{
    checks,
    ending::{Ending, concluded},
    event::Conclusion,
    go::text::lossy,
    trace::Trace,
};

use super::{Candidate, Report, SCHEMA, log, steps};

impl Report {
    /// The verdict on the run that `trace` recorded.
    pub fn of(trace: &Trace) -> Self {
        let path = lossy(&trace.header.path.0);
        let ending = Ending::of(trace);
        Self {
            schema: SCHEMA,
            go: trace.header.go,
            go_because: trace.header.because.clone(),
            log: log::lines(trace, &ending),
            ok: ending.ok,
            root: ending.root,
            error: ending.error,
            limit: ending.limit,
            missing: ending.missing,
            decides: ending.decides,
            candidates: concluded(trace)
                .into_iter()
                .map(|(path, end)| candidate(path, end))
                .collect(),
            steps: steps::of(trace, &path),
            findings: checks::findings(trace),
            decided: "root",
            path,
        }
    }
}

fn candidate(path: &str, end: &Conclusion) -> Candidate {
    let (root, error) = match end {
        Conclusion::Found { root } => (Some(root.clone()), None),
        Conclusion::Failed { error, .. } => (None, Some(error.clone())),
        Conclusion::Limit { .. } | Conclusion::Unknown { .. } => (None, None),
    };
    Candidate { path: path.to_owned(), root, error }
}
