//! For people: every step with what it saw, go's answer, and what to change.

use super::{
    Detail, Painter,
    findings::{self, Evidence},
    page::{Cells, Lead, Page, joined, time},
    painter::{Mark, Role},
    played,
    text::{columns, pad, shorten},
};
use crate::{
    findings::{Finding, Line, StepVerdict},
    report::{By, Candidate, Releases, Report, Root, StepReport},
    trace::Step,
    trace::{Got, NOBODY_ASKED, Verdict},
};

/// The screen of each report, in their order; of several a summary at the end.
pub fn render<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
    painter: &Painter,
    detail: Detail,
) -> String {
    let reports: Vec<&Report> = reports.into_iter().collect();
    let screens: Vec<_> = reports.iter().map(|report| screen(report, painter, detail)).collect();
    let mut out = screens.join("\n");
    if reports.len() > 1 {
        out += &summary(&reports, painter);
    }
    out
}

pub(super) fn screen(report: &Report, painter: &Painter, detail: Detail) -> String {
    let mut screen = Screen { report, painter, detail, page: Page::new(painter) };
    screen.header();
    if detail != Detail::Quiet && !report.steps.is_empty() {
        screen.page.blank();
        screen.steps();
    }
    if detail != Detail::Quiet {
        played::walk(&mut screen.page, painter, report, detail);
    }
    screen.page.blank();
    screen.answer();
    screen.disagree();
    screen.releases();
    screen.findings();
    screen.page.finish()
}

/// What a group of releases comes to, in a line.
fn verdict(group: &Releases) -> String {
    let root = |root: &Root| {
        let directory = if root.subdir.is_empty() { "" } else { ", directory " };
        format!("{} {} {}{directory}{}", root.path, root.vcs, root.repo, root.subdir)
    };
    match &group.verdict {
        Verdict::Gets(Got { root: Some(found) }) => root(found),
        Verdict::Gets(Got { root: None }) | Verdict::HandshakeOnly => "succeeds".to_owned(),
        Verdict::Fails(error) => error.replace("\n\t", " "),
        Verdict::Refused => "of no use as it stands".to_owned(),
        Verdict::Stopped(limit) => format!("limit of goget-doctor: {limit}"),
        Verdict::Named(named) => format!("{}: {NOBODY_ASKED}", root(named)),
        Verdict::Unknown(missing) => format!("not known without {}", missing.what),
    }
}

/// How many findings are shown unless all are asked for.
const FINDINGS: usize = 3;

struct Screen<'a> {
    report: &'a Report,
    painter: &'a Painter,
    detail: Detail,
    page: Page<'a>,
}

