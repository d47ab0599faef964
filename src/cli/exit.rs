//! Exit status, the same in every format.

use std::process::ExitCode;

use crate::{
    findings::{Finding, Severity},
    report::{Batch, Status},
};

/// How the command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: go would succeed, or the command did what it was asked for.
    Success,
    /// 1: go would fail, or a finding of severity error stands.
    Failure,
    /// 2: the doctor could not do its work, or has no verdict.
    Undecided,
    /// The status of a command that was run (`lab run NAME -- CMD`).
    Of(u8),
}

impl Exit {
    /// The status for a batch: of several paths, the highest.
    pub fn of(batch: &Batch) -> Self {
        let each = batch.items.iter().map(|item| match batch.status(item) {
            Status::Open => Self::Undecided,
            Status::Failed => Self::Failure,
            Status::Known | Status::Passed => Self::Success,
        });
        each.max().unwrap_or(Self::Success)
    }

    /// The status where go's answer is known and these findings stand.
    pub fn judged(ok: bool, findings: &[Finding]) -> Self {
        let stands = findings.iter().any(|finding| finding.severity == Severity::Error);
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
    use crate::{
        go::version::Version,
        report::{Item, Report},
        trace::Step,
    };

    fn item(ok: Option<bool>, severity: Option<Severity>) -> Item {
        let finding = |severity| Finding {
            name: "sample",
            severity,
            usual: None,
            title: String::new(),
            evidence: Vec::new(),
            fix: Vec::new(),
            not: Vec::new(),
            step: Step::Fetch,
            look: None,
        };
        let findings = severity.map(finding).into_iter().collect();
        let report = Report::of_line("", Version::NEWEST, findings);
        Item::new(Report { ok, ..report })
    }

    fn exit(items: &[Item]) -> Exit {
        Exit::of(&Batch::new(items.to_vec()))
    }

    #[test]
    fn the_table() {
        use Exit::{Failure, Success, Undecided};
        use Severity::{Error, Note, Warning};
        let table = [
            (Some(true), None, Success),
            (Some(true), Some(Note), Success),
            (Some(true), Some(Warning), Success),
            (Some(true), Some(Error), Failure),
            (Some(false), None, Failure),
            (None, None, Undecided),
            (None, Some(Error), Undecided),
        ];
        for (ok, severity, expected) in table {
            assert_eq!(exit(&[item(ok, severity)]), expected, "{ok:?} {severity:?}");
        }
    }

    #[test]
    fn of_several_the_highest() {
        let [good, bad, open] = [Some(true), Some(false), None].map(|ok| item(ok, None));
        let known = Item { known: true, ..bad.clone() };
        assert_eq!(exit(&[good.clone(), bad.clone()]), Exit::Failure);
        assert_eq!(exit(&[bad, open, good.clone()]), Exit::Undecided);
        assert_eq!(exit(&[known, good]), Exit::Success);
        assert_eq!(exit(&[]), Exit::Success);
    }
}
