//! The pages of the findings, and the list of them.

use std::{borrow::Cow, iter};

use serde::{Deserialize, Serialize};

use super::{
    Painter,
    page::{Lead, Page},
    painter::Role,
    text::{columns, shorten},
};
use crate::{
    findings::{Severity, fix},
    stages::catalogue::{Family, Named, Teller, cure, sentence},
    trace::SCHEMA,
};

/// A name as its page tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    schema: u32,
    /// The name.
    pub name: Cow<'static, str>,
    /// How bad a run finds it; none where no run tells it.
    pub severity: Option<Severity>,
    /// One-sentence summary.
    pub summary: String,
    /// The page, in Markdown.
    pub page: String,
    /// What to do about it, in a paragraph; the end of the page.
    #[serde(default)]
    pub cure: Cow<'static, str>,
    /// The scenarios of the lab that show it.
    pub scenarios: Vec<String>,
    /// The family whose document has the page.
    pub family: Family,
    /// Who tells it.
    pub told_by: Vec<Teller>,
    /// Other names that may be behind the same text of go.
    pub alike: Vec<Cow<'static, str>>,
    /// The scenario that looks alike, and in which it is not found.
    pub quiet_in: Option<Cow<'static, str>>,
    /// The lines of the cure to paste, with names of examples, and the `steps` that they are.
    #[serde(flatten, with = "fix")]
    pub fix: Vec<String>,
}

impl Entry {
    /// The page of `named`, which `scenarios` show.
    pub fn new(named: &Named, scenarios: Vec<String>) -> Self {
        // The lines of a doc comment begin with a space.
        let margin = if named.page.starts_with(' ') { " " } else { "" };
        let cure = cure(named.name);
        let page = named.page.lines().map(|line| line.strip_prefix(margin).unwrap_or(line));
        Self {
            schema: SCHEMA,
            name: named.name.into(),
            severity: named.severity,
            summary: named.summary.clone(),
            cure: cure.map(|cure| cure.words.as_str()).unwrap_or_default().into(),
            fix: cure.map(|cure| cure.lines.clone()).unwrap_or_default(),
            page: page.collect::<Vec<_>>().join("\n"),
            scenarios,
            family: named.family,
            told_by: named.told_by.clone(),
            alike: named.alike.iter().map(|name| Cow::Borrowed(*name)).collect(),
            quiet_in: named.quiet_in.map(Cow::Borrowed),
        }
    }

    /// The paragraphs of the page, and its blocks of lines to paste.
    fn blocks(&self) -> impl Iterator<Item = &str> {
        self.page
            .split("\n\n")
            .map(|block| block.trim_matches('\n'))
            .filter(|block| !block.is_empty())
    }

    /// The words about how bad it is, or that only a log tells it.
    fn weight(&self) -> &'static str {
        self.severity.map_or("a cause behind a text of go", severity)
    }

    /// The names that share a text of go with it, in a sentence; `shown` writes a name.
    fn look_alikes(&self, shown: impl Fn(&str) -> String) -> Option<String> {
        let names: Vec<_> = self.alike.iter().map(|name| shown(name)).collect();
        let names = names.join(", ");
        (!names.is_empty()).then(|| format!("The same text of go may mean {names}."))
    }
}

/// What a line to paste begins with in Markdown.
const CODE: &str = "    ";

/// The page for people.
pub fn page(entry: &Entry, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    page.row(&lead(entry, painter), 2, "", entry.weight());
    for block in entry.blocks() {
        page.blank();
        put_block(&mut page, block, painter);
    }
    let told = sentence(&entry.told_by);
    for text in entry.look_alikes(str::to_owned).iter().chain([&told]) {
        page.blank();
        page.row(&Lead::default(), 2, &painter.text(text), "");
    }
    put_scenarios(&mut page, entry);
    page.finish()
}

/// The runs of the lab that show it, and the one that looks alike.
fn put_scenarios(page: &mut Page<'_>, entry: &Entry) {
    let labels = iter::once("try").chain(iter::repeat("or"));
    let shown = labels.zip(entry.scenarios.iter().map(String::as_str));
    let alike = entry.quiet_in.as_deref().map(|scenario| ("unlike", scenario));
    for (index, (label, scenario)) in shown.chain(alike).enumerate() {
        if index == 0 {
            page.blank();
        }
        page.pasted(Role::Faint, label, &format!("goget-doctor lab run {scenario}"));
    }
}

/// A paragraph in wrapped lines, or lines to paste as they are.
fn put_block(page: &mut Page<'_>, block: &str, painter: &Painter) {
    if block.starts_with(CODE) {
        let lines: Vec<_> =
            block.lines().map(|line| line.strip_prefix(CODE).unwrap_or(line)).collect();
        page.pasted(Role::Plain, "", &lines.join("\n"));
        return;
    }
    let text = block.split_whitespace().collect::<Vec<_>>().join(" ");
    page.row(&Lead::default(), 2, &painter.text(&text), "");
}

