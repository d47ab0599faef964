//! For people: go's answer, what to change, and every step with what it saw.

mod answer;
mod trace;

use super::{
    Detail, Painter,
    findings::{self, Evidence},
    page::{Lead, Page},
    painter::Role,
    played,
    text::columns,
};
use crate::{findings::Finding, report::Report, trace::Step};

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

/// One report: what it comes to, then what each step saw; the other way round where the painter has the trace first.
pub(super) fn screen(report: &Report, painter: &Painter, detail: Detail) -> String {
    let page = Page::naming(painter, names(report));
    let mut screen = Screen { report, painter, detail, page };
    screen.header();
    if painter.trace_first {
        screen.trace();
        screen.conclusion();
    } else {
        screen.conclusion();
        screen.trace();
    }
    screen.page.finish()
}

/// The import paths that a report is about.
fn names(report: &Report) -> Vec<String> {
    let module = report.played.as_ref().and_then(|played| played.version.as_ref());
    let module = module.map(|version| &version.module);
    let names = std::iter::once(&report.path).chain(report.decides.as_ref()).chain(module);
    names.cloned().collect()
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

    /// What go comes to, and why, and what to change. A long text of go's comes behind.
    fn conclusion(&mut self) {
        let is_long = !self.report.findings.is_empty() && self.answer_is_long();
        if is_long {
            self.findings();
        }
        self.page.blank();
        self.answer();
        self.disagree();
        self.releases();
        if !is_long {
            self.findings();
        }
    }

    /// What each step saw, and whom go asked.
    fn trace(&mut self) {
        if self.detail == Detail::Quiet {
            return;
        }
        if !self.report.steps.is_empty() {
            self.page.blank();
            self.steps();
        }
        played::walk(&mut self.page, self.painter, self.report, self.detail);
        let played = self.report.played.as_ref().filter(|played| played::tells(played));
        if self.report.verdict.ok() != Some(true) && played.is_some() {
            self.page.blank();
            self.known();
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
        if shown { Evidence::Traced } else { Evidence::Missing }
    }
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
