//! Exit status, the same in every format.

use std::process::ExitCode;

use crate::report::{Finding, Report, Severity};

/// How the command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: go would succeed, or the command did what it was asked for.
    Success,
    /// 1: go would fail, or a finding stands that is denied.
    Failure,
    /// 2: the doctor could not do its work, or has no verdict.
    Undecided,
    /// The status of a command that was run (`lab run NAME -- CMD`).
    Of(u8),
}

impl Exit {
    /// The status for `reports`: of several, the highest.
    pub fn of(reports: &[Report], deny_warnings: bool) -> Self {
        let each = reports.iter().map(|report| match report.ok {
            None => Self::Undecided,
            Some(ok) => Self::judged(ok, &report.findings, deny_warnings),
        });
        each.max().unwrap_or(Self::Success)
    }

    /// The status where go's answer is known and these findings stand.
    pub fn judged(ok: bool, findings: &[Finding], deny_warnings: bool) -> Self {
        let denied = if deny_warnings { Severity::Warning } else { Severity::Error };
        let stands = findings.iter().any(|finding| finding.severity <= denied);
        if ok && !stands { Self::Success } else { Self::Failure }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Success => 0,
            Exit::Failure => 1,
            Exit::Undecided => 2,
            Exit::Of(status) => status,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{event::Step, go::version::Version, report::SCHEMA};

    fn report(ok: Option<bool>, severity: Option<Severity>) -> Report {
        let finding = |severity| Finding {
            name: "sample",
            severity,
            title: String::new(),
            evidence: Vec::new(),
            fix: Vec::new(),
            not: Vec::new(),
            step: Step::Fetch,
        };
        Report {
            schema: SCHEMA,
            go: Version::NEWEST,
            go_because: String::new(),
            path: String::new(),
            ok,
            root: None,
            error: None,
            limit: None,
            missing: None,
            candidates: Vec::new(),
            steps: Vec::new(),
            findings: severity.map(finding).into_iter().collect(),
            decides: None,
            releases: Vec::new(),
            log: Vec::new(),
            decided: "root",
        }
    }

    #[test]
    fn the_table() {
        use Exit::{Failure, Success, Undecided};
        use Severity::{Error, Note, Warning};
        let table = [
            (Some(true), None, Success, Success),
            (Some(true), Some(Note), Success, Success),
            (Some(true), Some(Warning), Success, Failure),
            (Some(true), Some(Error), Failure, Failure),
            (Some(false), None, Failure, Failure),
            (None, None, Undecided, Undecided),
            (None, Some(Error), Undecided, Undecided),
        ];
        for (ok, severity, usual, denying) in table {
            let reports = [report(ok, severity)];
            assert_eq!(Exit::of(&reports, false), usual, "{ok:?} {severity:?}");
            assert_eq!(Exit::of(&reports, true), denying, "{ok:?} {severity:?}");
        }
    }

    #[test]
    fn of_several_the_highest() {
        let [good, bad, open] = [Some(true), Some(false), None].map(|ok| report(ok, None));
        assert_eq!(Exit::of(&[good.clone(), bad.clone()], false), Exit::Failure);
        assert_eq!(Exit::of(&[bad, open, good], false), Exit::Undecided);
        assert_eq!(Exit::of(&[], false), Exit::Success);
    }
}