/// The names by family, one a line, with as much of what each is about as the line holds.
pub fn list(entries: &[Entry], painter: &Painter) -> String {
    let mut page = Page::new(painter);
    for family in Family::ALL {
        let own: Vec<_> = entries.iter().filter(|entry| entry.family == *family).collect();
        if own.is_empty() {
            continue;
        }
        let (title, count) = (painter.paint(Role::Good, family.title()), own.len().to_string());
        let heading = Lead { painted: title, columns: columns(family.title()) };
        page.row(&heading, 0, "", &count);
        for entry in own {
            put_line(&mut page, entry, painter);
        }
        page.blank();
    }
    page.labelled(Role::Faint, "more", "goget-doctor explain NAME");
    page.labelled(Role::Faint, "find", "goget-doctor explain --search WORD");
    page.finish()
}

/// The name and the beginning of its summary.
fn put_line(page: &mut Page<'_>, entry: &Entry, painter: &Painter) {
    let name = columns(&entry.name) + 2;
    let column = if name < LIST_NAMES { LIST_NAMES } else { name + 2 };
    let room = painter.wrap_at().saturating_sub(column);
    let lead = Lead { painted: format!("  {}", lead(entry, painter).painted), columns: name };
    let summary = shorten(&painter.text(&entry.summary), room, painter.ellipsis());
    page.row(&lead, column, if room < LEAST_SUMMARY { "" } else { &summary }, "");
}

/// Where summaries begin in the list.
const LIST_NAMES: usize = 36;

/// Less of a summary than this tells nothing, in columns.
const LEAST_SUMMARY: usize = 12;

fn lead(entry: &Entry, painter: &Painter) -> Lead {
    Lead { painted: painter.paint(Role::Strong, &entry.name), columns: columns(&entry.name) }
}

fn tellers(entry: &Entry) -> String {
    entry.told_by.iter().map(|teller| teller.word()).collect::<Vec<_>>().join(", ")
}

/// The table of all names by family, in Markdown; each name is a link to its page in the family's document.
pub fn index(entries: &[Entry]) -> String {
    let head = "# Findings\n\n\
                Every name that goget-doctor prints. `goget-doctor explain NAME` prints one page, `explain --list` the list; `--deny`, \
                `--warn` and `--allow` take each name.\n\n\
                Who tells it: `run` is a lookup (`resolve`, `check`), `settings` is `env` and `netrc`, `roots` is `certs`, `lint` is \
                `check` of a file, `log` is `explain --log`.\n\n\
                Generated from the catalogue; `UPDATE=1 cargo test --test offline findings::` writes it anew.\n";
    let families = Family::ALL.iter().map(|family| {
        let (title, word) = (family.title(), family.word());
        let rows: String = entries.iter().filter(|entry| entry.family == *family).map(row).collect();
        format!("\n## [{title}](findings/{word}.md)\n\n| name | told by | summary |\n| --- | --- | --- |\n{rows}")
    });
    iter::once(head.to_owned()).chain(families).collect()
}

fn row(entry: &Entry) -> String {
    let Entry { name, family, summary, .. } = entry;
    let (word, anchor, told) = (family.word(), anchor(name), tellers(entry));
    let summary = summary.replace('|', "\\|");
    format!("| [{name}](findings/{word}.md#{anchor}) | {told} | {summary} |\n")
}

/// The pages of one family in a Markdown document.
pub fn document(family: Family, entries: &[Entry]) -> String {
    let head = format!(
        "# {}\n\n`goget-doctor explain NAME` prints one page. All names: [findings.md](../findings.md).\n",
        family.title()
    );
    let places: Vec<_> = entries.iter().map(|entry| (&*entry.name, entry.family)).collect();
    let link = |name: &str| {
        let place = places.iter().find(|(other, _)| *other == name);
        let file = place
            .filter(|(_, other)| *other != family)
            .map(|(_, other)| format!("{}.md", other.word()));
        format!("[{name}]({}#{})", file.unwrap_or_default(), anchor(name))
    };
    let own = entries.iter().filter(|entry| entry.family == family);
    iter::once(head).chain(own.map(|entry| section(entry, link))).collect()
}

fn section(entry: &Entry, link: impl Fn(&str) -> String) -> String {
    let (name, weight, page) = (&entry.name, entry.weight(), entry.page.trim());
    let alike = entry.look_alikes(link).map(|text| format!("\n{text}\n"));
    let example =
        entry.scenarios.first().map(|s| format!("\nExample: `goget-doctor lab run {s}`\n"));
    let quiet =
        entry.quiet_in.as_deref().map(|s| format!("\nNot found in: `goget-doctor lab run {s}`\n"));
    let told = sentence(&entry.told_by);
    let [alike, example, quiet] = [alike, example, quiet].map(Option::unwrap_or_default);
    format!("\n## {name}\n\n{weight}\n\n{page}\n{alike}\n{told}\n{example}{quiet}")
}

/// The anchor that Markdown makes of the heading `name`.
pub fn anchor(name: &str) -> String {
    name.replace('.', "")
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error: go fails because of it",
        Severity::Warning => "warning: it works, and not for long or not for everyone",
        Severity::Note => "note",
    }
}
