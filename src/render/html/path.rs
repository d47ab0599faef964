//! One path: go's answer, the findings, the steps, the pictures.

use super::{Placed, badge, chain, look, page, place, text, waterfall};
use crate::{
    findings::{Finding, Severity, StepVerdict},
    render::text::duration,
    report::{Report, Status, StepReport},
};

/// The section of a path; open where it did not pass and is the first with its cause.
pub(super) fn section(placed: &Placed<'_>) -> String {
    let Placed { index, item, group, is_first } = placed;
    let (report, status) = (&item.report, group.status);
    let shown = *is_first && matches!(status, Status::Failed | Status::Open);
    let open = if shown { " open" } else { "" };
    let (class, _) = look(status);
    let place = if item.source.is_some() { text(&place(item)) + " · " } else { String::new() };
    let mut out = format!(
        "<details class=\"path {class}\" id=\"p{index}\"{open}>\n<summary>{} <span class=\"name\">{}</span> \
         <span class=\"place\">{}as go {}</span></summary>\n",
        badge(status),
        text(&report.path),
        place,
        report.go
    );
    out += &answer(report);
    out.extend(report.findings.iter().map(finding));
    out += &steps(&report.steps);
    if let Some(details) = &item.details {
        out += &waterfall::picture(&details.requests);
        out.extend(details.chains.iter().map(chain::picture));
    }
    out + "</details>\n"
}

fn answer(report: &Report) -> String {
    let mut out = String::new();
    if let Some(error) = report.verdict.error() {
        out += &labelled(report.says(), &error.lines().map(text).collect::<Vec<_>>().join("\n"));
    }
    if let Some(limit) = report.verdict.limit() {
        out += &labelled("limit", &text(limit));
    }
    if let Some(missing) = report.verdict.missing() {
        out += &labelled("missing", &text(missing));
    }
    if let Some(root) = report.verdict.root() {
        let repo = root.repo.to_string();
        let fields = [&root.path, &root.vcs, &repo, &root.subdir];
        let words: Vec<&str> =
            fields.iter().map(|it| it.as_str()).filter(|it| !it.is_empty()).collect();
        out += &labelled(report.gets(), &text(&words.join(" ")));
    }
    out
}

fn labelled(label: &str, html: &str) -> String {
    format!("<p class=\"label\">{label}</p><pre>{html}</pre>\n")
}

/// The name of a cause, which links to its page where there is one.
fn named(name: &str) -> String {
    let code = format!("<code>{}</code>", text(name));
    if page::is_known(name) { format!("<a href=\"#page-{name}\">{code}</a>") } else { code }
}

fn finding(finding: &Finding) -> String {
    let class = match finding.severity {
        Severity::Error => "bad",
        Severity::Warning => "warn",
        Severity::Note => "faint",
    };
    let mut out = format!(
        "<div class=\"finding {class}\">\n<p><strong>{}</strong> {}</p>\n",
        text(&finding.title),
        named(&finding.name)
    );
    for (label, lines) in
        [("seen", &finding.evidence), ("cure", &finding.fix), ("not", &finding.not)]
    {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(|line| text(line)).collect();
            out += &labelled(label, &lines.join("\n"));
        }
    }
    out + "</div>\n"
}

fn steps(steps: &[StepReport]) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let rows: String =
        steps.iter().enumerate().map(|(index, step)| row(index, step, steps)).collect();
    format!("<h3>Steps</h3>\n<ol class=\"steps\">\n{rows}</ol>\n")
}

/// A step; the first of those behind a failure that were not reached is shown for all of them.
fn row(index: usize, step: &StepReport, steps: &[StepReport]) -> String {
    let failed = steps.iter().position(|step| step.verdict == StepVerdict::Fail);
    let is_unreached = |(at, step): &(usize, &StepReport)| {
        failed.is_some_and(|failed| *at > failed) && step.verdict == StepVerdict::Skip
    };
    if !is_unreached(&(index, step)) {
        return self::step(step);
    }
    let unreached: Vec<_> = steps.iter().enumerate().filter(is_unreached).collect();
    if unreached.first().is_some_and(|(first, _)| *first < index) {
        return String::new();
    }
    let names: Vec<String> = unreached.into_iter().map(|(_, step)| name(step)).collect();
    format!(
        "<li class=\"faint\"><span>– skip</span><span>not reached</span>\
         <span class=\"says\">{}</span></li>\n",
        names.join(", ")
    )
}

fn step(step: &StepReport) -> String {
    let (class, symbol, word) = match step.verdict {
        StepVerdict::Fail => ("bad", "✗", "fail"),
        StepVerdict::Pass => ("good", "✓", "pass"),
        StepVerdict::Skip => ("faint", "–", "skip"),
        StepVerdict::Warn => ("warn", "!", "warn"),
    };
    let time = if step.micros < 1_000 { String::new() } else { duration(step.micros) };
    let lines: String = step.lines.iter().map(line).collect();
    let lines = if lines.is_empty() { lines } else { format!("<dl>{lines}</dl>") };
    format!(
        "<li class=\"{class}\"><span>{symbol} {word}</span><span>{}</span>\
         <span class=\"says\">{}{}</span><span class=\"number\">{time}</span>{lines}</li>\n",
        name(step),
        text(&step.says),
        aside(&step.aside)
    )
}

fn name(step: &StepReport) -> String {
    let name = serde_json::to_value(step.step).unwrap_or_default();
    text(name.as_str().unwrap_or_default())
}

fn line(line: &crate::findings::Line) -> String {
    let aside = aside(&line.aside);
    format!("<dt>{}</dt><dd>{}{aside}</dd>", text(&line.label), text(&line.text))
}

fn aside(says: &str) -> String {
    if says.is_empty() { String::new() } else { format!(" <i>{}</i>", text(says)) }
}