impl Screen<'_> {
    fn header(&mut self) {
        let because = match self.report.go_because.as_str() {
            "" => String::new(),
            because => format!(" ({because})"),
        };
        let rules = self.painter.text(&format!("as go {}{because}", self.report.go));
        let path = self.painter.text(&self.report.path);
        let lead =
            Lead { painted: self.painter.paint(Role::Strong, &path), columns: columns(&path) };
        self.page.row(&lead, 2, "", &rules);
    }

    /// The releases of interest that would end otherwise.
    fn disagree(&mut self) {
        for other in &self.report.disagree {
            let would = match (other.verdict.root(), other.verdict.error()) {
                (Some(root), _) => format!("would find {}", found(root)),
                (None, Some(error)) => format!("would fail: {error}"),
                (None, None) => "would succeed".to_owned(),
            };
            let text = format!("go {} ({}) {would}", other.go, other.because);
            self.page.labelled(Role::Warn, "but", &text);
        }
    }

    /// What each release says, where all were asked.
    fn releases(&mut self) {
        let groups = &self.report.releases;
        let widest = groups.iter().map(|group| columns(&group.range())).max().unwrap_or(0);
        if !groups.is_empty() {
            self.page.blank();
        }
        for group in groups {
            let range = self.painter.text(&group.range());
            let role = match group.verdict.ok() {
                Some(true) => Role::Good,
                Some(false) => Role::Bad,
                None => Role::Warn,
            };
            let lead = Lead { painted: self.painter.paint(role, &range), columns: columns(&range) };
            let says = self.painter.text(&verdict(group));
            self.page.row(&lead, widest + 2, &says, "");
        }
    }

    fn steps(&mut self) {
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
        self.page.row(&lead, column, &self.painter.text(&step.says), &right);
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

    fn answer(&mut self) {
        let report = self.report;
        match &report.verdict {
            Verdict::Fails(error) => self.page.labelled(Role::Bad, report.says(), error),
            Verdict::Refused => {}
            Verdict::Gets(_) if report.asks_nothing() => {}
            Verdict::Stopped(limit) => {
                let text = format!("{limit}; goget-doctor stops there, go has no such limit");
                self.page.labelled(Role::Warn, "limit", &text);
            }
            Verdict::Gets(_) if report.played.is_some() => {
                let text = report.got().unwrap_or_else(|| "nothing".to_owned());
                self.page.labelled(Role::Good, report.gets(), &text);
            }
            Verdict::Gets(Got { root: Some(root) }) => {
                self.page.labelled(Role::Good, report.gets(), &found(root));
            }
            Verdict::Gets(Got { root: None }) | Verdict::HandshakeOnly => {
                let text = format!("{}, for which it needs no repository", report.path);
                self.page.labelled(Role::Good, "go gets", &text);
            }
            Verdict::Named(root) => {
                self.page.labelled(Role::Warn, "named", &found(root));
                self.page.labelled(Role::Warn, "unknown", NOBODY_ASKED);
            }
            Verdict::Unknown(missing) => {
                if let Some(root) = &missing.root {
                    self.page.labelled(Role::Good, "root", &found(root));
                }
                self.page.labelled(Role::Warn, "unknown", &missing.what);
            }
        }
        if let Some(played) = report.played.as_ref().filter(|_| self.detail != Detail::Quiet) {
            played::version(&mut self.page, played);
        }
        if let Some(proxy) = &report.asked_first {
            let text = format!("go asks {proxy} first; this is what it meets in direct mode");
            self.page.labelled(Role::Faint, "direct", &text);
        }
    }

    fn findings(&mut self) {
        let report = self.report;
        let shown = if self.detail == Detail::Verbose { usize::MAX } else { FINDINGS };
        for finding in report.findings.iter().take(shown) {
            self.page.blank();
            let evidence = self.evidence(finding);
            findings::put(&mut self.page, finding, evidence);
        }
        let hidden = report.findings.len().saturating_sub(shown);
        if hidden > 0 {
            self.page.blank();
            findings::put_hidden(&mut self.page, hidden);
        }
    }

    fn evidence(&self, finding: &Finding) -> Evidence {
        let mut steps = self.report.steps.iter().filter(|step| step.step == finding.step);
        // The details of a request hold what a finding about it goes by; of others only a part.
        let shown = finding.step == Step::Fetch
            && steps.any(|step| {
                !step.lines.is_empty() && self.is_shown(step) && self.shows_lines(step)
            });
        if shown { Evidence::Above } else { Evidence::Missing }
    }

    fn is_shown(&self, step: &StepReport) -> bool {
        let path = candidate_of(self.report, step);
        let candidate = self.report.candidates.iter().find(|c| Some(&c.path) == path);
        self.detail == Detail::Verbose || candidate.is_none_or(|c| is_chosen(self.report, c))
    }

    fn shows_lines(&self, step: &StepReport) -> bool {
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

fn summary(reports: &[&Report], painter: &Painter) -> String {
    let outcomes =
        [(Some(true), "would succeed"), (Some(false), "would fail"), (None, "without a verdict")];
    let counted =
        outcomes.map(|(ok, says)| (reports.iter().filter(|r| r.verdict.ok() == ok).count(), says));
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let counted: Vec<_> = counted.map(|(count, says)| format!("{count} {says}")).collect();
    let mut page = Page::new(painter);
    page.blank();
    let text = format!("{} paths: {}", reports.len(), counted.join(", "));
    page.labelled(Role::Strong, "in all", &text);
    page.finish()
}

fn found(root: &Root) -> String {
    let by = match root.by {
        By::Meta => "named by a go-import tag",
        By::Static => "a host that go knows",
        By::Suffix => "named by the path's suffix",
    };
    let subdir = match root.subdir.as_str() {
        "" => String::new(),
        subdir => format!(", directory {subdir}"),
    };
    format!("{} from {} {}{subdir}; {by}", root.path, root.vcs, root.repo)
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
