//! Findings for people: cause, cure, what does not help, what was seen.

use super::{page::Page, painter::Role};
use crate::findings::{Finding, Severity};

/// Whether the observations behind a finding are on the screen already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Shown in the details of its step.
    Traced,
    /// Shown nowhere yet.
    Missing,
}

/// One finding as a block of labelled lines.
pub(super) fn put(page: &mut Page<'_>, finding: &Finding, evidence: Evidence) {
    let (role, label) = heading(finding);
    page.labelled(role, label, &finding.title);
    for (index, fix) in finding.fix.iter().enumerate() {
        let label = if index == 0 { "cure" } else { "or" };
        page.pasted(Role::Good, label, fix);
    }
    put_each(page, Role::Warn, "not", "", &finding.not);
    if evidence == Evidence::Missing {
        put_each(page, Role::Faint, "seen", "", &finding.evidence);
    }
    page.labelled(Role::Faint, "more", &format!("goget-doctor explain {}", finding.name));
    if let Some(look) = &finding.look {
        page.pasted(Role::Faint, "", look);
    }
}

/// What is shown in the place of findings that are not.
pub(super) fn put_hidden(page: &mut Page<'_>, count: usize) {
    let text = match count {
        1 => "1 finding more; -v shows it".to_owned(),
        count => format!("{count} findings more; -v shows them"),
    };
    page.labelled(Role::Faint, "and", &text);
}

fn put_each(page: &mut Page<'_>, role: Role, first: &str, then: &str, texts: &[String]) {
    for (index, text) in texts.iter().enumerate() {
        let label = if index == 0 { first } else { then };
        // The second line points at a place in the first.
        if text.ends_with("\n^") || text.ends_with(" ^") {
            page.pasted(role, label, text);
        } else {
            page.labelled(role, label, text);
        }
    }
}

fn heading(finding: &Finding) -> (Role, &'static str) {
    match finding.severity {
        // go does not fail because of it: this run does.
        Severity::Error if finding.usual.is_some() => (Role::Bad, "denied"),
        Severity::Error => (Role::Bad, "cause"),
        Severity::Warning => (Role::Warn, "warning"),
        Severity::Note => (Role::Strong, "note"),
    }
}
