//! The steps for a saved run: a row for each, and how they are taken back.

use super::{
    Painter,
    page::{Lead, Page},
    painter::{Mark, Role},
    text::columns,
};
use crate::{
    report::fix::{FixView, StepView},
    shell::word,
};

/// What there is to do, before anything is done.
pub fn planned(view: &FixView<'_>, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    view.todo.iter().for_each(|step| put(&mut page, painter, step));
    if view.todo.is_empty() {
        page.labelled(Role::Faint, "fix", "nothing was found that a step would cure");
    }
    page.finish()
}

/// What is said where nothing was done.
pub fn untaken(view: &FixView<'_>, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let ready = view.todo.iter().filter(|step| step.state == "ready").count();
    if ready > 0 {
        page.blank();
        page.labelled(Role::Strong, "so far", "nothing was changed");
        page.pasted(Role::Good, "next", &format!("goget-doctor fix {} --apply", word(&view.run)));
    }
    page.finish()
}

/// What was done, and how it is taken back.
pub fn taken(view: &FixView<'_>, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    page.blank();
    let tried = view.todo.iter().filter(|step| step.state != "left");
    tried.for_each(|step| put(&mut page, painter, step));
    for (place, undo) in view.undo.iter().enumerate() {
        page.pasted(Role::Strong, if place == 0 { "undo" } else { "" }, undo);
    }
    page.finish()
}

fn put(page: &mut Page<'_>, painter: &Painter, step: &StepView<'_>) {
    let mark = match &*step.state {
        "done" => Mark::Pass,
        "failed" => Mark::Fail,
        "left" => Mark::Unreached,
        _ => Mark::Skip,
    };
    let symbol = painter.symbol(mark);
    let lead = Lead { painted: painter.paint(mark.role(), symbol), columns: columns(symbol) };
    page.row(&lead, 2, &painter.text(&step.step.act.to_string()), "");
    let file = step.touches.as_deref().unwrap_or_default();
    let says = match (&*step.state, &step.why) {
        ("done", _) => format!("done in {file}"),
        (_, Some(why)) => why.to_string(),
        _ => format!("would change {file}"),
    };
    page.labelled(Role::Faint, "", &says);
    page.labelled(Role::Faint, "for", &format!("{} of {}", step.finding, step.path));
}
