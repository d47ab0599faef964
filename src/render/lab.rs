//! What came out of a scenario against what it says must come out, and the list of scenarios.

use serde::{Deserialize, Serialize};

use super::{
    Detail, Painter,
    env::put_findings,
    human,
    page::{Lead, Page},
    painter::Role,
    text::columns,
};
use crate::{findings::Finding, report::Report, trace::SCHEMA};

/// A scenario in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it shows, in a sentence.
    pub about: String,
}

/// A scenario that was played, with its cures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabRun {
    schema: u32,
    /// The scenario's name.
    pub name: String,
    /// As it is.
    #[serde(flatten)]
    pub first: Played,
    /// After each of its cures.
    pub cures: Vec<Played>,
}

/// One run in the lab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Played {
    /// What the scenario shows, or what the cure changes.
    pub about: String,
    /// Whether it came out as the scenario says, as far as it says anything.
    pub as_said: bool,
    /// Why it cannot be said whether it did: the scenario is about other releases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unstated: Option<String>,
    /// What came out otherwise, each with what was expected.
    pub differs: Vec<String>,
    /// What came out.
    pub report: Report,
    /// What is wrong with its settings, in a scenario that is about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<Finding>,
}

impl LabRun {
    /// The run of a scenario.
    pub fn new(name: impl Into<String>, first: Played, cures: Vec<Played>) -> Self {
        Self { schema: SCHEMA, name: name.into(), first, cures }
    }

    /// What came out of the scenario, then of it after each cure.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        std::iter::once(&self.first).chain(&self.cures).map(|played| &played.report)
    }

    /// Whether everything came out as the scenario says.
    pub fn is_as_said(&self) -> bool {
        self.first.as_said && self.cures.iter().all(|cure| cure.as_said)
    }
}

/// The scenario, what came out of it, and the same after each cure.
pub fn human(run: &LabRun, painter: &Painter, detail: Detail) -> String {
    let first = played("lab", &run.first, painter, detail);
    let cures = run.cures.iter().map(|cure| played("cure", cure, painter, detail));
    std::iter::once(first).chain(cures).collect::<Vec<_>>().join("\n")
}

/// The scenarios, one a line.
pub fn list(entries: &[Entry], painter: &Painter) -> String {
    let widest = entries.iter().map(|entry| columns(&entry.name)).max().unwrap_or(0);
    let column = if painter.is_narrow() { 2 } else { widest + 2 };
    let mut page = Page::new(painter);
    for Entry { name, about } in entries {
        let name = painter.text(name);
        let lead = Lead { painted: painter.paint(Role::Strong, &name), columns: columns(&name) };
        page.row(&lead, column, &painter.text(about), "");
    }
    page.finish()
}

fn played(label: &str, played: &Played, painter: &Painter, detail: Detail) -> String {
    let mut page = Page::new(painter);
    page.labelled(Role::Strong, label, &played.about);
    page.blank();
    let mut out = page.finish() + &human::screen(&played.report, painter, detail);
    let mut page = Page::new(painter);
    page.blank();
    let is_new = |it: &&Finding| played.report.findings.iter().all(|shown| shown.name != it.name);
    let settings: Vec<Finding> = played.settings.iter().filter(is_new).cloned().collect();
    if !settings.is_empty() {
        put_findings(&mut page, &settings);
        page.blank();
    }
    if let Some(unstated) = &played.unstated {
        page.labelled(Role::Strong, "note", unstated);
    } else if played.as_said {
        page.labelled(Role::Good, "so", "it came out as the scenario says");
    } else {
        page.labelled(Role::Bad, "but", "it did not come out as the scenario says");
    }
    for differs in &played.differs {
        page.labelled(Role::Bad, "differs", differs);
    }
    out += &page.finish();
    out
}
