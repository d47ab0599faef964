//! `explain NAME`, `explain --list` and `explain --search`: the pages of all names.

use crate::{
    cli::{args::Format, console::Console, exit::Exit},
    problem::Problem,
    render::{
        catalog::{self, Entry},
        json, jsonl,
    },
    stages::catalogue::{self, Named},
};

/// Prints the page of `name`.
pub(super) fn page(name: &str, format: Format, console: &Console) -> Result<Exit, Problem> {
    let named = catalogue::find(name).ok_or_else(|| unknown(name))?;
    let entry = Entry::new(named, Scenarios::read().with(name));
    console.print(&match format {
        Format::Human => catalog::page(&entry, &console.out),
        Format::Json => json::document(&entry),
        _ => jsonl::line(&entry),
    })?;
    Ok(Exit::Success)
}

/// Prints every name with what it is about; of those alone whose page has `word`, where one is given.
pub(super) fn list(word: Option<&str>, format: Format, console: &Console) -> Result<Exit, Problem> {
    let scenarios = Scenarios::read();
    let entry = |named: &Named| Entry::new(named, scenarios.with(named.name));
    let found = catalogue::all().iter().filter(|named| word.is_none_or(|word| has(named, word)));
    let entries: Vec<_> = found.map(entry).collect();
    if let Some(word) = word.filter(|_| entries.is_empty()) {
        return Err(nothing_with(word));
    }
    console.print(&match format {
        Format::Human => catalog::list(&entries, &console.out),
        Format::Json => json::document(&entries),
        _ => entries.iter().map(jsonl::line).collect(),
    })?;
    Ok(Exit::Success)
}

/// Whether the name, the summary or the page of `named` has `word`, in capitals or not.
fn has(named: &Named, word: &str) -> bool {
    let word = word.to_lowercase();
    [named.name, &named.summary, named.page].iter().any(|text| text.to_lowercase().contains(&word))
}

fn nothing_with(word: &str) -> Problem {
    Problem::new(
        format!("no page has the word {word}"),
        "names, summaries and pages were looked through",
        "goget-doctor explain --list",
    )
}

/// What comes out in each scenario of the lab.
#[cfg(feature = "lab")]
struct Scenarios(Vec<(&'static str, crate::lab::Scenario)>);

#[cfg(feature = "lab")]
impl Scenarios {
    fn read() -> Self {
        use crate::lab::{self, Scenario};
        let read =
            |(name, text): &(&'static str, &str)| Some((*name, Scenario::parse("", text).ok()?));
        Self(lab::list().iter().filter_map(read).collect())
    }

    /// The names of those that show the finding.
    fn with(&self, finding: &str) -> Vec<String> {
        let showing = self.0.iter().filter(|(_, scenario)| scenario.expect.names(finding));
        showing.map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// Without the lab there are no scenarios.
#[cfg(not(feature = "lab"))]
struct Scenarios;

#[cfg(not(feature = "lab"))]
impl Scenarios {
    fn read() -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "as where there is a lab")]
    fn with(&self, _finding: &str) -> Vec<String> {
        Vec::new()
    }
}

fn unknown(name: &str) -> Problem {
    let next = match catalogue::nearest(name) {
        Some(near) => format!("goget-doctor explain {near}"),
        None => "goget-doctor explain --list".to_owned(),
    };
    Problem::new(
        format!("there is no finding {name}"),
        "no check and no text of go has that name",
        next,
    )
}
