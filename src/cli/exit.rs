//! Exit status, the same in every format.

use std::process::ExitCode;

use crate::{
    findings::{Finding, Severity},
    report::Batch,
};

/// How the command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: go would succeed, or the command did what it was asked for.
    Success,
    /// 3: no verdict: nobody was asked, a limit of our own, a part of go that is lacking here.
    Undecided,
    /// 1: go would fail, or there is a finding of severity error.
    Failure,
    /// 2: the doctor could not do its work.
    Unable,
    /// The status of a command that was run (`lab run NAME -- CMD`).
    Of(u8),
}

impl Exit {
    /// The status for a batch.
    pub fn of(batch: &Batch) -> Self {
        match batch.exit() {
            0 => Self::Success,
            1 => Self::Failure,
            _ => Self::Undecided,
        }
    }

    /// The number.
    pub fn status(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Unable => 2,
            Self::Undecided => 3,
            Self::Of(status) => status,
        }
    }

    /// As `--exit-zero` has it: the doctor did its work, whatever it found.
    pub(super) fn zero(self) -> Self {
        match self {
            Self::Failure | Self::Undecided => Self::Success,
            other => other,
        }
    }

    /// The status where go's answer is known and there are these findings.
    pub fn judged(ok: bool, findings: &[Finding]) -> Self {
        let stands = findings.iter().any(|finding| finding.severity == Severity::Error);
        if ok && !stands { Self::Success } else { Self::Failure }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        go::version::Version,
        report::{Item, Report},
        trace::{Got, Step, Verdict},
    };

    fn item(ok: Option<bool>, severity: Option<Severity>) -> Item {
        let finding = |severity| Finding {
            name: "sample".into(),
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
        let verdict = match ok {
            Some(true) => Verdict::Gets(Got::default()),
            Some(false) => Verdict::Fails("x".to_owned()),
            None => Verdict::unknown("x"),
        };
        Item::new(Report { verdict, ..report })
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
    fn of_several_the_worst() {
        let [good, bad, open] = [Some(true), Some(false), None].map(|ok| item(ok, None));
        let known = Item { known: true, ..bad.clone() };
        assert_eq!(exit(&[good.clone(), bad.clone()]), Exit::Failure);
        assert_eq!(exit(&[bad, open.clone(), good.clone()]), Exit::Failure);
        assert_eq!(exit(&[open, good.clone()]), Exit::Undecided);
        assert_eq!(exit(&[known, good]), Exit::Success);
        assert_eq!(exit(&[]), Exit::Success);
    }
}
