//! What each step saw, and whom go asked.

use super::Screen;
use crate::{
    findings::{Line, StepVerdict},
    render::{
        Detail,
        page::{Cells, Lead, joined, time},
        painter::{Mark, Role},
        text::{columns, pad, shorten},
    },
    report::{Candidate, Report, StepReport},
    trace::Step,
};

impl Screen<'_> {
    pub(super) fn steps(&mut self) {
        let report = self.report;
        if report.candidates.len() < 2 {
            self.put_steps(report.steps.iter());
            return;
        }
        self.put_steps(report.steps.iter().filter(|step| candidate_of(report, step).is_none()));
        self.page.blank();
        for candidate in &report.candidates {
            self.candidate(candidate);
        }
    }

    fn candidate(&mut self, candidate: &Candidate) {
        let path = self.painter.text(&candidate.path);
        let (mark, answer) = match (&candidate.root, &candidate.error) {
            (Some(root), _) => (Mark::Pass, format!("{} {}", root.vcs, root.repo)),
            (None, Some(error)) => (Mark::Fail, error.clone()),
            (None, None) => match self.version_of(&candidate.path) {
                Some(version) => (Mark::Pass, version.to_owned()),
                None => (Mark::Unreached, "no answer".to_owned()),
            },
        };
        let mark = self.painter.paint(mark.role(), self.painter.symbol(mark));
        let painted = format!("{mark} {}", self.painter.paint(Role::Strong, &path));
        let lead = Lead { painted, columns: 1 + self.symbol_columns() + columns(&path) };
        let report = self.report;
        let answer = self.painter.text(&answer);
        if self.detail == Detail::Verbose || is_chosen(report, candidate) {
            self.page.row(&lead, lead.columns + 2, "", "");
            let steps = report.steps.iter();
            let own = steps.filter(|step| candidate_of(report, step) == Some(&candidate.path));
            self.put_steps(own);
        } else {
            let room = self.painter.width().saturating_sub(lead.columns + 2).max(16);
            let answer = shorten(&answer, room, self.painter.ellipsis());
            self.page.row(&lead, 4, &answer, "");
        }
    }

    /// The version that the run takes of the module `path`.
    fn version_of(&self, path: &str) -> Option<&str> {
        let version = self.report.played.as_ref()?.version.as_ref()?;
        let sound = self.report.verdict.ok() == Some(true);
        (sound && version.module == path).then_some(&version.version)
    }

    fn put_steps<'s>(&mut self, steps: impl Iterator<Item = &'s StepReport>) {
        let (mut failed, mut cut) = (false, false);
        for step in steps {
            let unreached = failed && step.verdict == StepVerdict::Skip;
            // The first step that was not reached is shown for the rest; go's answer comes below.
            let told = cut && self.detail != Detail::Verbose;
            if !told || !(unreached || step.step == Step::Root) {
                self.step(step, if unreached { Mark::Unreached } else { mark(step.verdict) });
            }
            cut |= unreached;
            if step.verdict != StepVerdict::Skip {
                failed = step.verdict == StepVerdict::Fail;
            }
        }
    }

    fn step(&mut self, step: &StepReport, mark: Mark) {
        let symbol = self.painter.paint(mark.role(), self.painter.symbol(mark));
        let name = name(step.step);
        let lead = Lead {
            painted: format!("  {symbol} {name}"),
            columns: 3 + self.symbol_columns() + columns(&name),
        };
        let column = if self.painter.is_narrow() { 4 } else { self.column() };
        let took = time(Some(step.micros).filter(|micros| *micros >= 1_000));
        let right = joined(&self.painter.text(&step.aside), &took);
        let says = self.painter.text(&step.says);
        if mark == Mark::Fail {
            self.page.telling_row(&lead, column, &says, &right);
        } else {
            self.page.row(&lead, column, &says, &right);
        }
        if self.shows_lines(step) {
            self.lines(&step.lines);
        }
    }

    /// The details of a step: a label begins a table that the lines without one go on.
    fn lines(&mut self, lines: &[Line]) {
        let narrow = self.painter.is_narrow();
        let (indent, column) = if narrow { (4, 14) } else { (6, self.column()) };
        for table in lines.chunk_by(|_, next| next.label.is_empty()) {
            let label = table.first().map(|line| self.painter.text(&line.label));
            let label = label.unwrap_or_default();
            let painted = pad("", indent) + &self.painter.paint(Role::Faint, &label);
            let lead = Lead { painted, columns: indent + columns(&label) };
            let rows: Vec<_> = table.iter().map(|line| self.cells(line)).collect();
            self.page.table(&lead, column, &rows);
        }
    }

    fn cells(&self, line: &Line) -> Cells {
        Cells {
            text: self.painter.text(&line.text),
            aside: self.painter.text(&line.aside),
            time: time(line.micros),
        }
    }

    pub(super) fn is_shown(&self, step: &StepReport) -> bool {
        let path = candidate_of(self.report, step);
        let candidate = self.report.candidates.iter().find(|c| Some(&c.path) == path);
        self.detail == Detail::Verbose || candidate.is_none_or(|c| is_chosen(self.report, c))
    }

    pub(super) fn shows_lines(&self, step: &StepReport) -> bool {
        match self.detail {
            Detail::Normal => step.verdict == StepVerdict::Fail,
            Detail::Quiet => false,
            Detail::Verbose => true,
        }
    }

    /// Where the text of steps and details starts: behind the longest name of a step.
    fn column(&self) -> usize {
        self.symbol_columns() + 17
    }

    fn symbol_columns(&self) -> usize {
        columns(self.painter.symbol(Mark::Pass))
    }
}

/// The candidate that `step` belongs to; `None` for a step of the whole run.
fn candidate_of<'a>(report: &'a Report, step: &StepReport) -> Option<&'a String> {
    if step.step == Step::Settings {
        return None;
    }
    report.candidates.iter().map(|candidate| &candidate.path).find(|path| **path == step.path)
}

/// Whether this is the one candidate that is shown in full: the one that decides.
fn is_chosen(report: &Report, candidate: &Candidate) -> bool {
    let longest = report.candidates.first().map(|longest| &longest.path);
    report.decides.as_ref().or(longest) == Some(&candidate.path)
}

fn mark(verdict: StepVerdict) -> Mark {
    match verdict {
        StepVerdict::Fail => Mark::Fail,
        StepVerdict::Pass => Mark::Pass,
        StepVerdict::Skip => Mark::Skip,
        StepVerdict::Warn => Mark::Warn,
    }
}

/// The step's name in its column.
fn name(step: Step) -> String {
    step.name().replace('-', " ")
}
