//! A module proxy put to its protocol: a row for each rule, and what is wrong.

use super::{
    Detail, Painter,
    findings::{self, Evidence},
    page::{Lead, Page},
    painter::{Mark, Role},
    text::{columns, pad},
};
use crate::{
    findings::StepVerdict,
    report::protocol::{ProtocolView, Row},
};

/// The column where what was seen begins.
const SAYS: usize = 50;

/// The rows, and a finding for each that is broken.
pub fn human(view: &ProtocolView, painter: &Painter, detail: Detail) -> String {
    let mut page = Page::new(painter);
    header(&mut page, painter, view);
    if detail != Detail::Quiet {
        page.blank();
        for row in &view.rules {
            put(&mut page, painter, row);
        }
    }
    for finding in &view.findings {
        page.blank();
        findings::put(&mut page, finding, Evidence::Missing);
        let row = view.rules.iter().find(|row| row.name == finding.name);
        if let Some(cure) = row.and_then(|row| row.cure.as_ref()) {
            page.labelled(Role::Good, "cure", cure);
        }
    }
    if view.module.is_none() && detail != Detail::Quiet {
        page.blank();
        let text = format!(
            "goget-doctor proxy {} MODULE[@V]   puts list, @latest, .info, .mod and .zip of a module to the protocol too",
            view.url
        );
        page.labelled(Role::Faint, "more", &text);
    }
    page.finish()
}

fn header(page: &mut Page<'_>, painter: &Painter, view: &ProtocolView) {
    let version = view.version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
    let module = view.module.as_ref().map(|module| format!("  {module}{version}"));
    let subject = painter.text(&format!("{}{}", view.url, module.unwrap_or_default()));
    let lead = Lead { painted: painter.paint(Role::Strong, &subject), columns: columns(&subject) };
    page.row(&lead, 2, "", &format!("as go {}, {} requests", view.go, view.asked.len()));
}

fn put(page: &mut Page<'_>, painter: &Painter, row: &Row) {
    let mark = match row.verdict {
        StepVerdict::Fail => Mark::Fail,
        StepVerdict::Pass => Mark::Pass,
        StepVerdict::Skip => Mark::Skip,
        StepVerdict::Warn => Mark::Warn,
    };
    let symbol = painter.symbol(mark);
    let rule = pad(&row.rule, SAYS - 6);
    let plain = format!("  {symbol} {rule}");
    let lead = Lead {
        painted: format!("  {} {rule}", painter.paint(mark.role(), symbol)),
        columns: columns(&plain),
    };
    page.row(&lead, SAYS, &painter.text(&row.says), "");
}
