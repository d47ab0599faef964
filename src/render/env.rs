//! The settings in force, and what they decide for one module path.

use super::{
    Painter,
    findings::{self, Evidence},
    page::{Lead, Page},
    painter::{Mark, Role},
    text::{columns, pad},
};
use crate::{
    findings::Finding,
    report::env::{Answer, EnvView, PathView, SettingView},
};

/// The column where values begin.
const VALUES: usize = 13;

/// Every setting with its value, origin and effect, and what it hides.
pub fn human(view: &EnvView, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    header(&mut page, painter, "settings", view.go);
    let origin = |path: &Option<String>| path.clone().unwrap_or_default();
    if let Some(file) = &view.file {
        let error = file.error.as_ref().map(|error| format!("cannot be read: {error}"));
        row(&mut page, painter, Role::Faint, "file", &file.path, &error.unwrap_or_default());
    }
    row(&mut page, painter, Role::Faint, "go.env", &origin(&view.go_env), "");
    page.blank();
    for setting in &view.settings {
        put_setting(&mut page, painter, setting);
    }
    put_error(&mut page, view.error.as_deref());
    put_findings(&mut page, &view.findings);
    page.finish()
}

/// The four questions, the route, and the VCS.
pub fn human_path(view: &PathView, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    header(&mut page, painter, &view.path, view.go);
    page.blank();
    let route = match (view.route.kind.as_deref(), &view.route.proxy) {
        (Some("proxy"), Some(proxy)) => format!("{proxy} is asked first"),
        (Some("off"), _) => "nobody is asked (GOPROXY=off)".to_owned(),
        (Some(_), _) => "its own server is asked".to_owned(),
        (None, _) => "GOPROXY cannot be read".to_owned(),
    };
    row(&mut page, painter, Role::Strong, "route", &route, "");
    let questions: [(&str, &Answer, &str, &str); 4] = [
        ("private", &view.private, "yes", "no"),
        ("proxy", &view.noproxy, "never asked of a proxy", "may be asked of a proxy"),
        ("checksums", &view.nosumdb, "not checked by the database", "checked by the database"),
        (
            "insecure",
            &view.insecure,
            "http and any certificate allowed",
            "https with a verified certificate",
        ),
    ];
    for (label, answer, yes, no) in questions {
        let says = if answer.value { yes } else { no };
        row(&mut page, painter, Role::Strong, label, says, &because(answer));
    }
    for system in &view.vcs {
        let mark = painter.symbol(if system.allowed { Mark::Pass } else { Mark::Fail });
        let says = format!("{mark} {}", system.vcs);
        let rule = format!("rule {}", system.rule);
        row(&mut page, painter, Role::Strong, "vcs", &says, &rule);
    }
    if let Some(line) = &view.nearly {
        page.blank();
        page.pasted(Role::Warn, "nearly", line);
    }
    put_error(&mut page, view.error.as_deref());
    put_findings(&mut page, &view.findings);
    page.finish()
}

/// The lines to paste, one for each finding, as a shell script.
pub fn fix(findings: &[Finding], painter: &Painter) -> String {
    let mut out = String::new();
    for finding in findings {
        let Some(line) = finding.fix.first() else { continue };
        let mark = if line.contains("VALUE") || line.contains("xxxxx") { "# " } else { "" };
        let (title, line) = (painter.text(&finding.title), painter.text(line));
        out.extend(["# ", &title, "\n", mark, &line, "\n"]);
    }
    out
}

pub(super) fn header(
    page: &mut Page<'_>,
    painter: &Painter,
    subject: &str,
    go: impl std::fmt::Display,
) {
    let subject = painter.text(subject);
    let lead = Lead { painted: painter.paint(Role::Strong, &subject), columns: columns(&subject) };
    page.row(&lead, 2, "", &format!("as go {go}"));
}

fn put_setting(page: &mut Page<'_>, painter: &Painter, setting: &SettingView) {
    let value = if setting.value.is_empty() { "–" } else { &setting.value };
    let value =
        if painter.unicode { value } else { value.strip_prefix('–').map_or(value, |_| "-") };
    row(page, painter, Role::Strong, &setting.name, value, &setting.origin);
    if !setting.effect.is_empty() {
        page.row(&Lead::default(), VALUES + 2, &painter.text(&setting.effect), "");
    }
    for shadow in &setting.shadows {
        let hidden = format!("hides {}", shadow.value);
        page.row(&Lead::default(), VALUES + 2, &painter.text(&hidden), &shadow.origin);
    }
}

pub(super) fn row(
    page: &mut Page<'_>,
    painter: &Painter,
    role: Role,
    label: &str,
    text: &str,
    aside: &str,
) {
    if text.is_empty() {
        return;
    }
    let label = pad(label, VALUES);
    let lead = Lead { painted: painter.paint(role, &label), columns: columns(&label) };
    page.row(&lead, VALUES + 2, &painter.text(text), &painter.text(aside));
}

fn because(answer: &Answer) -> String {
    match (&answer.variable, &answer.pattern) {
        (Some(variable), Some(pattern)) => format!("{variable}: {pattern} ({})", answer.origin),
        (Some(variable), None) => format!("{variable}=off ({})", answer.origin),
        _ => String::new(),
    }
}

fn put_error(page: &mut Page<'_>, error: Option<&str>) {
    if let Some(error) = error {
        page.blank();
        page.labelled(Role::Bad, "go says", error);
    }
}

pub(super) fn put_findings(page: &mut Page<'_>, list: &[Finding]) {
    for finding in list {
        page.blank();
        findings::put(page, finding, Evidence::Missing);
    }
}
